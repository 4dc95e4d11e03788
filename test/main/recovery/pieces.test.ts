import { expect, test } from 'vitest'
import { possiblePieces } from '../../../src/main/recovery/pieces.ts'
import type { InboundRecord } from '../../../src/main/recovery/read-records.ts'

const at = Date.UTC(2026, 2, 5, 13)
const record = (providerId: string, text: string | null, over: Partial<InboundRecord> = {}): InboundRecord => ({
  account: 'abcd1234',
  providerId,
  customer: '447700900111',
  ours: '447700900800',
  text,
  receivedAt: at,
  ...over,
})
const full = 'a'.repeat(153)

test.each<[string, InboundRecord[], string[]]>([
  [
    'a full part and its lone last word',
    [record('p1', full), record('p2', '2', { receivedAt: at + 3000 })],
    ['p1', 'p2'],
  ],
  ['three parts, in any order', [record('p3', 'end'), record('p1', full), record('p2', full)], ['p1', 'p2', 'p3']],
  ['behind a long reference', [record('p1', 'a'.repeat(152)), record('p2', '2')], ['p1', 'p2']],
  ['in Unicode', [record('p1', '好'.repeat(67)), record('p2', '2')], ['p1', 'p2']],
  ['in Unicode, where this part is plain', [record('p1', 'a'.repeat(67)), record('p2', '好')], ['p1', 'p2']],
  ['extension characters count twice', [record('p1', `${'€'.repeat(76)}a`), record('p2', '2')], ['p1', 'p2']],
  ['no date: it may be', [record('p1', full, { receivedAt: null }), record('p2', '2')], ['p1', 'p2']],
  ['alone, however long', [record('p1', full)], []],
  ['two short ones', [record('p1', '2'), record('p2', 'thanks')], []],
  ['another customer', [record('p1', full), record('p2', '2', { customer: '447700900112' })], []],
  ['to another number of ours', [record('p1', full), record('p2', '2', { ours: '447700900801' })], []],
  ['two minutes later', [record('p1', full), record('p2', '2', { receivedAt: at + 120_000 })], []],
  ['a long single text', [record('p1', 'a'.repeat(160)), record('p2', '2')], []],
  ['words that are withheld', [record('p1', null), record('p2', '2')], []],
])('%s', (_, records, pieces) => expect([...possiblePieces(records)].toSorted()).toEqual(pieces))
