import type { Question } from '../../shared/question.ts'
import { countSegments, type SegmentCount } from '../../shared/segments.ts'

export interface Piece {
  text: string
  /** Stands for a field: underlined. */
  filled: boolean
  at: number
}

/** A template cut into its own words and its fields, as the customer will read them; an empty field shows as "…". */
export function piecesOf(template: string, values: Readonly<Record<string, string>>, digit = ''): Piece[] {
  const pieces: Piece[] = []
  let last = 0
  for (const match of template.matchAll(/\{(\w+)\}/g)) {
    const name = match[1] ?? ''
    if (match.index > last) pieces.push({ text: template.slice(last, match.index), filled: false, at: last })
    const value = name === 'digit' ? digit : (values[name] ?? '').trim()
    pieces.push({ text: value === '' ? '…' : value, filled: name !== 'digit', at: match.index })
    last = match.index + match[0].length
  }
  if (last < template.length) pieces.push({ text: template.slice(last), filled: false, at: last })
  return pieces
}

export const plainText = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('')

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
}

/** What a text costs in parts, and what it would cost without the characters that force Unicode. */
export function costOf(text: string): Cost {
  const count = countSegments(text)
  if (count.forcedBy === null) return { ...count, plainSegments: null }
  const plain = [...text].map((character) => (countSegments(character).forcedBy === null ? character : '?')).join('')
  return { ...count, plainSegments: countSegments(plain).segments }
}

/** The question a text was made from; undefined when none reads like it any more. */
export const questionOf = (text: string, questions: readonly Question[]): Question | undefined =>
  questions.find((question) => question.text.split(/\{[^{}]+\}/).every((words) => text.includes(words)))
