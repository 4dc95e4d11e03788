import { messageWords } from './search-index.ts'
import { openFile } from './sqlite.ts'
import { wordTokens } from './words.ts'

interface Text {
  seq: number
  text: string
  customer: string
}

/**
 * Tells which of a few texts have the words: by an index of the same kind, of these alone, in memory. The great one
 * would have to be gone through to where each of them lies.
 */
export function fewWords(): (match: string, texts: readonly Text[]) => number[] {
  let index: ReturnType<typeof openIndex> | null = null
  return (match, texts) => {
    index ??= openIndex()
    return index(match, texts)
  }
}

function openIndex() {
  const db = openFile(':memory:')
  db.exec(`CREATE VIRTUAL TABLE few USING fts5 (words, content = '', tokenize = '${wordTokens}')`)
  const clear = db.prepare("INSERT INTO few (few) VALUES ('delete-all')")
  const put = db.prepare('INSERT INTO few (rowid, words) VALUES (?, ?)')
  const found = db.prepare<[string], number>('SELECT rowid FROM few WHERE few MATCH ?').pluck()
  return db.transaction((match: string, texts: readonly Text[]) => {
    clear.run()
    for (const { seq, text, customer } of texts) put.run(seq, messageWords(text, customer))
    return found.all(match)
  })
}
