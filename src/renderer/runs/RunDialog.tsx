import { type ReactNode, type RefObject, useEffect, useId } from 'react'
import { DialogHead } from '../app/DialogHead.tsx'
import { stayWhile } from '../app/stay-while.ts'

interface RunDialogProps {
  dialog: RefObject<HTMLDialogElement | null>
  title: string
  /** The word of the cross. */
  close: string
  /** What was pressed is under way, and how it ends is to be read here. */
  busy?: boolean
  /** It has been closed: by the cross, by Escape, or through `dialog`, so that the focus goes back. */
  onClose: () => void
  children: ReactNode
}

/** A dialog about a run: there from when it is drawn, with the focus on the first thing somebody came for. */
export function RunDialog({ dialog, title, close, busy = false, onClose, children }: RunDialogProps) {
  const id = useId()
  const stay = stayWhile(busy)
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
      onCancel={stay.onCancel}
      // Held down, the Enter that opened it would press what has the focus now, and text somebody.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.repeat) event.preventDefault()
        else stay.onKeyDown(event)
      }}
    >
      <DialogHead id={id} title={title} close={close} busy={busy} onClose={() => dialog.current?.close()} />
      <div className="body">{children}</div>
    </dialog>
  )
}
