import { type ReactNode, useId } from 'react'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'

interface FieldProps {
  label: string
  note?: ReactNode
  value: string
  secret?: boolean
  mono?: boolean
  maxLength: number
  name: string
  inputMode?: 'tel' | 'numeric' | 'url'
  /** Of this very field. */
  problem?: Problem | null
  onChange: (value: string) => void
}

/** One field of a step with its problem below it. Pasting is always allowed. */
export function Field(props: FieldProps) {
  const { label, note, value, secret = false, mono = false, maxLength, name, inputMode, problem = null } = props
  const id = useId()
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
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        maxLength={maxLength}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}e`}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {problem !== null && <ProblemText id={`${id}e`} problem={problem} />}
    </div>
  )
}
