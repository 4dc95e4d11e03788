import type { Columns } from './columns.ts'

/** What somebody said the columns of such a list are, by the names in its header. */
export interface RememberedColumns {
  /** @returns as far as a list with this header was corrected before; {} otherwise */
  of(header: readonly (string | null)[], guessed: Columns): Partial<Columns>
  keep(header: readonly (string | null)[], columns: Columns): void
}

const key = 'list-columns'
/** Headers; the oldest is forgotten first. */
const most = 50

type Kept = [header: string, columns: { phones: string[]; name: string | null; fields: [string, string | null][] }][]

/** Kept in the window's own storage: the names of columns, and nothing of what stands in them. */
export function rememberedColumns(storage: Pick<Storage, 'getItem' | 'setItem'>): RememberedColumns {
  const read = (): Kept => {
    try {
      const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isKept) : []
    } catch {
      return []
    }
  }
  // The same columns in another order are the same list.
  const nameOf = (header: readonly (string | null)[]) =>
    header.includes(null) ? null : JSON.stringify(header.map((name) => name?.toLowerCase()).sort())
  return {
    of: (header, guessed) => {
      const found = read().find(([name]) => name === nameOf(header))?.[1]
      if (found === undefined) return {}
      const at = (name: string | null) => {
        const column = header.findIndex((each) => each?.toLowerCase() === name)
        return column === -1 ? null : column
      }
      const fields = Object.entries(guessed.fields).map(([field, before]) => {
        const said = found.fields.find(([name]) => name === field)
        return [field, said === undefined ? before : at(said[1])] as const
      })
      return {
        phones: found.phones.map(at).filter((column) => column !== null),
        name: at(found.name),
        fields: Object.fromEntries(fields),
      }
    },
    keep: (header, columns) => {
      const name = nameOf(header)
      if (name === null) return
      const named = (column: number | null) => (column === null ? null : (header[column]?.toLowerCase() ?? null))
      const kept = {
        phones: columns.phones.map(named).filter((each) => each !== null),
        name: named(columns.name),
        fields: Object.entries(columns.fields).map(
          ([field, column]) => [field, named(column)] as [string, string | null],
        ),
      }
      const others = read().filter(([other]) => other !== name)
      try {
        storage.setItem(key, JSON.stringify([[name, kept], ...others].slice(0, most)))
      } catch {
        // Without storage the next list is guessed again.
      }
    },
  }
}

function isKept(entry: unknown): entry is Kept[number] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') return false
  const columns = entry[1] as Partial<Record<string, unknown>> | null
  return Array.isArray(columns?.phones) && Array.isArray(columns.fields) && columns.fields.every(Array.isArray)
}
