import { clean } from './read-table.ts'

/** What somebody has written into a line of a list, in place of what stood there. What is not named stays. */
export interface Mended {
  /** Its number, whichever column that came from. */
  number?: string
  /** By column. */
  cells?: ReadonlyMap<number, string>
  /** By the question's field, where no column holds it. */
  fields?: Readonly<Record<string, string>>
}

/** A line as somebody may mend it. */
export interface Standing {
  number: string
  cells: readonly string[]
  /** What its fields hold that have no column of their own. */
  fields: Readonly<Record<string, string>>
}

/** A line may have fewer cells than its list has columns. */
export function withCells(line: readonly string[], cells: ReadonlyMap<number, string>): string[] {
  const width = Math.max(line.length, ...[...cells.keys()].map((column) => column + 1))
  return Array.from({ length: width }, (_, column) => clean(cells.get(column) ?? line[column] ?? ''))
}

/** What was written into lines besides their cells, by place. */
export function byHand() {
  const numbers = new Map<number, string>()
  const fields = new Map<number, Readonly<Record<string, string>>>()
  return {
    number: (place: number) => numbers.get(place),
    fields: (place: number) => fields.get(place),
    write: (place: number, written: Pick<Mended, 'number' | 'fields'>) => {
      if (written.number !== undefined) numbers.set(place, written.number.trim())
      if (written.fields !== undefined) fields.set(place, { ...fields.get(place), ...written.fields })
    },
    forget: () => {
      numbers.clear()
      fields.clear()
    },
  }
}
