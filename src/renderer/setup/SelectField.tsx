import { type ReactNode, useId } from 'react'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'

interface SelectFieldProps {
  label: string
  note?: ReactNode
  value: string
  mono?: boolean
  /** What is wrong with it; `at` is where the focus goes for that. */
  wrong?: { at: string; problem: Problem } | undefined
  onChange: (value: string) => void
  /** The options. */
  children: ReactNode
}

/** A choice of a few, with its label above it. */
export function SelectField({ label, note, value, mono = false, wrong, onChange, children }: SelectFieldProps) {
  const id = useId()
  return (
    <div className="field-of">
      <div className="label">
        <label htmlFor={id}>{label}</label>
        {note !== undefined && <span className="note">{note}</span>}
      </div>
      <div className="select">
        <select
          id={id}
          className={mono ? 'input mono' : 'input'}
          value={value}
          data-at={wrong?.at}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong === undefined ? undefined : `${id}e`}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
        <Icon name="down" />
      </div>
      {wrong !== undefined && <ProblemText id={`${id}e`} problem={wrong.problem} />}
    </div>
  )
}
