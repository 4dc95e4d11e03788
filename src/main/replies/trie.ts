import { breaksClause, type Token } from './tokens.ts'

/** Phrases kept word by word, so that the longest that stands at a place is found in one walk. */
export interface Trie<Meaning> {
  next: Map<string, Trie<Meaning>>
  meaning: Meaning | undefined
}

export const newTrie = <Meaning>(): Trie<Meaning> => ({ next: new Map(), meaning: undefined })

/** Adds a phrase; `merge` decides when it is already there, by default the first meaning stays. */
export function addPhrase<Meaning>(
  trie: Trie<Meaning>,
  words: readonly string[],
  meaning: Meaning,
  merge: (before: Meaning) => Meaning = (before) => before,
): void {
  if (words.length === 0) return
  let node = trie
  for (const word of words) {
    let next = node.next.get(word)
    if (next === undefined) {
      next = newTrie<Meaning>()
      node.next.set(word, next)
    }
    node = next
  }
  node.meaning = node.meaning === undefined ? meaning : merge(node.meaning)
}

/**
 * The longest phrase that starts at a token.
 *
 * @param mayCross whether this meaning holds although a clause ends inside the phrase ("no, 2" is not "no. 2")
 * @returns `to` is exclusive; null when none starts here
 */
export function longestAt<Meaning>(
  trie: Trie<Meaning>,
  tokens: readonly Token[],
  from: number,
  mayCross: (meaning: Meaning) => boolean = () => false,
): { to: number; meaning: Meaning } | null {
  let node = trie
  let crossed = false
  let best: { to: number; meaning: Meaning } | null = null
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]
    const next = token === undefined ? undefined : node.next.get(token.word)
    if (token === undefined || next === undefined) break
    if (at > from && breaksPhrase(token.gap)) crossed = true
    node = next
    if (node.meaning !== undefined && (!crossed || mayCross(node.meaning))) best = { to: at + 1, meaning: node.meaning }
  }
  return best
}

/** "nr. 2", "option: 2" and "option (2)" hold together; "no, 2" and "no! 2" do not. */
export const breaksPhrase = (gap: string): boolean => breaksClause(gap.replace(/^[.:(]$/, ''))
