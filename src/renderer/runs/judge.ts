import { digitsBeside } from '../../shared/other-digits.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import type { NumberCheck } from '../../shared/run.ts'
import { countSegments } from '../../shared/segments.ts'
import type { Columns } from './columns.ts'
import { asTyped, looksLikePhone, lostDigits, type Table } from './read-table.ts'
import type { Concern, Fault, Line } from './verdicts.ts'

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
  table: Table
  columns: Columns
  /** Of a line as it stands now, mended or not. */
  typed: (index: number) => string
  /** Called once a line whose number may be one; undefined while nothing is known of it. */
  check: (typed: string) => NumberCheck | undefined
  question: Question | undefined
  /** What a field holds that has no column of its own. */
  values: Readonly<Record<string, string>>
  /** Fields are written with plain characters, as far as those mean the same. */
  plain: boolean
}

/**
 * The list as it would be sent. A generator, so that it can be done in slices: every step is one line, and there are two
 * for each.
 */
export function* judge({ table, columns, typed, check, question, values, plain }: JudgeNeeds): Generator<void, Line[]> {
  const sameFor = new Map<string, number[]>()
  const lines: Line[] = []
  const textOf = textMeasure(question)
  // Columns may have been chosen for another question.
  const fromColumns = Object.entries(columns.fields).filter(([name, at]) => at !== null && Object.hasOwn(values, name))
  const write = (value: string) => (plain ? plainEquivalent(value) : value)
  const same = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(value)]))
  for (const [index, cells] of table.lines.entries()) {
    const number = typed(index)
    const illegible = illegibleFault(number)
    const known = illegible === null ? check(number) : undefined
    const found = known?.ok === true ? known : null
    const fields =
      fromColumns.length === 0
        ? same
        : { ...same, ...Object.fromEntries(fromColumns.map(([name, at]) => [name, write(cells[at ?? -1] ?? '')])) }
    const line: Line = {
      place: index + 1,
      typed: number,
      shown: found?.shown ?? null,
      country: found?.country ?? null,
      name: columns.name === null ? '' : cutTo(cells[columns.name] ?? '', nameMost),
      fields,
      verdict: 'ok',
      concerns: [],
      field: null,
      sameAs: null,
      rivals: [],
      taken: found?.taken ?? [],
      listedIn: found?.listedIn,
      parts: 0,
      length: 0,
    }
    const wrong = illegible ?? refusedFault(known)
    const [fault, field] = wrong === null && found !== null ? (fieldFault(fields) ?? [null, null]) : [null, null]
    line.field = field
    if (wrong !== null) line.verdict = wrong
    else if (found === null) line.verdict = 'checking'
    else {
      const others = sameFor.get(found.msisdn)
      if (others === undefined) sameFor.set(found.msisdn, [index])
      else others.push(index)
      if (found.ours) line.verdict = 'ours'
      else if (found.optedOut) line.verdict = 'opted-out'
      else if (fault !== null) line.verdict = fault
      else if (question !== undefined && digitsBeside(question, line.taken) === undefined) line.verdict = 'no-digits'
      else {
        Object.assign(line, textOf(fields))
        line.concerns = concernsOf(found)
        line.verdict = line.concerns[0] ?? 'ok'
      }
    }
    lines.push(line)
    yield
  }
  for (const places of sameFor.values()) {
    if (places.length > 1) judgeSame(places.map((index) => lines[index]).filter((line) => line !== undefined))
    yield
  }
  return lines
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

/** One telephone is asked once: of one name the first line counts, and of several names a person chooses. */
function judgeSame(lines: Line[]): void {
  const firstOf = new Map<string, Line>()
  for (const line of lines.filter(
    ({ verdict }) => verdict === 'ok' || verdict === 'landline' || verdict === 'waiting' || verdict === 'listed',
  )) {
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
    line.rivals = rivals
    line.sameAs = rivals.find((place) => place !== line.place) ?? null
    line.verdict = 'other-name'
    line.concerns = ['other-name', ...line.concerns]
  }
}

/** Most texts of a list are the same but for a name, and many the same to the letter. */
export function textMeasure(question: Question | undefined) {
  const known = new Map<string, { parts: number; length: number }>()
  return (fields: Readonly<Record<string, string>>) => {
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
