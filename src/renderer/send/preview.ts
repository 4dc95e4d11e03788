import { plainEquivalent } from '../../shared/plain-characters.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import { charactersBeyondGsm, countSegments, type SegmentCount } from '../../shared/segments.ts'

export interface Piece {
  text: string
  /** Stands for a field: underlined. */
  filled: boolean
  /** Stands for a field that is still empty, and will not be in the text. */
  gap: boolean
  at: number
}

/** A template cut into its own words and its fields, as the customer will read them; an empty field shows as "…". */
export function piecesOf(template: string, values: Readonly<Record<string, string>>, digit = ''): Piece[] {
  const pieces: Piece[] = []
  let last = 0
  for (const match of template.matchAll(/\{([^{}]+)\}/g)) {
    const name = match[1] ?? ''
    if (match.index > last)
      pieces.push({ text: template.slice(last, match.index), filled: false, gap: false, at: last })
    const value = name === 'digit' ? digit : (values[name] ?? '').trim()
    const gap = value === ''
    pieces.push({ text: gap ? '…' : value, filled: name !== 'digit', gap, at: match.index })
    last = match.index + match[0].length
  }
  if (last < template.length) pieces.push({ text: template.slice(last), filled: false, gap: false, at: last })
  return pieces
}

export const textOf = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('')

/** What is counted: the sign of an empty field costs nothing. */
export const sentTextOf = (pieces: readonly Piece[]) => textOf(pieces.filter((piece) => !piece.gap))

/** The day after tomorrow in English: the text to the customer is English. */
export function dayAfterTomorrow(now: Date): string {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 2)
  return new Intl.DateTimeFormat('en', { weekday: 'long' }).format(day)
}

/** The question's fields as they will be sent: what was typed, else what is likely. */
export function fieldValues(
  question: Question,
  typed: Readonly<Record<string, string>>,
  now: Date,
): Record<string, string> {
  return Object.fromEntries(
    question.fields.map(({ name }) => [name, typed[name] ?? (name === 'weekday' ? dayAfterTomorrow(now) : '')]),
  )
}

export interface Cost extends SegmentCount {
  /** Parts if the characters that force Unicode were plain ones; null in GSM-7. */
  plainSegments: number | null
  /** All that force Unicode, as people see them, each once. */
  forcing: string[]
  /** Of those, the ones without a plain equivalent. */
  staying: string[]
}

/** What a text costs in parts, and what it would cost without the characters that force Unicode. */
export function costOf(text: string): Cost {
  const count = countSegments(text)
  if (count.forcedBy === null) return { ...count, plainSegments: null, forcing: [], staying: [] }
  const plain = [...text].map((character) => (countSegments(character).forcedBy === null ? character : '?')).join('')
  const forcing = charactersBeyondGsm(text)
  const staying = forcing.filter((character) => countSegments(plainEquivalent(character)).forcedBy !== null)
  return { ...count, plainSegments: countSegments(plain).segments, forcing, staying }
}

/**
 * The question a text was made from, and what its fields held.
 *
 * @returns undefined when no question makes exactly this text any more
 */
export function questionOf(
  text: string,
  questions: readonly Question[],
): { question: Question; fields: Record<string, string> } | undefined {
  for (const question of questions) {
    const fields = fieldsIn(text, question)
    const filled = fields === null ? null : fillQuestion(question, fields)
    if (fields !== null && filled?.ok === true && filled.text === text) return { question, fields }
  }
  return undefined
}

/** Looks for the template's own words one after the other; what stands between two of them was a field. */
function fieldsIn(text: string, question: Question): Record<string, string> | null {
  const fields: Record<string, string> = {}
  const [first = '', ...rest] = question.text.replaceAll('{digit}', '').split(/\{([^{}]+)\}/)
  if (!text.startsWith(first)) return null
  let at = first.length
  for (let index = 0; index < rest.length; index += 2) {
    const words = rest[index + 1] ?? ''
    const isLast = index + 2 >= rest.length
    const end = isLast ? text.length - words.length : text.indexOf(words, at + 1)
    if (words === '' && !isLast) return null
    if (end < at || !text.startsWith(words, end)) return null
    fields[rest[index] ?? ''] = text.slice(at, end)
    at = end + words.length
  }
  return fields
}
