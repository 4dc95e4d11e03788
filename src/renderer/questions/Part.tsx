import { type ReactNode, useId } from 'react'
import type { QuestionPlace, QuestionProblem } from '../../shared/question-rules.ts'
import { ProblemText } from '../app/ProblemText.tsx'

interface PartProps {
  at: QuestionPlace
  label: string
  note?: ReactNode
  problems: readonly QuestionProblem[]
  value: string
  maxLength: number
  /** Lines; one line is a field that Enter leaves. */
  rows?: number
  inputMode?: 'numeric'
  onChange: (value: string) => void
}

/** One part of a question with what is wrong with it below. `data-at` is where the focus goes for that. */
export function Part({ at, label, note, problems, value, maxLength, rows = 1, inputMode, onChange }: PartProps) {
  const id = useId()
  const problem = problems.find((each) => each.at === at)
  const props = {
    id: `${id}f`,
    className: 'input',
    'data-at': at,
    dir: 'auto',
    autoComplete: 'off',
    maxLength,
    value,
    'aria-invalid': problem !== undefined,
    ...(problem === undefined ? {} : { 'aria-describedby': `${id}e` }),
  }
  return (
    <div className="field-of">
      <div className="label">
        <label htmlFor={`${id}f`}>{label}</label>
        {note !== undefined && <span className="note">{note}</span>}
      </div>
      {rows > 1 ? (
        <textarea {...props} rows={rows} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <input {...props} inputMode={inputMode} onChange={(event) => onChange(event.target.value)} />
      )}
      {problem !== undefined && <ProblemText id={`${id}e`} problem={problem} />}
    </div>
  )
}
