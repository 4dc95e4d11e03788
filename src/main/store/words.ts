/** How FTS5 cuts a text into words; as the schema has it. */
export const wordTokens = 'unicode61 remove_diacritics 2'

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu

/**
 * The words a text is found by. Languages written without spaces are written as overlapping pairs ("明天好" as
 * "明天 天好 好"), so that any piece of them is found; a run's last character stands alone, for one-character queries.
 */
export function searchWords(text: string): string {
  return text.normalize('NFKC').replace(ideographs, (run) => ` ${pairs(run).join(' ')} `)
}

function pairs(run: string): string[] {
  const characters = [...run]
  return characters.map((character, index) => character + (characters[index + 1] ?? ''))
}

/**
 * The FTS5 query for what somebody typed: every word must be there, each as a beginning; a run without spaces as a
 * phrase of its pairs, which finds exactly that run. Null when nothing to search for was typed.
 */
export function searchQuery(typed: string): string | null {
  const terms: string[] = []
  const rest = typed.normalize('NFKC').replace(ideographs, (run) => {
    const characters = [...run]
    const phrase = characters.length === 1 ? [run] : pairs(run).slice(0, -1)
    terms.push(`"${phrase.join(' ')}"${characters.length === 1 ? ' *' : ''}`)
    return ' '
  })
  for (const word of rest.match(/[\p{L}\p{N}\p{Co}]+/gu) ?? []) terms.push(`"${word}" *`)
  return terms.length === 0 ? null : terms.join(' AND ')
}

/** A piece of what was typed that is found in another spelling too: `words` as FTS5 has them. */
export interface OtherSpelling {
  start: number
  end: number
  words: string[]
}

/** The same where pieces of it, in their order, may be found otherwise. Typed in NFKC. */
export function searchQueryOr(typed: string, others: readonly OtherSpelling[]): string | null {
  const terms: string[] = []
  let last = 0
  const take = (query: string | null) => {
    if (query !== null) terms.push(query)
  }
  for (const { start, end, words } of others) {
    take(searchQuery(typed.slice(last, start)))
    const plain = searchQuery(typed.slice(start, end))
    take(plain === null ? null : `(${[`(${plain})`, ...words].join(' OR ')})`)
    last = end
  }
  take(searchQuery(typed.slice(last)))
  return terms.length === 0 ? null : terms.join(' AND ')
}
