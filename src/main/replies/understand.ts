import type { Because, Why } from '../../shared/message.ts'
import type { Asked, Understand, Understanding } from '../store/records.ts'
import { findConsent } from './opt-out.ts'
import { namesOf } from './options.ts'
import { type Piece, readPieces } from './reading.ts'
import { isSettledTalk } from './settled-talk.ts'
import { readTokens, type Tokens } from './tokens.ts'

/**
 * Reads what a reply means. Pure, linear in the text's length, and never throws for any text.
 *
 * Consent goes before everything. Then a reply is an answer only when it names exactly one option and every other word
 * of it is courtesy: a word that could be an instruction ("2 but leave it with my neighbour") sends it to a person,
 * because a wrongly filed reply costs a delivery and a look costs a second.
 */
export const understand: Understand = (text, asked) => {
  const tokens = readTokens(text)
  const consent = findConsent(text, tokens)
  if (consent !== null) {
    const { rule, heard, more } = consent
    return silent({ rule, heard, why: more ? 'asks for help and more' : 'a word it knows' })
  }
  if (asked === null) return toPerson('no open question')
  if (tokens.blank) return toPerson('empty')
  return readAnswer(text, tokens, asked)
}

const silent = (because: Because): Understanding => ({ because, thanks: null })

const toPerson = (why: Why, heard?: string): Understanding =>
  silent({ rule: 'person', why, ...(heard === undefined ? {} : { heard }) })

function readAnswer(text: string, tokens: Tokens, asked: Asked): Understanding {
  const pieces = readPieces(tokens.list, namesOf(asked.options))
  const words = (piece: Piece | undefined) =>
    piece === undefined ? undefined : text.slice(tokens.list[piece.from]?.from, tokens.list[piece.to - 1]?.to)
  const named = pieces.filter((piece) => piece.kind === 'option')
  const digits = new Set(named.flatMap((piece) => piece.option?.digits ?? []))
  const [digit] = digits
  const only = (...kinds: Piece['kind'][]) => !tokens.asks && pieces.every((piece) => kinds.includes(piece.kind))

  if (digits.size > 1) return toPerson('names two options')
  if (digit === undefined) {
    const chats = pieces.some((piece) => piece.kind === 'courtesy' || piece.kind === 'meeting')
    if (asked.outcome !== null && chats && only('courtesy', 'filler', 'meeting'))
      return silent({ rule: 'none', why: 'settled, small talk' })
    if (asked.settled !== undefined && !tokens.asks && isSettledTalk(pieces, tokens.list, asked.settled))
      return silent({ rule: 'none', why: 'settled, small talk' })
  } else {
    const again = digit === asked.outcome
    const plain = only('option', 'courtesy', 'filler') || (again && only('option', 'courtesy', 'filler', 'meeting'))
    // "2 2" and "2/2" may be a number torn in two, a date or two parcels.
    const bare = named.filter((piece) => piece.option?.form === 'bare').length
    if (plain && bare <= 1) return answered(asked, digit, named, words)
  }

  const negation = pieces.find((piece) => piece.kind === 'negation')
  if (negation !== undefined) return toPerson('says no or not', words(negation))
  const firstSaid = pieces.find((piece) => piece.kind !== 'courtesy' && piece.kind !== 'filler')
  const question = firstSaid?.kind === 'question' ? firstSaid : pieces.find((piece) => piece.kind === 'particle')
  if (tokens.asks || question !== undefined) return toPerson('asks a question', words(question))
  return digit === undefined ? toPerson('no option in it') : toPerson('says more than the answer', words(named[0]))
}

function answered(
  asked: Asked,
  digit: string,
  named: readonly Piece[],
  words: (piece: Piece | undefined) => string | undefined,
): Understanding {
  const option = asked.options.find((each) => each.digit === digit)
  const byDigit = named.find((piece) => piece.option?.form === 'bare' || piece.option?.form === 'digit')
  const heard = words(byDigit ?? named[0])
  const because: Because = {
    rule: 'option',
    option: digit,
    ...(option === undefined ? {} : { label: option.label }),
    ...(heard === undefined ? {} : { heard }),
  }
  if (digit === asked.outcome) return silent({ ...because, why: 'same answer again' })
  return {
    because: {
      ...because,
      why: byDigit === undefined ? 'a word it knows' : 'starts with the digit',
      ...(asked.outcome === null ? {} : { was: asked.outcome }),
    },
    thanks: option?.acknowledgement ?? null,
  }
}
