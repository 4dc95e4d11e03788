import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countSegments, runsBeyondGsm } from '../../src/shared/segments.ts'

/** 3GPP TS 23.038, 6.2.1: the basic table by code, 0x1b (escape) left out. */
const basicTable =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'

test('every character of the GSM table is one septet, every one of its extension two', () => {
  expect([...basicTable]).toHaveLength(127)
  for (const character of basicTable) expect(countSegments(character)).toMatchObject({ encoding: 'GSM-7', units: 1 })
  for (const character of '^{}\\[~]|€\f')
    expect(countSegments(character)).toMatchObject({ encoding: 'GSM-7', units: 2 })
})

test('no other character is GSM', () => {
  const gsm = new Set(`${basicTable}^{}\\[~]|€\f`)
  for (let code = 0; code < 0x3000; code++) {
    const character = String.fromCharCode(code)
    expect(countSegments(character).forcedBy).toBe(gsm.has(character) ? null : character)
  }
})

describe('lengths', () => {
  test.each([
    { label: 'nothing', text: '', encoding: 'GSM-7', units: 0, segments: 1, room: 160 },
    { label: 'a full single', text: 'a'.repeat(160), encoding: 'GSM-7', units: 160, segments: 1, room: 160 },
    { label: 'one more', text: 'a'.repeat(161), encoding: 'GSM-7', units: 161, segments: 2, room: 306 },
    { label: 'two full parts', text: 'a'.repeat(306), encoding: 'GSM-7', units: 306, segments: 2, room: 306 },
    { label: 'a third', text: 'a'.repeat(307), encoding: 'GSM-7', units: 307, segments: 3, room: 459 },
    { label: '80 euro signs', text: '€'.repeat(80), encoding: 'GSM-7', units: 160, segments: 1, room: 160 },
    { label: '81 euro signs', text: '€'.repeat(81), encoding: 'GSM-7', units: 162, segments: 2, room: 306 },
    {
      label: 'a pair that would be cut at 153 moves over',
      text: `${'a'.repeat(152)}€${'a'.repeat(152)}`,
      encoding: 'GSM-7',
      units: 306,
      segments: 3,
      room: 459,
    },
    { label: 'a full Unicode single', text: '字'.repeat(70), encoding: 'Unicode', units: 70, segments: 1, room: 70 },
    { label: 'one more', text: '字'.repeat(71), encoding: 'Unicode', units: 71, segments: 2, room: 134 },
    { label: 'emoji are two units', text: '👍'.repeat(35), encoding: 'Unicode', units: 70, segments: 1, room: 70 },
    {
      label: 'an emoji that would be cut at 67 moves over',
      text: `${'字'.repeat(66)}👍${'字'.repeat(66)}`,
      encoding: 'Unicode',
      units: 134,
      segments: 3,
      room: 201,
    },
    {
      label: 'in Unicode a euro is one unit',
      text: `字${'€'.repeat(69)}`,
      encoding: 'Unicode',
      units: 70,
      segments: 1,
      room: 70,
    },
  ])('$label', ({ text, label: _, ...expected }) => expect(countSegments(text)).toMatchObject(expected))
})

test('the character that forces Unicode is named', () => {
  expect(countSegments('It’s “fine”').forcedBy).toBe('’')
  expect(countSegments('ok 👍🏽').forcedBy).toBe('👍')
  expect(countSegments('ç').forcedBy).toBe('ç')
  expect(countSegments('tab\t').forcedBy).toBe('\t')
})

test('for any text the parts are enough and none is spare', () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '€', '字', '👍', '\ud83d', ' ', 'aaaaaaaaaa', '€€€€€'), { maxLength: 200 }),
      (pieces) => {
        const count = countSegments(pieces.join(''))
        expect(count.room).toBeGreaterThanOrEqual(count.units)
        // A part closes at most one unit short, so a spare part would show.
        const part = count.encoding === 'GSM-7' ? 153 : 67
        if (count.segments > 1) expect(count.units).toBeGreaterThan((count.segments - 1) * (part - 1))
        expect((count.encoding === 'GSM-7') === (count.forcedBy === null)).toBe(true)
      },
    ),
  ))

test('a text is cut at what forces Unicode, and put together it is the same', () => {
  const text = 'Ring “Łukasz” 👍🏽 at €4'
  const runs = runsBeyondGsm(text)
  expect(runs.filter(({ beyond }) => beyond).map((run) => run.text)).toEqual(['“', 'Ł', '”', '👍🏽'])
  expect(runs.map((run) => run.text).join('')).toBe(text)
  expect(runsBeyondGsm('plain')).toEqual([{ text: 'plain', beyond: false }])
})
