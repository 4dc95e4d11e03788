import { SelectField } from '../setup/SelectField.tsx'
import { useWords } from '../words/use-words.ts'
import { sampleOf } from './columns.ts'
import type { Table } from './read-table.ts'

/** So much of a cell tells what its column is. */
const sampleLength = 24

interface ColumnFieldProps {
  table: Table
  label: string
  value: number | null
  /** What it says when there is no such column. */
  none: string
  onChange: (column: number | null) => void
}

/** Which column holds something; each by its name, and by what stands in it. */
export function ColumnField({ table, label, value, none, onChange }: ColumnFieldProps) {
  const { t } = useWords()
  const nameOf = (column: number) => {
    const name = table.header[column] ?? t('newRun.column', { no: column + 1 })
    const sample = sampleOf(table, column)
    const short = sample.length > sampleLength ? `${sample.slice(0, sampleLength)}…` : sample
    return short === '' ? name : t('newRun.sample', { column: name, sample: short })
  }
  return (
    <SelectField
      label={label}
      value={String(value ?? '')}
      onChange={(chosen) => onChange(chosen === '' ? null : Number(chosen))}
    >
      <option value="">{none}</option>
      {table.header.map((name, column) => {
        const key = `${column} ${name}`
        return (
          <option key={key} value={column}>
            {nameOf(column)}
          </option>
        )
      })}
    </SelectField>
  )
}
