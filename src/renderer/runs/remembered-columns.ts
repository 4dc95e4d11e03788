import type { DeskApi } from '../../shared/desk-api.ts'
import { columnNameMost, isSameList, type ListColumns, listColumnsMost, remember } from '../../shared/list-columns.ts'
import { type Columns, shareOf } from './columns.ts'
import { cutTo } from './judge.ts'
import { isWord, looksLikePhone, lostDigits, phoneNames, type Table } from './read-table.ts'

/** What somebody said the columns of such a list are, by the names in its header or by what stands in them. */
export interface RememberedColumns {
  /** @returns as far as such a list was corrected before; {} otherwise */
  of(table: Table, guessed: Columns): Partial<Columns>
  keep(table: Table, columns: Columns): void
  /** Runs it once the desk has said what it remembers; at once where it has. */
  whenKnown(run: () => void): void
}

/** Kept in the desk: the next window, and the next start, has it too. */
export function rememberedColumns(desk: Pick<DeskApi, 'getListColumns' | 'keepListColumns'>): RememberedColumns {
  let known: readonly ListColumns[] | null = null
  let waiting: (() => void)[] = []
  const load = async () => {
    const answer = await desk.getListColumns({})
    // What was said meanwhile is newer. Without an answer the next list is guessed.
    const said = [...(known ?? [])].reverse()
    known = said.reduce<readonly ListColumns[]>(remember, answer.ok ? answer.value.lists : [])
    for (const run of waiting.splice(0)) run()
  }
  const loaded = load()
  return {
    of: (table, guessed) => {
      const names = namesOf(table)
      const found = known?.find((each) => isSameList(each, { list: names.toSorted() }))
      if (found === undefined) return {}
      const at = (name: string | null) => {
        const column = name === null ? -1 : names.indexOf(name)
        return column === -1 ? null : column
      }
      const said = new Map(found.fields)
      return {
        phones: found.phones.map(at).filter((column) => column !== null),
        name: at(found.name),
        fields: Object.fromEntries(
          Object.entries(guessed.fields).map(([field, before]) => {
            const name = said.get(field)
            return [field, name === undefined ? before : at(name)] as const
          }),
        ),
      }
    },
    keep: (table, { phones, name, fields }) => {
      const names = namesOf(table)
      if (names.length > listColumnsMost) return
      const named = (column: number | null) => (column === null ? null : (names[column] ?? null))
      const said: ListColumns = {
        list: names.toSorted(),
        phones: phones.map(named).filter((each) => each !== null),
        name: named(name),
        fields: Object.entries(fields).map(([field, column]) => [field, named(column)]),
      }
      known = remember(known ?? [], said)
      // Once it has said what it knew: else that would count as newer.
      void loaded.then(() => desk.keepListColumns(said))
    },
    whenKnown: (run) => {
      if (known === null) waiting = [...waiting, run]
      else run()
    },
  }
}

/**
 * Each column by what it is known by, in the order of the list. By its name only where one of them is called as columns
 * of numbers are: else the header may be a customer without a number, of whom nothing is to be remembered here.
 */
function namesOf(table: Table): string[] {
  const isNamed = table.header.some((name) => name !== null && phoneNames.test(name))
  return table.header.map((name, column) =>
    name === null || !isNamed ? `#${column} ${kindOf(table, column)}` : cutTo(name.toLowerCase(), columnNameMost),
  )
}

/** What most cells of a column are. */
function kindOf(table: Table, column: number): 'phone' | 'words' | 'figures' | 'nothing' {
  const share = (is: (cell: string) => boolean) => shareOf(table, column, is)
  if (share((cell) => looksLikePhone(cell) || lostDigits(cell)) >= 0.5) return 'phone'
  if (share(isWord) >= 0.5) return 'words'
  return share(() => true) > 0 ? 'figures' : 'nothing'
}
