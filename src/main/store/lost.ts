import { lostStates } from '../../shared/message.ts'

/** The same as a list of words, written out: SQLite makes a table of a list, at each row it checks. */
export const anyOf = (column: string, words: readonly string[]): string =>
  `(${words.map((word) => `${column} = '${word}'`).join(' OR ')})`

/**
 * Texts that did not arrive, or of which nothing is known, and with which nobody is done. Word for word as the index
 * has it, or the whole table is read.
 *
 * @param of what stands before a column, for example "m."
 */
export const isLost = (of = ''): string => `${anyOf(`${of}state`, lostStates)} AND ${of}done_at IS NULL`
