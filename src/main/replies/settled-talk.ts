import { readLexicon } from './meanings.ts'
import type { Piece } from './reading.ts'
import { readTokens, type Token } from './tokens.ts'

/** Of names of weekdays in any language the longest has so many tokens. */
const dayTokens = 3

/**
 * Whether a reply is courtesy alone, after something was agreed with a person. It may name the day that they meet:
 * another one than was agreed is no courtesy.
 *
 * @param agreed what the person noted or wrote
 */
export function isSettledTalk(pieces: readonly Piece[], tokens: readonly Token[], agreed: string): boolean {
  const said = daysIn(tokens)
  const meets = pieces.some(({ kind }) => kind === 'meeting')
  const isTalk = ({ kind, from }: Piece) =>
    kind === 'courtesy' || kind === 'filler' || kind === 'meeting' || (kind === 'unknown' && meets && said.has(from))
  if (!pieces.some(({ kind }) => kind === 'courtesy' || kind === 'meeting') || !pieces.every(isTalk)) return false
  const days = new Set(daysIn(readTokens(agreed).list).values())
  return [...said.values()].every((day) => days.has(day))
}

/** The weekday that each token is part of, by the token's place: the same object for all names of a day. */
function daysIn(tokens: readonly Token[]): ReadonlyMap<number, readonly string[][]> {
  const { weekdays } = readLexicon()
  const found = new Map<number, readonly string[][]>()
  for (let from = 0; from < tokens.length; from += 1)
    for (let to = Math.min(tokens.length, from + dayTokens); to > from; to -= 1) {
      const name = tokens.slice(from, to).map(({ word }) => word)
      const day = weekdays.get(name.join(' '))
      if (day === undefined) continue
      for (let at = from; at < to; at += 1) found.set(at, day)
      from = to - 1
      break
    }
  return found
}
