import { type RefObject, useId, useRef, useState } from 'react'
import type { Customer, DeskState } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'

interface EraseDialogProps {
  dialog: RefObject<HTMLDialogElement | null>
  /** Has the focus once it is done: what opened the dialog is gone. */
  back: RefObject<HTMLElement | null>
  customer: Customer | null
  mode: DeskState['mode']
  /** @returns why not; null when it is done */
  onErase: (submissionId: string) => Promise<Problem | null>
}

/** The one confirmation: who, how much, and what remains where. The way out has the focus. */
export function EraseDialog({ dialog, back, customer, mode, onErase }: EraseDialogProps) {
  const { t } = useWords()
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  /** Pressed again after a lost answer, it is the same erasure. */
  const submission = useRef<string | null>(null)
  const close = () => dialog.current?.close()
  const press = async () => {
    if (busy) return
    submission.current ??= crypto.randomUUID()
    setBusy(true)
    setProblem(null)
    const why = await onErase(submission.current)
    setBusy(false)
    setProblem(why)
    if (why !== null) return
    close()
    back.current?.focus()
  }
  const remains = [
    customer?.optedOut == null ? 'setup.erase.code' : 'setup.erase.out',
    ...(mode === 'live' ? (['setup.erase.vonage'] as const) : []),
    'setup.erase.backups',
  ] as const
  return (
    <dialog
      ref={dialog}
      className="erase-dialog"
      aria-labelledby={`${id}t`}
      aria-describedby={`${id}d`}
      onCancel={(event) => busy && event.preventDefault()}
      onClose={() => {
        submission.current = null
        setProblem(null)
      }}
    >
      <h2 id={`${id}t`}>{t('setup.erase.title', { who: customer?.shown ?? '' })}</h2>
      <div id={`${id}d`}>
        <p>
          {customer !== null && customer.texts > 0
            ? t('setup.erase.count', { count: customer.texts })
            : t('setup.erase.none')}
        </p>
        <ul>
          {remains.map((word) => (
            <li key={word}>{t(word)}</li>
          ))}
        </ul>
      </div>
      <p className="note" role="status">
        {busy && t('setup.erase.wait')}
      </p>
      {problem !== null && <ProblemText problem={problem} />}
      <div className="row">
        {/* First, so that it has the focus: Enter erases nobody. */}
        <button type="button" className="btn" aria-disabled={busy} onClick={() => !busy && close()}>
          {t('setup.erase.leave')}
        </button>
        <button type="button" className="btn danger" aria-disabled={busy} onClick={() => void press()}>
          {t(busy ? 'setup.erase.doing' : 'setup.erase.do')}
        </button>
      </div>
    </dialog>
  )
}
