import { type PhraseBook, phraseAt, readPhrases } from './phrases.ts'
import { breaksSentence, readTokens, type Token, type Tokens, wordsOf } from './tokens.ts'
import { addPhrase, longestAt, newTrie, type Trie } from './trie.ts'
import { languages } from './words/languages.ts'
import { type ConsentWords, listed, spellings } from './words/words.ts'

export type Consent = 'opt-out' | 'opt-in' | 'help'

/**
 * Whether a text withdraws or gives back the leave to be texted, or asks who we are.
 *
 * Reserved words count when they are the whole text. Plain words of opting out count anywhere, in any language we know:
 * the law asks to understand any reasonable wording, so this catches rather too much than too little. "don't stop at the
 * gate" or "cancel my delivery" is not about texts and is null. Plain words of opting in count only as the whole text:
 * whoever is texted again by mistake has been wronged, whoever is not writes once more.
 *
 * @see FCC 47 CFR 64.1200(a)(10); CTIA Messaging Principles
 */
export const readConsent = (text: string): Consent | null => findConsent(text, readTokens(text))?.rule ?? null

export interface Heard {
  rule: Consent
  /** The customer's words that decided, as written. */
  heard: string
  /** It asks for help in one sentence and says more in others. */
  more: boolean
}

/** The same with the words that decided. */
export function findConsent(text: string, { list }: Tokens): Heard | null {
  if (list.length === 0) return null
  tables ??= makeTables()
  const { alone, wholes, books, common, starts } = tables
  const heard = (rule: Consent, from: number, to: number, more = false): Heard => ({
    rule,
    heard: text.slice(list[from]?.from, list[to - 1]?.to),
    more,
  })
  const whole = longestAt(alone, list, 0, () => true)
  if (whole?.to === list.length) return heard(whole.meaning, 0, list.length)
  // Nearly every reply has a word that no such sentence has; it is not held against each language's.
  const mayBe = (tokens: readonly Token[]) =>
    tokens.every(({ word }) => common.has(word) || isStop(word) || isSign(word))
  const sentences = outerSentences(list)
  for (const [from, to] of sentences) {
    const sentence = list.slice(from, to)
    if (mayBe(sentence) && wholes.some((trie) => saysOnly('opt-out', trie, sentence))) return heard('opt-out', from, to)
  }
  for (let from = 0; from < list.length; from++) {
    if (!starts.has(list[from]?.word ?? '')) continue
    for (const book of books) {
      const to = book.find(list, from)
      if (to !== null) return heard('opt-out', from, to)
    }
  }
  if (mayBe(list) && wholes.some((trie) => saysOnly('opt-in', trie, list))) return heard('opt-in', 0, list.length)
  for (const [from, to] of sentences) {
    const said = longestAt(alone, list, from)
    if (said?.meaning === 'help' && said.to === to) return heard('help', from, to, true)
  }
  return null
}

interface Tables {
  alone: Trie<Consent>
  /** One a language: "no" softens in English, where in Spanish it turns the meaning round. */
  wholes: Trie<'opt-out' | 'opt-in' | 'soft'>[]
  books: Book[]
  /** Every word of `wholes`. */
  common: ReadonlySet<string>
  /** The first word of every phrase of `books`. */
  starts: ReadonlySet<string>
}

interface Book {
  find: (tokens: readonly Token[], from: number) => number | null
  starts: readonly string[]
}

let tables: Tables | undefined

function makeTables(): Tables {
  const alone = newTrie<Consent>()
  const add = (items: string, rule: Consent) => {
    for (const item of phrasesOf(items)) addPhrase(alone, item, rule)
  }
  for (const { consent } of languages) {
    add(consent.alone, 'opt-out')
    add(consent.core, 'opt-out')
    add(consent.optIn, 'opt-in')
    add(consent.help, 'help')
  }
  const common = new Set<string>()
  const wholes = languages.map(({ consent }) => {
    const trie = newTrie<'opt-out' | 'opt-in' | 'soft'>()
    const addAll = (items: string, meaning: 'opt-out' | 'opt-in' | 'soft') => {
      for (const item of phrasesOf(items)) {
        addPhrase(trie, item, meaning)
        for (const word of item) common.add(word)
      }
    }
    addAll(consent.core, 'opt-out')
    addAll(consent.optIn, 'opt-in')
    addAll(consent.soft, 'soft')
    return trie
  })
  const books = languages.map(({ consent }) => makeBook(consent))
  return { alone, wholes, books, common, starts: new Set(books.flatMap(({ starts }) => starts)) }
}

const phrasesOf = (items: string): string[][] => listed(items).flatMap(spellings).map(wordsOf)

function makeBook(words: ConsentWords): Book {
  const firm: PhraseBook = readPhrases(words.phrases, words.sets)
  const limitable: PhraseBook = readPhrases(words.limitable, words.sets)
  const limits = newTrie<true>()
  for (const limit of phrasesOf(words.limits)) addPhrase(limits, limit, true)
  const backwards = newTrie<true>()
  for (const before of phrasesOf(words.unlessAfter)) addPhrase(backwards, before.reverse(), true)
  const turnedRound = (tokens: readonly Token[], from: number) => {
    // The words before, nearest first; at most the few that the longest entry has.
    const before = tokens.slice(Math.max(0, from - 6), from).reverse()
    const gap = tokens[from]?.gap ?? ''
    return gap === '' && longestAt(backwards, before, 0, () => true) !== null
  }
  return {
    find: (tokens, from) => {
      const to = phraseAt(firm, tokens, from) ?? unlimited(phraseAt(limitable, tokens, from), tokens)
      return to === null || turnedRound(tokens, from) ? null : to
    },
    starts: [...firm.keys(), ...limitable.keys()],
  }
  function unlimited(to: number | null, tokens: readonly Token[]): number | null {
    return to === null || longestAt(limits, tokens, to) !== null ? null : to
  }
}

/** The whole text, its first sentence and its last: "Stop. I never signed up." */
function outerSentences(tokens: readonly Token[]): [number, number][] {
  const ends = tokens.flatMap((token, index) => (index > 0 && breaksSentence(token.gap) ? [index] : []))
  const first = ends[0]
  const last = ends.at(-1)
  const all: [number, number] = [0, tokens.length]
  return first === undefined || last === undefined ? [all] : [all, [0, first], [last, tokens.length]]
}

/** Whether a text says this, and nothing else but soft words. */
function saysOnly(
  rule: 'opt-out' | 'opt-in',
  trie: Trie<'opt-out' | 'opt-in' | 'soft'>,
  tokens: readonly Token[],
): boolean {
  let said = false
  for (let at = 0; at < tokens.length; ) {
    const found = longestAt(trie, tokens, at)
    const word = tokens[at]?.word ?? ''
    if (found === null) {
      if (rule === 'opt-out' && isStop(word)) said = true
      else if (!isSign(word)) return false
      at += 1
      continue
    }
    if (found.meaning === rule) said = true
    else if (found.meaning !== 'soft') return false
    at = found.to
  }
  return said
}

/** Emoji and "STOOOP" are as good as the plain word. */
const isStop = (word: string) => /^s+t+o+p+$/.test(word)
const isSign = (word: string) => !/[\p{L}\p{N}]/u.test(word)
