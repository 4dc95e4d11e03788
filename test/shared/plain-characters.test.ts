import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainEquivalent } from '../../src/shared/plain-characters.ts'
import { charactersBeyondGsm, countSegments } from '../../src/shared/segments.ts'

test.each([
  { label: 'quotes', text: '“It’s ‘fine’”, «oui» 5′ 6″', plain: `"It's 'fine'", "oui" 5' 6"` },
  { label: 'dashes', text: '8–10 — at 7‑9 −5', plain: '8-10 - at 7-9 -5' },
  { label: 'an ellipsis', text: 'wait…', plain: 'wait...' },
  { label: 'spaces', text: '8\u00a0am\u202f–\u20099\tpm', plain: '8 am - 9 pm' },
  { label: 'what is drawn as nothing', text: 'deli\u00advery\u200b\ufeff', plain: 'delivery' },
  { label: 'letters printed as one', text: 'oﬃce, cœur', plain: 'office, coeur' },
  { label: 'a letter put together from two characters', text: 'Jose\u200b\u0301 Mu\u0308ller', plain: 'José Müller' },
  {
    label: 'a name keeps its letters',
    text: 'Łukasz Żółć, François, Đorđević',
    plain: 'Łukasz Żółć, François, Đorđević',
  },
  { label: 'other scripts and emoji', text: '明天 Завтра 👨‍👩‍👧', plain: '明天 Завтра 👨‍👩‍👧' },
])('$label', ({ text, plain }) => expect(plainEquivalent(text)).toBe(plain))

test('whatever is replaced is GSM, and what is GSM already stays', () => {
  for (let code = 0; code < 0x3000; code += 1) {
    const character = String.fromCharCode(code)
    const plain = plainEquivalent(character)
    if (countSegments(character).forcedBy === null) expect(plain).toBe(character)
    // A canonical form may be another character that is not GSM either.
    else if (plain !== character.normalize('NFC')) expect(countSegments(plain).forcedBy).toBeNull()
  }
})

test('twice is as good as once', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plainEquivalent(plainEquivalent(text))).toBe(plainEquivalent(text))
    }),
  ))

test('characters are named as people see them, each once', () => {
  expect(charactersBeyondGsm('’’ok 👍🏽 👍🏽 e\u0301 字 \r\n€')).toEqual(['’', '👍🏽', 'e\u0301', '字'])
  expect(charactersBeyondGsm('plain {text}\r\n')).toEqual([])
})
