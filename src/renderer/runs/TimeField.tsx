import { useId } from 'react'
import { ProblemText } from '../app/ProblemText.tsx'

interface TimeFieldProps {
  name: string
  label: string
  note?: string
  /** As `datetime-local` has it; "" for none. */
  value: string
  min?: string
  /** What is wrong with it, in a sentence; null when nothing is. */
  wrong: string | null
  onChange: (value: string) => void
}

/** A day and a time on this computer's clock. */
export function TimeField({ name, label, note, value, min, wrong, onChange }: TimeFieldProps) {
  const id = useId()
  const described = [...(wrong === null ? [] : [`${id}e`]), ...(note === undefined ? [] : [`${id}n`])].join(' ')
  return (
    <div className="field-of">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        className="input mono"
        type="datetime-local"
        min={min}
        value={value}
        aria-invalid={wrong !== null}
        aria-describedby={described === '' ? undefined : described}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong !== null && <ProblemText id={`${id}e`} problem={{ code: '', text: wrong }} />}
      {note !== undefined && (
        <p className="note" id={`${id}n`}>
          {note}
        </p>
      )}
    </div>
  )
}
