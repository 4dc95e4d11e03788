import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countryOf, readNumber, showNumber } from '../../src/shared/msisdn.ts'

const fiction = { ok: true, msisdn: '447700900123', shown: '+44 7700 900123' }

describe('one number, however it is typed', () => {
  test.each([
    '+447700900123',
    '+44 7700 900123',
    '+44 (0)7700 900123',
    '+44 07700 900123',
    '(+44) 7700 900123',
    '0044 7700 900123',
    '00447700900123',
    '447700900123',
    '07700 900123',
    '07700900123',
    '07700-900-123',
    '07700.900.123',
    '07700/900123',
    '(07700) 900123',
    '7700 900123',
    ' 07700 900123\n',
    '０７７００　９００１２３',
    '＋４４７７００９００１２３',
    '07700\u2011900123',
    '07700\u2010900123',
    '07700\u2013900123',
    '07700\u2014900123',
    '07700\u2212900123',
    '07700\u00a0900\u202f123',
    '07700\u00ad900123',
    '\u202a+44 7700 900123\u202c',
    '\ufeff07700 900123\u200b',
  ])('%j', (typed) => expect(readNumber(typed, 'GB')).toMatchObject(fiction))
})

describe('country', () => {
  test.each([
    { typed: '(202) 555-0123', country: 'US', msisdn: '12025550123' },
    { typed: '1 202 555 0123', country: 'US', msisdn: '12025550123' },
    { typed: '011 44 7700 900123', country: 'US', msisdn: '447700900123' },
    { typed: '447700900123', country: 'US', msisdn: '447700900123' },
    { typed: '12025550123', country: 'GB', msisdn: '12025550123' },
    { typed: '+1 202 555 0123', country: 'GB', msisdn: '12025550123' },
    { typed: '138 0013 8000', country: 'CN', msisdn: '8613800138000' },
    { typed: '06 1234 5678', country: 'IT', msisdn: '390612345678' },
    { typed: '+447700900123', country: 'nowhere', msisdn: '447700900123' },
    { typed: '447700900123', country: 'XX', msisdn: '447700900123' },
  ])('$typed in $country is $msisdn', ({ typed, country, msisdn }) =>
    expect(readNumber(typed, country)).toMatchObject({ ok: true, msisdn }),
  )
})

describe('what is no number', () => {
  test.each([
    { typed: '', code: 'number-empty' },
    { typed: ' \u200b\n', code: 'number-empty' },
    { typed: 'Anna', code: 'number-not-read' },
    { typed: 'constructor', code: 'number-not-read' },
    { typed: '07700 900123 x12', code: 'number-not-read' },
    { typed: '1e5', code: 'number-not-read' },
    { typed: '+', code: 'number-not-read' },
    { typed: '12', code: 'number-not-read' },
    { typed: '900123', code: 'number-length' },
    { typed: '07700 900123 / 07700 900124', code: 'number-length' },
    { typed: '+999 123 456 789', code: 'number-length' },
    { typed: '9'.repeat(60), code: 'number-length' },
  ])('$typed: $code', ({ typed, code }) => expect(readNumber(typed, 'GB')).toMatchObject({ ok: false, code }))

  test('a national number needs a country', () => {
    expect(readNumber('07700 900123', 'XX')).toMatchObject({ ok: false, code: 'number-length' })
    expect(readNumber('07700 900123', '')).toMatchObject({ ok: false, code: 'number-country' })
    // Read with 31 for the Netherlands it would be somebody else's.
    expect(readNumber('(312) 555-0123', '')).toMatchObject({ ok: false, code: 'number-country' })
  })

  test.each([
    { typed: '07700 900123', country: 'GB', national: true },
    { typed: '7700 900123', country: 'GB', national: true },
    { typed: '(212) 555-0123', country: 'US', national: true },
    { typed: '+44 7700 900123', country: 'GB', national: false },
    { typed: '0044 7700 900123', country: 'GB', national: false },
    { typed: '447700900123', country: 'GB', national: false },
    { typed: '447700900123', country: 'DE', national: false },
    { typed: '011 44 7700 900123', country: 'US', national: false },
    { typed: '447700900123', country: '', national: false },
  ])('$typed in $country is national: $national', ({ typed, country, national }) =>
    expect(readNumber(typed, country)).toMatchObject({ ok: true, national }),
  )

  test('a long text is not repeated whole in the problem', () => {
    const read = readNumber('x'.repeat(5000), 'GB')
    expect(read.ok ? '' : read.text.length).toBeLessThan(200)
  })
})

test('any text is read or refused, and what is read is E.164 and reads as itself', () => {
  const countries = fc.constantFrom('GB', 'US', 'DE', 'CN', 'PL', '', 'XX')
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom('+', '0', '1', '4', '7', '9', ' ', '(', ')', '-')).map((signs) => signs.join('')),
  )
  fc.assert(
    fc.property(typed, countries, (text, country) => {
      const read = readNumber(text, country)
      if (!read.ok) return
      expect(read.msisdn).toMatch(/^[1-9]\d{6,14}$/)
      expect(readNumber(`+${read.msisdn}`, country)).toEqual({ ...read, national: false })
      expect(readNumber(read.shown, country)).toEqual({ ...read, national: false })
    }),
    { numRuns: 2000, examples: [['4904947', 'US']] },
  )
})

test.each([
  ['447700900123', '+44 7700 900123'],
  ['12025550123', '+1 202 555 0123'],
  ['MyShop', 'MyShop'],
  ['62255', '62255'],
  ['', ''],
  ['999123456789', '+999123456789'],
])('%j is shown as %j', (msisdn, shown) => expect(showNumber(msisdn)).toBe(shown))

test.each([
  ['447700900123', 'GB'],
  ['441534000000', 'JE'],
  ['12025550123', 'US'],
  ['8613800138000', 'CN'],
  ['4915112345678', 'DE'],
  ['80012345678', undefined],
  ['999123456789', undefined],
  ['MyShop', undefined],
  ['', undefined],
])('%j belongs to %s', (msisdn, country) => expect(countryOf(msisdn)).toBe(country))

test.each([
  { typed: '447700900123', country: 'DE', msisdn: '447700900123' },
  { typed: '0151 23456789', country: 'DE', msisdn: '4915123456789' },
  { typed: '030 901820', country: 'DE', msisdn: '4930901820' },
  { typed: '4915123456789', country: 'DE', msisdn: '4915123456789' },
  { typed: '2025550111', country: 'US', msisdn: '12025550111' },
  { typed: '13800138000', country: 'CN', msisdn: '8613800138000' },
  { typed: '11987654321', country: 'BR', msisdn: '5511987654321' },
])('digits without a plus: $typed in $country', ({ typed, country, msisdn }) => {
  expect(readNumber(typed, country)).toMatchObject({ ok: true, msisdn })
})
