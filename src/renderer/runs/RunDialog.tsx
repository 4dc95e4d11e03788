import { type ReactNode, type RefObject, useEffect, useId } from 'react'
import { DialogHead } from '../app/DialogHead.tsx'

interface RunDialogProps {
  dialog: RefObject<HTMLDialogElement | null>
  title: string
  /** The word of the cross. */
  close: string
  /** It has been closed: by the cross, by Escape, or through `dialog`, so that the focus goes back. */
  onClose: () => void
  children: ReactNode
}

/** A dialog about a run: there from when it is drawn, with the focus on the first thing somebody came for. */
export function RunDialog({ dialog, title, close, onClose, children }: RunDialogProps) {
  const id = useId()
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector<HTMLElement>('.body :is(input, button)')?.focus()
  }, [dialog])
  return (
    <dialog
      ref={dialog}
      className="run-dialog"
      aria-labelledby={id}
      onClose={onClose}
      // Held down, the Enter that opened it would press what has the focus now, and text somebody.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.repeat) event.preventDefault()
      }}
    >
      <DialogHead id={id} title={title} close={close} onClose={() => dialog.current?.close()} />
      <div className="body">{children}</div>
    </dialog>
  )
}
