import { expect, test } from 'vitest'
import { excerptOf, marksIn } from '../../../src/renderer/find/marks.ts'

const marked = (text: string, typed: string) =>
  marksIn(text, typed)
    .toReversed()
    .reduce((rest, { start, end }) => `${rest.slice(0, start)}[${rest.slice(start, end)}]${rest.slice(end)}`, text)

test.each([
  ['leave it at the gate', 'gat', 'leave it at the [gat]e'],
  ['leave it at the gate', 'ate', 'leave it at the gate'],
  ['at the gâte', 'gate', 'at the [gâte]'],
  // The accent written after its letter.
  ['at the ga\u0302te', 'ga', 'at the [ga\u0302]te'],
  ['GATE gate', 'gate', '[GATE] [gate]'],
  ['the gate', 'gate the', '[the] [gate]'],
  ['gates', 'g gat', '[gat]es'],
  ['请放在门口，门口见', '门口', '请放在[门口]，[门口]见'],
  ['请放在门口', '门', '请放在[门]口'],
  ['PO-1234', '1234', 'PO-[1234]'],
  ['ｇａｔｅ', 'gate', '[ｇａｔｅ]'],
  ['👍 gate 👍', 'gate', '👍 [gate] 👍'],
  ['a ﬁne gate', 'fine', 'a [ﬁne] gate'],
  ['gate', '', 'gate'],
  ['gate', '?!', 'gate'],
  ['', 'gate', ''],
])('in “%s” “%s” marks %s', (text, typed, expected) => expect(marked(text, typed)).toBe(expected))

test('of a long text the piece around the first mark is shown, and no half character', () => {
  const long = `${'👍'.repeat(400)} gate ${'👍'.repeat(400)}`
  const { start, end } = excerptOf(long, marksIn(long, 'gate'))
  const piece = long.slice(start, end)
  expect(piece).toContain('gate')
  expect(piece.length).toBeLessThanOrEqual(321)
  expect(piece.isWellFormed()).toBe(true)
  expect(excerptOf('short', [])).toEqual({ start: 0, end: 5 })
  // Found near the beginning, it begins there.
  expect(excerptOf(`gate ${long}`, [{ start: 0, end: 4 }]).start).toBe(0)
})
