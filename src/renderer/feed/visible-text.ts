export interface Run {
  text: string
  /** The name of a character that would be invisible or would turn the line around; null for ordinary text. */
  name: string | null
  at: number
}

// Controls, format characters, line and paragraph separators, and whatever else a font draws as nothing.
const hidden = /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}/gu

/** Characters of these classes that belong to ordinary texts. */
function isOrdinary(code: number, before: string): boolean {
  if (code === 0x0a || code === 0x09) return true
  // Arabic number and verse signs are drawn; only the direction mark among them is not.
  if (code >= 0x600 && code <= 0x8ff) return code !== 0x61c
  // Choose between two shapes of an emoji, or between the written forms of a Chinese character.
  if (code >= 0xfe00 && code <= 0xfe0f) return before > '\u00ff' || /[\d#*©®]/.test(before)
  return code >= 0xe0100 && code <= 0xe01ef && /\p{Script=Han}/u.test(before)
}

const names: Readonly<Record<string, string>> = {
  '200B': 'zero width space',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'pop directional formatting',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2068': 'first strong isolate',
  '2069': 'pop directional isolate',
  FEFF: 'byte order mark',
  '00AD': 'soft hyphen',
}

/**
 * Makes what hides in a customer's text visible. Everything else stays as it came; markup is never read.
 *
 * Joiners between letters that are not ASCII stay (Persian and Indic words and joined emoji need them).
 */
export function visibleRuns(text: string): Run[] {
  const runs: Run[] = []
  let last = 0
  let flagEnd = -1
  // A CRLF is one line end, not a line end and a control character.
  const source = text.replaceAll('\r\n', '\n')
  for (const match of source.matchAll(hidden)) {
    const character = match[0]
    const end = match.index + character.length
    if (isJoiner(character) && source.charCodeAt(match.index - 1) > 0x7f && source.charCodeAt(end) > 0x7f) continue
    const code = character.codePointAt(0) ?? 0
    if (isOrdinary(code, [...source.slice(Math.max(0, match.index - 2), match.index)].at(-1) ?? '')) continue
    // The flags of England, Scotland and Wales are a black flag and tag characters.
    if (code >= 0xe0020 && code <= 0xe007f && (match.index === flagEnd || source.startsWith('🏴', match.index - 2))) {
      flagEnd = end
      continue
    }
    if (match.index > last) runs.push({ text: source.slice(last, match.index), name: null, at: last })
    const hex = code.toString(16).toUpperCase().padStart(4, '0')
    runs.push({ text: `U+${hex}`, name: `U+${hex} ${names[hex] ?? ''}`.trim(), at: match.index })
    last = end
  }
  if (last < source.length) runs.push({ text: source.slice(last), name: null, at: last })
  return runs
}

const isJoiner = (character: string) => character === '\u200c' || character === '\u200d'

/** Texts longer than this are cut until somebody asks for the rest. */
export const cutAt = 600
const linesMost = 12

/** @returns the beginning, never half a character; null when the whole text is short enough */
export function beginningOf(text: string): string | null {
  // Not cut in the middle of a line end either: its first half alone is a control character.
  const source = text.replaceAll('\r\n', '\n')
  const lines = source.split('\n')
  const fewer = lines.length > linesMost ? lines.slice(0, linesMost).join('\n') : source
  if (fewer.length <= cutAt) return fewer.length < source.length ? fewer : null
  const cut = fewer.slice(0, cutAt)
  const lastUnit = cut.charCodeAt(cut.length - 1)
  return lastUnit >= 0xd800 && lastUnit <= 0xdbff ? cut.slice(0, -1) : cut
}

/** The language to choose letter shapes by, where the script tells it. */
export function scriptOf(text: string): 'zh' | 'ja' | 'ko' | 'ar' | undefined {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja'
  if (/[\uac00-\ud7af]/.test(text)) return 'ko'
  if (/\p{Script=Han}/u.test(text)) return 'zh'
  if (/\p{Script=Arabic}/u.test(text)) return 'ar'
  return undefined
}
