import type { RefObject } from 'react'
import { Icon } from './icons.tsx'

interface DialogHeadProps {
  /** Names the dialog, by `aria-labelledby`. */
  id: string
  title: string
  /** Takes the focus where what had it is gone. */
  titleRef?: RefObject<HTMLHeadingElement | null>
  /** The word of the cross. */
  close: string
  /** Something is under way, and the cross waits for its end. */
  busy?: boolean
  onClose: () => void
}

/** What a dialog is called, and the cross that closes it. */
export function DialogHead({ id, title, titleRef, close, busy = false, onClose }: DialogHeadProps) {
  return (
    <div className="pane-head">
      <h2 id={id} className="grow" ref={titleRef} tabIndex={-1}>
        {title}
      </h2>
      <button type="button" className="x" aria-label={close} aria-disabled={busy} onClick={() => !busy && onClose()}>
        <Icon name="cross" />
      </button>
    </div>
  )
}
