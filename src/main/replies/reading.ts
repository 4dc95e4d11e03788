import { type Meaning, readLexicon } from './meanings.ts'
import { type OptionNames, optionAt, type Reference } from './options.ts'
import { breaksClause, type Token } from './tokens.ts'
import { longestAt } from './trie.ts'

/** A stretch of a text that means one thing. */
export interface Piece {
  kind: 'option' | Meaning | 'unknown'
  /** Set when `kind` is `option`. */
  option: Reference | null
  /** Token range, `to` exclusive. */
  from: number
  to: number
}

/**
 * Takes a text apart into options and phrases we know, the longest first; what is left over is `unknown`.
 *
 * Whole tokens only: a digit inside "20" or "2pm" is never an option.
 */
export function readPieces(tokens: readonly Token[], names: OptionNames): Piece[] {
  const { phrases } = readLexicon()
  const pieces: Piece[] = []
  for (let from = 0; from < tokens.length; ) {
    const named = optionAt(names, tokens, from)
    const phrase = longestAt(phrases, tokens, from)
    // An option's own word goes before a phrase of the same length: a label may be "Yes" or "No".
    if (named !== null && named.to >= (phrase?.to ?? 0))
      pieces.push({ kind: 'option', option: named.meaning, from, to: named.to })
    else if (phrase !== null) pieces.push({ kind: phrase.meaning, option: null, from, to: phrase.to })
    else pieces.push({ kind: 'unknown', option: null, from, to: from + 1 })
    from = pieces.at(-1)?.to ?? tokens.length
  }
  return pieces.map((piece, index) => inPlace(piece, index, pieces, tokens))
}

/** What holds only beside the right neighbours is checked when all pieces are known. */
function inPlace(piece: Piece, index: number, pieces: readonly Piece[], tokens: readonly Token[]): Piece {
  // "two of us" and "一定" count or mean something else.
  if (piece.option?.form === 'number' && besideUnknown(piece, index, pieces, tokens))
    return { ...piece, kind: 'unknown', option: null }
  if (piece.kind === 'leadIn') return { ...piece, kind: leadsToWord(pieces, index) ? 'filler' : 'unknown' }
  return piece
}

function besideUnknown(piece: Piece, index: number, pieces: readonly Piece[], tokens: readonly Token[]): boolean {
  const before = pieces[index - 1]
  const after = pieces[index + 1]
  return (
    (before?.kind === 'unknown' && !breaksClause(tokens[piece.from]?.gap ?? '')) ||
    (after?.kind === 'unknown' && !breaksClause(tokens[after.from]?.gap ?? ''))
  )
}

function leadsToWord(pieces: readonly Piece[], index: number): boolean {
  // "to the", "at the": one article or two may stand between.
  const next = pieces.slice(index + 1, index + 5).find((piece) => piece.kind !== 'filler' && piece.kind !== 'leadIn')
  return next?.option?.form === 'word'
}
