import { withOpenDigits } from '../../shared/other-digits.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { type Question, saying } from '../../shared/question.ts'
import { charactersBeyondGsm, countSegments, type SegmentCount } from '../../shared/segments.ts'

export interface Piece {
  text: string
  /** Stands for a field: underlined. */
  filled: boolean
  /** Stands for a field that is still empty, and will not be in the text. */
  gap: boolean
  at: number
}

/**
 * A template cut into its own words and its fields, as the customer will read them; an empty field shows as "…".
 *
 * @param says what names say of the question's options
 * @param option the one that the template belongs to, by the question's own digit
 */
export function piecesOf(
  template: string,
  values: Readonly<Record<string, string>>,
  says: ReturnType<typeof saying> = saying({ text: '', options: [] }),
  option: string | null = null,
): Piece[] {
  const pieces: Piece[] = []
  let last = 0
  for (const match of template.matchAll(/\{([^{}]+)\}/g)) {
    const name = match[1] ?? ''
    if (match.index > last)
      pieces.push({ text: template.slice(last, match.index), filled: false, gap: false, at: last })
    const said = says(name, option, Object.hasOwn(values, name))
    const value = said ?? (values[name] ?? '').trim()
    const gap = value === ''
    const isDigit = said !== null && !name.startsWith('date')
    pieces.push({ text: gap ? '…' : value, filled: !isDigit, gap, at: match.index })
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
  // As it stands, and as it was asked beside another one.
  for (const question of questions)
    for (const template of [question.text, withOpenDigits(question)?.text]) {
      const found = template === undefined ? null : holesIn(text, template)
      const fields = question.fields.map(({ name }) => [name, found?.[name] ?? ''] as const)
      if (found !== null && fields.every(([, value]) => value.trim() !== ''))
        return { question, fields: Object.fromEntries(fields) }
    }
  return undefined
}

/** Looks for the template's own words one after the other; what stands between two of them was a field. */
function holesIn(text: string, template: string): Record<string, string> | null {
  const holes: Record<string, string> = {}
  const [first = '', ...rest] = template.replaceAll('{digit}', '').split(/\{([^{}]+)\}/)
  if (!text.startsWith(first)) return null
  let at = first.length
  for (let index = 0; index < rest.length; index += 2) {
    const name = rest[index] ?? ''
    const words = rest[index + 1] ?? ''
    const isLast = index + 2 >= rest.length
    const end = isLast ? text.length - words.length : text.indexOf(words, at + 1)
    if (words === '' && !isLast) return null
    if (end < at || !text.startsWith(words, end)) return null
    const said = text.slice(at, end)
    // The same name says the same, and the digit of an option is one.
    if (Object.hasOwn(holes, name) && holes[name] !== said) return null
    if (/^[1-9]$/.test(name) && !/^[1-9]$/.test(said)) return null
    holes[name] = said
    at = end + words.length
  }
  return at === text.length ? holes : null
}
