import type { Msisdn } from '../../shared/msisdn.ts'
import { digitsBeside } from '../../shared/other-digits.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import type { NumberCheck } from '../../shared/run.ts'
import { countSegments } from '../../shared/segments.ts'
import type { Columns } from './columns.ts'
import { asTyped, looksLikePhone, lostDigits, type Table } from './read-table.ts'
import { type Concern, type Fault, type Line, sendable } from './verdicts.ts'

/** As much as a question's field holds. */
const fieldMost = 200
const nameMost = 200
/** No number is longer, however it is written. */
const typedMost = 64

/** The number of a line as it stands in the list: of several columns the first that has one. */
export function typedNumber(cells: readonly string[], phones: readonly number[]): string {
  const found = phones.map((column) => cells[column] ?? '')
  return asTyped(found.find(looksLikePhone) ?? found.find((cell) => cell !== '') ?? '')
}

/** Columns that are nothing else: address, window, reference, by their names. */
export function aboutOf(
  cells: readonly string[],
  { header }: Pick<Table, 'header'>,
  columns: Columns,
  columnName: (index: number) => string,
): Record<string, string> {
  const used = new Set([...columns.phones, columns.name, ...Object.values(columns.fields)])
  return Object.fromEntries(
    cells.flatMap((cell, at) =>
      used.has(at) || cell === '' ? [] : [[cutTo(header[at] ?? columnName(at), 60), cutTo(cell, 300)]],
    ),
  )
}

/** Never half a character. */
export const cutTo = (text: string, most: number) => text.slice(0, most).toWellFormed()

export interface JudgeNeeds {
  columns: Columns
  cells: (index: number) => readonly string[]
  /** Of a line as it stands now, mended or not. */
  typed: (index: number) => string
  /** Called each time that a line whose number may be one is judged; undefined while nothing is known of it. */
  check: (typed: string) => NumberCheck | undefined
  question: Question | undefined
  /** What a field holds that has no column of its own. */
  values: Readonly<Record<string, string>>
  /** Fields are written with plain characters, as far as those mean the same. */
  plain: boolean
}

/** A line as if there were no other, and whose telephone it is once that is known. */
export interface Alone {
  line: Line
  msisdn: Msisdn | null
}

/** Judges a line, by its index, as it would be sent. What lines are to each other says `judgeSame`. */
export function lineJudge({ columns, cells, typed, check, question, values, plain }: JudgeNeeds) {
  const textOf = textMeasure(question)
  // Columns may have been chosen for another question.
  const fromColumns = Object.entries(columns.fields).filter(([name, at]) => at !== null && Object.hasOwn(values, name))
  const write = (value: string) => (plain ? plainEquivalent(value) : value)
  const same = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]))
  const fieldsOf = (row: readonly string[]) =>
    fromColumns.length === 0
      ? same
      : { ...same, ...Object.fromEntries(fromColumns.map(([name, at]) => [name, write(row[at ?? -1] ?? '')])) }
  return (index: number): Alone => {
    const row = cells(index)
    const number = typed(index)
    const illegible = illegibleFault(number)
    const known = illegible === null ? check(number) : undefined
    const found = known?.ok === true ? known : null
    const fields = fieldsOf(row)
    const [fault, field] = found === null ? [null, null] : (fieldFault(fields) ?? [null, null])
    const line: Line = {
      place: index + 1,
      typed: number,
      shown: found?.shown ?? null,
      country: found?.country ?? null,
      name: columns.name === null ? '' : cutTo(row[columns.name] ?? '', nameMost),
      fields,
      verdict: illegible ?? refusedFault(known) ?? 'checking',
      concerns: [],
      field,
      sameAs: null,
      rivals: [],
      taken: found?.taken ?? [],
      listedIn: found?.listedIn,
      parts: 0,
      length: 0,
    }
    if (found === null) return { line, msisdn: null }
    if (found.ours) line.verdict = 'ours'
    else if (found.optedOut) line.verdict = 'opted-out'
    else if (fault !== null) line.verdict = fault
    else if (question !== undefined && digitsBeside(question, line.taken) === undefined) line.verdict = 'no-digits'
    else {
      Object.assign(line, textOf(fields))
      line.concerns = concernsOf(found)
      line.verdict = line.concerns[0] ?? 'ok'
    }
    return { line, msisdn: found.msisdn }
  }
}

/** What the desk need not be asked about. */
function illegibleFault(typed: string): Fault | null {
  if (typed === '') return 'no-number'
  if (lostDigits(typed)) return 'digits-lost'
  return typed.length > typedMost ? 'bad-number' : null
}

function refusedFault(known: NumberCheck | undefined): Fault | null {
  if (known === undefined || known.ok) return null
  return known.code === 'number-length' ? 'bad-length' : 'bad-number'
}

function fieldFault(fields: Readonly<Record<string, string>>): [Fault, string] | null {
  for (const [name, value] of Object.entries(fields)) {
    if (value.trim() === '') return ['field-missing', name]
    if (value.length > fieldMost) return ['field-long', name]
  }
  return null
}

const concernsOf = ({ landline, waiting, listedIn }: Extract<NumberCheck, { ok: true }>): Concern[] => [
  ...(landline ? (['landline'] as const) : []),
  ...(listedIn !== undefined ? (['listed'] as const) : waiting ? (['waiting'] as const) : []),
]

/**
 * Of lines of one telephone, in the order of the list: it is asked once. Of one name the first line counts, and of
 * several names a person chooses.
 *
 * @param lines as each of them is alone; they are changed
 */
export function* judgeSame(lines: readonly Line[]): Generator<void, void> {
  const firstOf = new Map<string, Line>()
  for (const line of lines) {
    yield
    if (!sendable(line)) continue
    const name = line.name.toLowerCase()
    const first = firstOf.get(name)
    if (first === undefined) firstOf.set(name, line)
    else Object.assign(line, { verdict: 'duplicate', concerns: [], sameAs: first.place, parts: 0, length: 0 })
  }
  if (firstOf.size < 2) return
  const named = [...firstOf.values()]
  // One list for all of them: there may be thousands.
  const rivals = named.map(({ place }) => place)
  for (const line of named) {
    yield
    line.rivals = rivals
    line.sameAs = rivals.find((place) => place !== line.place) ?? null
    line.verdict = 'other-name'
    line.concerns = ['other-name', ...line.concerns]
  }
}

/** Most texts of a list are the same but for a name, and many the same to the letter. */
export function textMeasure(question: Question | undefined) {
  type Measured = { parts: number; length: number }
  const known = new Map<string, Measured>()
  let last: { fields: Readonly<Record<string, string>>; measured: Measured } | null = null
  return (fields: Readonly<Record<string, string>>): Measured => {
    // Where no column fills them, all lines have the very same.
    if (last?.fields !== fields) last = { fields, measured: measure(fields) }
    return last.measured
  }
  function measure(fields: Readonly<Record<string, string>>): Measured {
    const key = JSON.stringify(fields)
    const before = known.get(key)
    if (before !== undefined) return before
    const filled = question === undefined ? null : fillQuestion(question, fields)
    const text = filled?.ok === true ? filled.text : ''
    const measured = { parts: countSegments(text).segments, length: text.length }
    known.set(key, measured)
    return measured
  }
}
