import { countSegments } from '../../shared/segments.ts'

export type Alphabet = 'GSM-7' | 'Unicode'

const isGsm = (character: string) => countSegments(character).encoding === 'GSM-7'

/** The alphabet that a handset picks for what was typed. */
export const alphabetOf = (text: string): Alphabet => countSegments(text).encoding

/**
 * Cuts a text into the parts that travel: 160 septets or 70 code units alone, 153 or 67 in each of several. Neither an
 * escape pair nor a surrogate pair is cut in two.
 *
 * @param text in GSM-7 only characters of that alphabet, see {@link asGsm}
 */
export function splitText(text: string, alphabet: Alphabet): string[] {
  const [single, part] = alphabet === 'GSM-7' ? [160, 153] : [70, 67]
  const pieces = Array.from(text, (character) => ({
    character,
    size: alphabet === 'GSM-7' ? countSegments(character).units : character.length,
  }))
  if (pieces.reduce((sum, { size }) => sum + size, 0) <= single) return [text]
  const parts: string[] = []
  let current = ''
  let used = 0
  for (const { character, size } of pieces) {
    if (used + size > part) {
      parts.push(current)
      current = ''
      used = 0
    }
    current += character
    used += size
  }
  return [...parts, current]
}

/** What a phone shows of a text that was sent as GSM-7: every character outside the alphabet has become "?". */
export const asGsm = (text: string) => Array.from(text, (character) => (isGsm(character) ? character : '?')).join('')
