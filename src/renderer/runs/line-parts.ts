import type { Columns } from './columns.ts'
import { fieldMost, nameMost, typedMost } from './judge.ts'
import type { Standing } from './mended.ts'
import type { Table } from './read-table.ts'

/** A piece of a line that somebody may mend. */
export interface LinePart {
  key: string
  label: string
  value: string
  /** Characters. */
  most: number
  /** The question's field that it fills; null for none. */
  field: string | null
  /** The number, a column of the list, or a field that has none. */
  of: 'number' | number | { field: string }
}

export interface PartWords {
  number: string
  name: string
  field: (name: string) => string
  /** Of a column without a name, by its index. */
  column: (index: number) => string
}

/** Longer cells go along cut, as they do when they are not mended. */
const cellMost = 300

/**
 * What a line is made of, in the order in which it matters: its number, its name, the question's fields, and what goes
 * along. The other columns with numbers are not there: the number of a line is one, wherever it came from.
 */
export function lineParts(
  { number, cells, fields }: Standing,
  { header }: Pick<Table, 'header'>,
  columns: Columns,
  words: PartWords,
): LinePart[] {
  const parts: LinePart[] = [
    { key: 'number', label: words.number, value: number, most: typedMost, field: null, of: 'number' },
  ]
  const seen = new Set(columns.phones)
  const addCell = (column: number, label: string, most: number, field: string | null = null) => {
    if (seen.has(column)) return
    seen.add(column)
    parts.push({ key: `cell${column}`, label, value: cells[column] ?? '', most, field, of: column })
  }
  if (columns.name !== null) addCell(columns.name, words.name, nameMost)
  for (const [field, column] of Object.entries(columns.fields)) {
    if (column !== null) addCell(column, words.field(field), fieldMost, field)
    else
      parts.push({
        key: `field ${field}`,
        label: words.field(field),
        value: fields[field] ?? '',
        most: fieldMost,
        field,
        of: { field },
      })
  }
  for (const [column, name] of header.entries()) addCell(column, name ?? words.column(column), cellMost)
  return parts
}
