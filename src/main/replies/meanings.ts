import { wordsOf } from './tokens.ts'
import { addPhrase, newTrie, type Trie } from './trie.ts'
import { languages } from './words/languages.ts'
import { listed, spellings } from './words/words.ts'

/** What a word or phrase is when it is no option. Each is told in `AnswerWords`. */
export type Meaning = (typeof order)[number]

/** A phrase that stands in two lists is what comes first here: better a person looks once too often. */
const order = [
  'negation',
  'particle',
  'question',
  'courtesy',
  'filler',
  'meeting',
  'connector',
  'counting',
  'leadIn',
] as const

/** The word tables of all languages, ready to be looked up. */
export interface Lexicon {
  phrases: Trie<Meaning>
  /** What stands before an option's digit. */
  prefixes: Trie<true>
  /** Number words; the meaning is the digit. */
  numbers: Trie<string>
  /** By the words of a day's name, joined by spaces: all names of that day. */
  weekdays: ReadonlyMap<string, readonly string[][]>
}

let lexicon: Lexicon | undefined

/** Built on first use: it takes some ten milliseconds, which would otherwise be paid by every start. */
export function readLexicon(): Lexicon {
  lexicon ??= { phrases: phrases(), prefixes: prefixes(), numbers: numbers(), weekdays: weekdays() }
  return lexicon
}

const itemsOf = (list: string): string[][] => listed(list).flatMap(spellings).map(wordsOf)

function phrases(): Trie<Meaning> {
  const trie = newTrie<Meaning>()
  for (const meaning of order)
    for (const { answer } of languages) for (const words of itemsOf(answer[meaning])) addPhrase(trie, words, meaning)
  return trie
}

function prefixes(): Trie<true> {
  const trie = newTrie<true>()
  for (const { answer } of languages) for (const words of itemsOf(answer.prefix)) addPhrase(trie, words, true)
  return trie
}

function numbers(): Trie<string> {
  const trie = newTrie<string>()
  for (const { answer } of languages)
    for (const [value, row] of listed(answer.numbers).entries())
      for (const words of row.split('|').flatMap(spellings).map(wordsOf)) addPhrase(trie, words, String(value))
  return trie
}

function weekdays(): Map<string, string[][]> {
  const days = Array.from({ length: 7 }, (_, day) =>
    languages.flatMap(({ answer }) => (listed(answer.weekdays)[day] ?? '').split('|').flatMap(spellings).map(wordsOf)),
  )
  return new Map(days.flatMap((names) => names.map((name) => [name.join(' '), names] as const)))
}
