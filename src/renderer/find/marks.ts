/** A piece of a text, in UTF-16 units. */
export interface Piece {
  start: number
  end: number
}

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu
const letters = /[\p{L}\p{N}\p{Co}]+/gu

/** As words are compared: without accents, case or width; and where each unit of it stood. */
function fold(text: string): { folded: string; at: number[] } {
  let folded = ''
  const at: number[] = []
  let place = 0
  for (const character of text) {
    for (const unit of character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()) {
      folded += unit
      for (let unitIndex = 0; unitIndex < unit.length; unitIndex += 1) at.push(place)
    }
    place += character.length
  }
  at.push(text.length)
  return { folded, at }
}

/**
 * What of a text was found: each word typed where it begins a word of the text, in Chinese wherever it stands. The
 * desk's index says which texts are found, so this only has to show it.
 *
 * @returns in order, none over another
 */
export function marksIn(text: string, typed: string): Piece[] {
  const { folded: wanted } = fold(typed)
  const runs = wanted.match(ideographs) ?? []
  const words = wanted.replace(ideographs, ' ').match(letters) ?? []
  if (runs.length === 0 && words.length === 0) return []
  const { folded, at } = fold(text)
  const found: Piece[] = []
  const keep = (start: number, length: number) =>
    found.push({ start: at[start] ?? 0, end: endOf(text, at[start + length - 1] ?? 0) })
  for (const { 0: word, index } of folded.replace(ideographs, (run) => ' '.repeat(run.length)).matchAll(letters))
    for (const each of words) if (word.startsWith(each)) keep(index, each.length)
  for (const run of runs)
    for (let from = folded.indexOf(run); from !== -1; from = folded.indexOf(run, from + run.length))
      keep(from, run.length)
  return joined(found)
}

/** Behind the character that stands there, with the accents that are written after it. */
function endOf(text: string, start: number): number {
  const character = String.fromCodePoint(text.codePointAt(start) ?? 0x20)
  const accents = /^\p{M}*/u.exec(text.slice(start + character.length))?.[0] ?? ''
  return start + character.length + accents.length
}

function joined(pieces: Piece[]): Piece[] {
  const all: Piece[] = []
  for (const piece of pieces.sort((one, other) => one.start - other.start)) {
    const last = all.at(-1)
    if (last !== undefined && piece.start <= last.end) last.end = Math.max(last.end, piece.end)
    else all.push({ ...piece })
  }
  return all
}

/** Longer texts are shown from shortly before what was found. */
const excerptAt = 320
const leadIn = 80

/** @returns where to begin and to end, never within a character */
export function excerptOf(text: string, marks: readonly Piece[]): Piece {
  if (text.length <= excerptAt) return { start: 0, end: text.length }
  const first = marks[0]?.start ?? 0
  const start = first <= excerptAt - leadIn ? 0 : whole(text, first - leadIn)
  return { start, end: whole(text, Math.min(text.length, start + excerptAt)) }
}

/** One unit further back when that is in the middle of a character. */
const whole = (text: string, at: number): number => {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}
