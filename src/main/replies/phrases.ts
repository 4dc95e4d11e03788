import { breaksClause, type Token, wordsOf } from './tokens.ts'
import { listed, spellings } from './words/words.ts'

/** One place of a phrase: any of some words, each one or more tokens long. */
interface Place {
  /** Ways under their first word, the longest first: "do not call" before "do". */
  ways: ReadonlyMap<string, readonly string[][]>
  /** Places to go on when nothing fits here; 0 when something must. */
  skip: number
}

export type Phrase = readonly Place[]

/** Phrases under the first words they may start with, so that a text is walked once however many there are. */
export type PhraseBook = ReadonlyMap<string, readonly Phrase[]>

/** How many words of a `{set}*` may stand in a row. */
const repeats = 4

/**
 * Reads phrases as the word tables spell them.
 *
 * @param phrases a list; `ConsentWords.phrases` tells its signs
 * @throws when a phrase starts with a place that may be missing, or names a set that is not there
 */
export function readPhrases(phrases: string, sets: Readonly<Record<string, string>>): PhraseBook {
  const book = new Map<string, Phrase[]>()
  // The same few sets stand in most phrases.
  const places = new Map<string, Place[]>()
  for (const line of listed(phrases)) {
    const phrase = line.split(/\s+/).flatMap((written) => {
      const place = places.get(written) ?? readPlace(written, sets)
      places.set(written, place)
      return place
    })
    const first = phrase[0]
    if (first === undefined || first.skip > 0) throw new Error(`the phrase “${line}” has no firm start`)
    for (const word of first.ways.keys()) {
      const sameStart = book.get(word)
      if (sameStart === undefined) book.set(word, [phrase])
      else sameStart.push(phrase)
    }
  }
  return book
}

function readPlace(place: string, sets: Readonly<Record<string, string>>): Place[] {
  const sign = place.at(-1)
  const written = sign === '?' || sign === '*' ? place.slice(0, -1) : place
  const ways = written.split('|').flatMap((word) => {
    const set = /^\{(\w+)\}$/.exec(word)?.[1]
    if (set === undefined) return spellings(word.replaceAll('.', ' '))
    const members = sets[set]
    if (members === undefined) throw new Error(`no set “${set}”`)
    return listed(members).flatMap(spellings)
  })
  const sorted = ways.map(wordsOf).sort((one, other) => other.length - one.length)
  const byFirst = Map.groupBy(sorted, (way) => way[0] ?? '')
  if (sign === '*') return Array.from({ length: repeats }, (_, index) => ({ ways: byFirst, skip: repeats - index }))
  return [{ ways: byFirst, skip: sign === '?' ? 1 : 0 }]
}

/** The end of the first phrase that stands at a token and inside one clause, exclusive; null when none does. */
export function phraseAt(book: PhraseBook, tokens: readonly Token[], from: number): number | null {
  for (const phrase of book.get(tokens[from]?.word ?? '') ?? []) {
    const to = endOf(phrase, 0, tokens, from, from)
    if (to !== null) return to
  }
  return null
}

function endOf(phrase: Phrase, place: number, tokens: readonly Token[], start: number, at: number): number | null {
  const here = phrase[place]
  if (here === undefined) return at
  for (const way of here.ways.get(tokens[at]?.word ?? '') ?? []) {
    const fits = way.every((word, index) => {
      const token = tokens[at + index]
      return token?.word === word && (at + index === start || !breaksClause(token.gap))
    })
    if (!fits) continue
    const to = endOf(phrase, place + 1, tokens, start, at + way.length)
    if (to !== null) return to
  }
  return here.skip === 0 ? null : endOf(phrase, place + here.skip, tokens, start, at)
}
