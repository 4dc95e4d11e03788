import { type ReactNode, useId } from 'react'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import type { FieldProblem } from './account-form.ts'

interface FieldProps {
  label: string
  note?: ReactNode
  value: string
  secret?: boolean
  mono?: boolean
  maxLength: number
  name: string
  problem: FieldProblem | undefined
  onChange: (value: string) => void
}

/** One field of the account with its problem below it. Pasting is always allowed. */
export function Field({
  label,
  note,
  value,
  secret = false,
  mono = false,
  maxLength,
  name,
  problem,
  onChange,
}: FieldProps) {
  const words = useWords()
  const id = useId()
  const text =
    problem === undefined
      ? null
      : problem.code === 'needed'
        ? words.t('setup.needed')
        : problem.code === 'bad-url'
          ? words.t('setup.badUrl')
          : problem.code === 'number'
            ? words.problem({ code: problem.numberCode, text: problem.text })
            : problem.text
  return (
    <div className="field-of">
      <div className="label">
        <label htmlFor={id}>{label}</label>
        {note !== undefined && <span className="note">{note}</span>}
      </div>
      <input
        id={id}
        name={name}
        className={mono ? 'input mono' : 'input'}
        type={secret ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        aria-invalid={text !== null}
        aria-describedby={text === null ? undefined : `${id}e`}
        onChange={(event) => onChange(event.target.value)}
      />
      {text !== null && <ProblemText id={`${id}e`} problem={{ code: '', text }} />}
    </div>
  )
}
