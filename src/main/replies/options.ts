import type { AskedOption } from '../../shared/question.ts'
import { readLexicon } from './meanings.ts'
import { type Token, wordsOf } from './tokens.ts'
import { addPhrase, breaksPhrase, longestAt, newTrie, type Trie } from './trie.ts'
import { spellings } from './words/words.ts'

/** One way to name an option. */
export interface Reference {
  /** The options it names; several when two of them share a word. */
  digits: readonly string[]
  /** `bare` is the digit alone, `digit` the digit with a word before it, `number` a number word. */
  form: 'bare' | 'digit' | 'number' | 'word'
}

/** What names the options of one question, besides number words and words before a digit. */
export type OptionNames = Trie<Reference>

/** Digits, labels and synonyms; for a label that is a weekday also the other names of that day. */
export function namesOf(options: readonly AskedOption[]): OptionNames {
  const trie: OptionNames = newTrie()
  const { weekdays } = readLexicon()
  for (const { digit, label, synonyms } of options) {
    const add = (words: readonly string[], form: Reference['form']) =>
      addPhrase(trie, words, { digits: [digit], form }, (before) => bothOf(before, { digits: [digit], form }))
    add(wordsOf(digit), 'bare')
    for (const words of [label, ...synonyms].flatMap(spellings).map(wordsOf)) {
      add(words, 'word')
      for (const name of weekdays.get(words.join(' ')) ?? []) add(name, 'word')
    }
  }
  return trie
}

/** The longest name of an option that starts at a token; `to` is exclusive. */
export function optionAt(
  names: OptionNames,
  tokens: readonly Token[],
  from: number,
): { to: number; meaning: Reference } | null {
  // A label may hold a comma; nothing else goes on past one.
  const own = longestAt(names, tokens, from, (reference) => reference.form === 'word')
  const others = [numberAt(names, tokens, from), prefixedAt(names, tokens, from), gluedAt(names, tokens[from], from)]
  let best = own
  for (const other of others) {
    if (other === null) continue
    if (best === null || other.to > best.to) best = other
    else if (other.to === best.to) best = { to: best.to, meaning: bothOf(best.meaning, other.meaning) }
  }
  return best
}

const bothOf = (one: Reference, other: Reference): Reference => ({
  ...one,
  digits: [...new Set([...one.digits, ...other.digits])],
})

const bareDigit = (names: OptionNames, word: string): Reference | undefined => {
  const found = names.next.get(word)?.meaning
  return found?.form === 'bare' ? found : undefined
}

function numberAt(names: OptionNames, tokens: readonly Token[], from: number) {
  const number = longestAt(readLexicon().numbers, tokens, from)
  const option = number === null ? undefined : bareDigit(names, number.meaning)
  if (number === null || option === undefined) return null
  return { to: number.to, meaning: { ...option, form: 'number' as const } }
}

/** "option 2", "nr. two", 选2. */
function prefixedAt(names: OptionNames, tokens: readonly Token[], from: number) {
  const prefix = longestAt(readLexicon().prefixes, tokens, from)
  const next = prefix === null ? undefined : tokens[prefix.to]
  if (prefix === null || next === undefined || breaksPhrase(next.gap)) return null
  const digit = longestAt(names, tokens, prefix.to)
  if (digit !== null && digit.meaning.form === 'bare')
    return { to: digit.to, meaning: { ...digit.meaning, form: 'digit' as const } }
  // "no" before a number word is a no.
  return tokens[from]?.word === 'no' ? null : numberAt(names, tokens, prefix.to)
}

/** "option2". */
function gluedAt(names: OptionNames, token: Token | undefined, from: number) {
  const parts = /^([a-z]{2,12})(\d{1,8})$/.exec(token?.word ?? '')
  const option = bareDigit(names, parts?.[2] ?? '')
  if (option === undefined || readLexicon().prefixes.next.get(parts?.[1] ?? '')?.meaning !== true) return null
  return { to: from + 1, meaning: { ...option, form: 'digit' as const } }
}
