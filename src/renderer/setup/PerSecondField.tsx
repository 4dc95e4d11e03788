import { useId, useState } from 'react'
import type { Problem, Result } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'

interface PerSecondFieldProps {
  label: string
  why: string
  /** Null for what is usual. */
  kept: number | null
  save: (perSecond: number | null) => Promise<Result<unknown>>
}

const most = 1000

/** So many texts a second; empty for what is usual. Saved when it is left. */
export function PerSecondField({ label, why, kept, save }: PerSecondFieldProps) {
  const { t } = useWords()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const leave = async () => {
    if (typed === null) return
    const perSecond = typed.trim() === '' ? null : Number(typed)
    if (perSecond !== null && !(Number.isInteger(perSecond) && perSecond >= 1 && perSecond <= most))
      return setProblem({ code: '', text: t('setup.perSecondBad') })
    const answer = await save(perSecond)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setTyped(null)
  }
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input mono"
        inputMode="numeric"
        autoComplete="off"
        maxLength={4}
        placeholder={t('setup.perSecondUsual')}
        value={typed ?? (kept === null ? '' : String(kept))}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? `${id}w` : `${id}w ${id}e`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void leave()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void leave()
        }}
      />
      <p className="note" id={`${id}w`}>
        {why}
      </p>
      {problem !== null && <ProblemText id={`${id}e`} problem={problem} />}
    </div>
  )
}
