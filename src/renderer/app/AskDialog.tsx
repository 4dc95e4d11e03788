import { useEffect, useId, useRef } from 'react'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from './ProblemText.tsx'
import { stayWhile } from './stay-while.ts'

interface AskDialogProps {
  title: string
  text: string
  leave: string
  press: string
  problem: Problem | null
  /** What was pressed is under way: it stays until that is done. */
  busy?: boolean
  onPress: () => void
  onClose: () => void
}

/** Asks before something is lost. The way out has the focus: Enter loses nothing. */
export function AskDialog({ title, text, leave, press, problem, busy = false, onPress, onClose }: AskDialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="erase-dialog"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
      onClose={onClose}
      {...stayWhile(busy)}
    >
      <h2 id={`${id}t`}>{title}</h2>
      <p id={`${id}d`}>{text}</p>
      {problem !== null && <ProblemText problem={problem} />}
      <div className="row">
        <button type="button" className="btn" aria-disabled={busy} onClick={() => !busy && dialog.current?.close()}>
          {leave}
        </button>
        <button type="button" className="btn danger" aria-disabled={busy} onClick={onPress}>
          {press}
        </button>
      </div>
    </dialog>
  )
}
