import type { NumberCheck } from '../../shared/run.ts'
import { type Columns, looksLikePhone, type Table } from './read-table.ts'

/**
 * What is the matter with a line. `ok` is sent unless somebody leaves it out; `waiting` (an earlier question is open, or
 * another run is about to ask) only when somebody takes it in; the others once they are mended. Every line has one, so that the sum is always the list.
 */
export type Verdict =
  | 'ok'
  | 'waiting'
  | 'bad-number'
  | 'duplicate'
  /** The same number under another name: who is meant? */
  | 'other-name'
  | 'opted-out'
  | 'ours'
  | 'field-missing'

export const sendable: ReadonlySet<Verdict> = new Set(['ok', 'waiting'])

export interface Line {
  /** From 1, in the order of the list. */
  place: number
  /** As typed; may be mended by hand. */
  typed: string
  /** As it will be dialled; null when it cannot be. */
  shown: string | null
  /** ISO 3166-1 alpha-2; "" while it is not known. */
  country: string
  name: string
  about: Record<string, string>
  fields: Record<string, string>
  verdict: Verdict
  /** A sentence of the desk about the number; or of the line that has the same. */
  why: string | null
  /** The earlier line with the same number. */
  sameAs: number | null
}

/** What somebody has decided of a line, by its place. It is of the number that stood there, and of no other. */
export type Decisions = ReadonlyMap<number, { isOut: boolean; typed: string }>

/** The same list pasted again must not text everybody again: who waits for us is asked only by a press. */
export function isLeftOut({ place, typed, verdict }: Line, decisions: Decisions): boolean {
  const decided = decisions.get(place)
  return decided?.typed === typed ? decided.isOut : verdict !== 'ok'
}

/**
 * After a press on a line. Taking a ready one in again decides nothing: should its customer turn out to wait for us,
 * nobody has said that they are to be asked all the same.
 */
export function decide(line: Line, decisions: Decisions): Decisions {
  const next = new Map(decisions)
  const isOut = !isLeftOut(line, decisions)
  if (!isOut && line.verdict === 'ok') next.delete(line.place)
  else next.set(line.place, { isOut, typed: line.typed })
  return next
}

/** The number of each line as it stands in the list: of several columns the first that has one. */
export function typedNumbers(table: Table, columns: Columns, mended: ReadonlyMap<number, string>): string[] {
  return table.lines.map(
    (cells, index) => mended.get(index + 1) ?? bestOf(columns.phones.map((column) => cells[column] ?? '')),
  )
}

const bestOf = (cells: string[]) => cells.find(looksLikePhone) ?? cells.find((cell) => cell !== '') ?? ''

/**
 * The list as it would be sent.
 *
 * @param checks one a line, in order
 * @param values what a field holds that has no column of its own
 * @param column the name shown for a column without one
 */
export function judge(needs: {
  table: Table
  columns: Columns
  typed: readonly string[]
  checks: readonly (NumberCheck | undefined)[]
  values: Readonly<Record<string, string>>
  column: (index: number) => string
}): Line[] {
  const { table, columns, typed, checks, values } = needs
  const first = new Map<string, Line>()
  const used = new Set([...columns.phones, columns.name, ...Object.values(columns.fields)])
  return table.lines.map((cells, index) => {
    const check = checks[index]
    const fields = Object.fromEntries(
      Object.entries(columns.fields).map(([name, at]) => [name, (at === null ? values[name] : cells[at]) ?? '']),
    )
    const line: Line = {
      place: index + 1,
      typed: typed[index] ?? '',
      shown: check?.ok === true ? check.shown : null,
      country: check?.ok === true ? check.country : '',
      name: columns.name === null ? '' : (cells[columns.name] ?? ''),
      about: Object.fromEntries(
        cells.flatMap((cell, at) =>
          used.has(at) || cell === ''
            ? []
            : [[(table.header[at] ?? needs.column(at)).slice(0, 60), cell.slice(0, 300)]],
        ),
      ),
      fields,
      verdict: 'ok',
      why: null,
      sameAs: null,
    }
    if (check === undefined || !check.ok) return { ...line, verdict: 'bad-number', why: check?.text ?? null }
    const same = first.get(check.msisdn)
    if (same !== undefined)
      return {
        ...line,
        sameAs: same.place,
        verdict: same.name.toLowerCase() === line.name.toLowerCase() ? 'duplicate' : 'other-name',
      }
    first.set(check.msisdn, line)
    if (check.ours) return { ...line, verdict: 'ours' }
    if (check.optedOut) return { ...line, verdict: 'opted-out' }
    if (Object.values(fields).some((value) => value.trim() === '')) return { ...line, verdict: 'field-missing' }
    return check.waiting ? { ...line, verdict: 'waiting' } : line
  })
}
