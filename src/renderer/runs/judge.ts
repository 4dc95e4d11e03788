import type { Msisdn } from '../../shared/msisdn.ts'
import { digitsBeside } from '../../shared/other-digits.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import type { NumberCheck, WordMeans } from '../../shared/run.ts'
import { charactersBeyondGsm, countSegments, runsBeyondGsm } from '../../shared/segments.ts'
import type { Columns } from './columns.ts'
import { optionWords } from './option-words.ts'
import { asTyped, looksLikePhone, lostDigits, type Table } from './read-table.ts'
import { type Concern, type Fault, type Line, sendable } from './verdicts.ts'

/** As much as a question's field holds. */
export const fieldMost = 200
export const nameMost = 200
/** No number is longer, however it is written. */
export const typedMost = 64

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
  /** What a word means that a line has for an option, besides that; null for nothing, undefined while it is not known. */
  means: (word: string) => WordMeans | null | undefined
  question: Question | undefined
  /** What a field holds that has no column of its own. */
  values: Readonly<Record<string, string>>
  /** What somebody wrote into such a field of one line alone. */
  own: (index: number) => Readonly<Record<string, string>> | undefined
  /** Fields are written with plain characters, as far as those mean the same. */
  plain: boolean
}

/** The one that nearly all lines have: of a long list a hundred thousand of their own would be in the memory's way. */
const none: readonly never[] = []

/** A line as if there were no other, and whose telephone it is once that is known. */
export interface Alone {
  line: Line
  msisdn: Msisdn | null
}

/** Judges a line, by its index, as it would be sent. What lines are to each other says `judgeSame`. */
export function lineJudge({ columns, cells, typed, check, means, question, values, own, plain }: JudgeNeeds) {
  const textOf = textMeasure(question)
  const wordsOf = optionWords(question)
  // Columns may have been chosen for another question.
  const fromColumns = Object.entries(columns.fields).filter(([name, at]) => at !== null && Object.hasOwn(values, name))
  const write = (value: string) => (plain ? plainEquivalent(value) : value)
  const written = (from: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(from).map(([name, value]) => [name, write(value)]))
  const same = written(values)
  const fieldsOf = (row: readonly string[], index: number) => {
    const alone = own(index)
    if (fromColumns.length === 0 && alone === undefined) return same
    const ofCells = Object.fromEntries(fromColumns.map(([name, at]) => [name, write(row[at ?? -1] ?? '')]))
    const ofLine = Object.entries(alone ?? {}).filter(([name]) => Object.hasOwn(values, name))
    return { ...same, ...written(Object.fromEntries(ofLine)), ...ofCells }
  }
  const isUnknown = (fields: Readonly<Record<string, string>>) => {
    // All of them are asked about at once.
    const unknown = wordsOf(fields).filter((word) => means(word) === undefined)
    return unknown.length > 0
  }
  const reservedOf = (fields: Readonly<Record<string, string>>) => wordsOf(fields).find((word) => means(word) != null)
  return (index: number): Alone => {
    const row = cells(index)
    const number = typed(index)
    const illegible = illegibleFault(number)
    const known = illegible === null ? check(number) : undefined
    const found = known?.ok === true ? known : null
    const fields = fieldsOf(row, index)
    const [fault, field] = found === null ? [null, null] : (fieldFault(fields) ?? [null, null])
    const line: Line = {
      place: index + 1,
      typed: number,
      shown: found?.shown ?? null,
      country: found?.country ?? null,
      national: found?.national ?? startsNational(number),
      name: columns.name === null ? '' : cutTo(row[columns.name] ?? '', nameMost),
      fields,
      verdict: illegible ?? refusedFault(known) ?? 'checking',
      concerns: none,
      field,
      word: null,
      sameAs: null,
      rivals: none,
      taken: found === null || found.taken.length === 0 ? none : found.taken,
      listedIn: found?.listedIn,
      ...noText,
    }
    if (found === null) return { line, msisdn: null }
    if (found.ours) line.verdict = 'ours'
    else if (found.optedOut) line.verdict = 'opted-out'
    else if (fault !== null) line.verdict = fault
    else if (isUnknown(fields)) line.verdict = 'checking'
    else if (reservedOf(fields) !== undefined) {
      line.verdict = 'reserved'
      line.word = reservedOf(fields) ?? null
      line.field = fieldWith(line.word, fields)
    } else if (question !== undefined && digitsBeside(question, line.taken) === undefined) line.verdict = 'no-digits'
    else {
      Object.assign(line, textOf(fields))
      line.concerns = concernsOf(found, question?.id)
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

/** With the 0 that is dialled at home: 07700, and not 0044. */
const startsNational = (typed: string) => /^[\s(]*0(?!0)/.test(typed)

function refusedFault(known: NumberCheck | undefined): Fault | null {
  if (known === undefined || known.ok) return null
  if (known.code === 'number-country') return 'no-country'
  return known.code === 'number-length' ? 'bad-length' : 'bad-number'
}

function fieldFault(fields: Readonly<Record<string, string>>): [Fault, string] | null {
  for (const [name, value] of Object.entries(fields)) {
    if (value.trim() === '') return ['field-missing', name]
    if (value.length > fieldMost) return ['field-long', name]
  }
  return null
}

type Known = Extract<NumberCheck, { ok: true }>
function concernsOf(known: Known, questionId: string | undefined): readonly Concern[] {
  const before = askedBefore(known, questionId)
  return known.landline ? ['landline', ...before] : before
}
function askedBefore({ waiting, listedIn, lately = [] }: Known, questionId: string | undefined): readonly Concern[] {
  if (listedIn !== undefined) return ['listed']
  if (waiting) return ['waiting']
  return lately.some((each) => each === questionId) ? ['asked'] : none
}

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
    else Object.assign(line, { verdict: 'duplicate', concerns: none, sameAs: first.place, ...noText })
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

type Measured = Pick<Line, 'parts' | 'length' | 'beyond' | 'plainParts'>
const noText: Measured = { parts: 0, length: 0, beyond: none, plainParts: 0 }

/** Most texts of a list are the same but for a name, and many the same to the letter. */
export function textMeasure(question: Question | undefined) {
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
    const text = textOf(fields)
    const { segments: parts, forcedBy } = countSegments(text)
    const plain: Measured = { parts, length: text.length, beyond: none, plainParts: parts }
    const measured = forcedBy === null ? plain : { ...plain, ...dearer(fields) }
    known.set(key, measured)
    return measured
  }
  /** Of the fields alone: the question's own words are the same for all, and to find the characters takes long. */
  function dearer(fields: Readonly<Record<string, string>>): Pick<Measured, 'beyond' | 'plainParts'> {
    const plain = Object.entries(fields).map(([name, value]) => [name, withoutBeyond(value)])
    return {
      beyond: charactersBeyondGsm(Object.values(fields).join('\n')),
      plainParts: countSegments(textOf(Object.fromEntries(plain))).segments,
    }
  }
  function textOf(fields: Readonly<Record<string, string>>): string {
    const filled = question === undefined ? null : fillQuestion(question, fields)
    return filled?.ok === true ? filled.text : ''
  }
}

/** The field that brought a word. */
const fieldWith = (word: string | null, fields: Readonly<Record<string, string>>): string | null =>
  Object.entries(fields).find(([, value]) => word?.includes(value.trim()))?.[0] ?? null

/** As many characters, all of them of the GSM alphabet. */
const withoutBeyond = (value: string) =>
  runsBeyondGsm(value)
    .map(({ text, beyond }) => (beyond ? 'x' : text))
    .join('')
