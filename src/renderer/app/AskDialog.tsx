import { useEffect, useId, useRef } from 'react'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from './ProblemText.tsx'

interface AskDialogProps {
  title: string
  text: string
  leave: string
  press: string
  problem: Problem | null
  onPress: () => void
  onClose: () => void
}

/** Asks before something is lost. The way out has the focus: Enter loses nothing. */
export function AskDialog({ title, text, leave, press, problem, onPress, onClose }: AskDialogProps) {
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
    >
      <h2 id={`${id}t`}>{title}</h2>
      <p id={`${id}d`}>{text}</p>
      {problem !== null && <ProblemText problem={problem} />}
      <div className="row">
        <button type="button" className="btn" onClick={() => dialog.current?.close()}>
          {leave}
        </button>
        <button type="button" className="btn danger" onClick={onPress}>
          {press}
        </button>
      </div>
    </dialog>
  )
}
