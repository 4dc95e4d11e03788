import { decodeList } from './read-file.ts'
import { readTable, type Table } from './read-table.ts'

export interface ListHead extends Pick<Table, 'header' | 'besides'> {
  /** How many lines will come. */
  count: number
}

/** Reads a list and hands it over piece by piece. @returns ends it */
export type ReadList = (
  source: string | Uint8Array,
  on: {
    begin: (head: ListHead) => void
    lines: (some: string[][]) => void
    done: () => void
    failed: () => void
  },
) => () => void

/** The first lines are for the eye, and come alone. */
const firstLines = 200
const linesAPiece = 2_000

export type ToReader = { kind: 'read'; source: string | Uint8Array } | { kind: 'more' }
export type FromReader = { kind: 'begin'; head: ListHead } | { kind: 'lines'; lines: string[][] } | { kind: 'done' }

/** A whole list in pieces that each take a few milliseconds to hand over. */
export function* inPieces(source: string | Uint8Array): Generator<FromReader> {
  const { header, lines, besides } = readTable(typeof source === 'string' ? source : decodeList(source))
  yield { kind: 'begin', head: { header, besides, count: lines.length } }
  yield { kind: 'lines', lines: lines.slice(0, firstLines) }
  for (let at = firstLines; at < lines.length; at += linesAPiece)
    yield { kind: 'lines', lines: lines.slice(at, at + linesAPiece) }
  yield { kind: 'done' }
}
