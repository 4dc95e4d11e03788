import { type ReactNode, useId } from 'react'
import { Icon } from '../app/icons.tsx'

interface SelectFieldProps {
  label: string
  note?: ReactNode
  value: string
  mono?: boolean
  onChange: (value: string) => void
  /** The options. */
  children: ReactNode
}

/** A choice of a few, with its label above it. */
export function SelectField({ label, note, value, mono = false, onChange, children }: SelectFieldProps) {
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
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
        <Icon name="down" />
      </div>
    </div>
  )
}
