import { expect, test } from 'vitest'
import { perSecondOf } from '../../src/shared/sending-rate.ts'

const british = '447700900000'
const usLong = '12025550100'

test.each([
  { label: 'the account', ours: null, usual: 30, agreed: 60 },
  { label: 'a British number', ours: british, usual: 30, agreed: 60 },
  { label: 'a US long number', ours: usLong, usual: 1, agreed: 1 },
  { label: 'a US toll-free number', ours: '18885550100', usual: 30, agreed: 60 },
  { label: 'a Canadian number', ours: '16135550100', usual: 30, agreed: 60 },
  { label: 'a US short code', ours: '12345', usual: 30, agreed: 60 },
])('$label may send $usual a second, and $agreed where 60 are agreed for the account', ({ ours, usual, agreed }) => {
  expect(perSecondOf({ textsPerSecond: null, usLongTextsPerSecond: null }, ours)).toBe(usual)
  expect(perSecondOf({ textsPerSecond: 60, usLongTextsPerSecond: null }, ours)).toBe(agreed)
})

test('a US long number that was approved for more may send as many, and no more than the account', () => {
  expect(perSecondOf({ textsPerSecond: null, usLongTextsPerSecond: 10 }, usLong)).toBe(10)
  expect(perSecondOf({ textsPerSecond: null, usLongTextsPerSecond: 75 }, usLong)).toBe(30)
  expect(perSecondOf({ textsPerSecond: 60, usLongTextsPerSecond: 75 }, usLong)).toBe(60)
  // It is of no other number.
  expect(perSecondOf({ textsPerSecond: null, usLongTextsPerSecond: 10 }, british)).toBe(30)
  expect(perSecondOf({ textsPerSecond: null, usLongTextsPerSecond: 10 }, null)).toBe(30)
})
