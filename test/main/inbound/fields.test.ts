import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFields } from '../../../src/main/inbound/fields.ts'
import { asForm, asGet, asJson } from './requests.ts'

const read = (request: Parameters<typeof readFields>[0]) => {
  const result = readFields(request)
  return result.ok ? Object.fromEntries(result.fields) : result.why
}
const latin = (text: string) => Buffer.from(text, 'latin1')

describe('decoding', () => {
  test.each([
    { label: 'plain', pairs: 'a=1&b=2', expected: { a: '1', b: '2' } },
    { label: 'plus is a space', pairs: 'a=x+y', expected: { a: 'x y' } },
    { label: 'an escaped plus is a plus', pairs: 'a=x%2By', expected: { a: 'x+y' } },
    { label: 'UTF-8', pairs: 'a=Ju%C5%BC+%f0%9f%9a%9b', expected: { a: 'Już 🚛' } },
    { label: 'escaped Latin-1 (surprise 15)', pairs: 'a=caf%E9', expected: { a: 'café' } },
    { label: 'windows-1252 beyond Latin-1', pairs: 'a=%80+%93hi%94', expected: { a: '€ “hi”' } },
    { label: 'an unfinished escape stays', pairs: 'a=100%&b=%4&c=%zz', expected: { a: '100%', b: '%4', c: '%zz' } },
    { label: 'an escape of an escape', pairs: 'a=%2525', expected: { a: '%25' } },
    { label: 'a second "=" belongs to the value', pairs: 'a=b=c', expected: { a: 'b=c' } },
    { label: 'no "="', pairs: 'a&b=', expected: { a: '', b: '' } },
    { label: 'empty pairs', pairs: '&&a=1&&', expected: { a: '1' } },
    { label: 'an escaped name', pairs: 'err%2Dcode=0', expected: { 'err-code': '0' } },
    { label: 'NUL', pairs: 'a=x%00y', expected: { a: 'x\0y' } },
    { label: 'a byte order mark is kept', pairs: 'a=%EF%BB%BFx', expected: { a: '\ufeffx' } },
    { label: 'an encoded half of a surrogate pair', pairs: 'a=%ED%A0%80', expected: { a: 'í\u00a0€' } },
    { label: 'nothing', pairs: '', expected: {} },
  ])('$label, in a query and in a form', ({ pairs, expected }) => {
    expect(read(asGet(pairs))).toEqual(expected)
    expect(read(asForm(pairs))).toEqual(expected)
  })

  test.each([
    ['utf-8 by default', 'application/x-www-form-urlencoded', 'é'],
    ['UTF-8 named', 'application/x-www-form-urlencoded; charset="UTF-8"', 'é'],
    ['ISO-8859-1 (surprise 14)', 'application/x-www-form-urlencoded; charset=ISO-8859-1', 'Ã©'],
    ['latin1', 'application/x-www-form-urlencoded;charset=latin1;x=y', 'Ã©'],
    ['windows-1252', 'application/x-www-form-urlencoded; Charset="Windows-1252"', 'Ã©'],
    ['an unknown label', 'application/x-www-form-urlencoded; charset=klingon', 'é'],
  ])('charset: %s', (_label, contentType, expected) => {
    expect(read(asForm('a=%C3%A9', contentType))).toEqual({ a: expected })
    expect(read(asForm(Buffer.from('a=é'), contentType))).toEqual({ a: expected })
  })

  test('raw bytes that are no UTF-8 are read as windows-1252', () => {
    expect(read(asForm(latin('a=caf\xe9&b=\x80')))).toEqual({ a: 'café', b: '€' })
    expect(read({ ...asJson('{}'), body: latin('{"a":"caf\xe9"}') })).toEqual({ a: 'café' })
    expect(read({ ...asJson('{}', 'application/json; charset=iso-8859-1'), body: latin('{"a":"\xc3\xa9"}') })).toEqual({
      a: 'Ã©',
    })
  })

  test('the query of a POST is not read', () => {
    expect(read({ ...asForm('a=1'), target: '/path?b=2&a=3' })).toEqual({ a: '1' })
  })

  test('any text comes back in all three formats, as the platform`s own encoder writes it', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/)
    const fields = fc.dictionary(
      name,
      fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed()),
    )
    fc.assert(
      fc.property(fields, (sent) => {
        const form = new URLSearchParams(Object.entries(sent)).toString()
        for (const request of [asGet(form), asForm(form), asJson(sent)]) {
          const result = readFields(request)
          expect(result.ok && [...result.fields].sort()).toEqual(Object.entries(sent).sort())
        }
      }),
    )
  })
})

describe('JSON', () => {
  test.each([
    { label: 'text', body: '{"a":"x"}', expected: { a: 'x' } },
    {
      label: 'numbers as written (surprise 18)',
      body: '{"a":1775117730,"b":1.50}',
      expected: { a: '1775117730', b: '1.50' },
    },
    { label: 'a long number', body: '{"a":12345678901234567890}', expected: { a: '12345678901234567890' } },
    { label: 'booleans (surprise 11)', body: '{"a":true,"b":false}', expected: { a: 'true', b: 'false' } },
    { label: 'null is absent', body: '{"a":null,"b":"1"}', expected: { b: '1' } },
    { label: 'escapes', body: '{"a":"\\u00e9\\n\\"\\\\\\ud83d\\ude9b"}', expected: { a: 'é\n"\\🚛' } },
    {
      label: 'white space and a byte order mark',
      body: '\ufeff \r\n\t{ "a" : "x" , "b":1 } ',
      expected: { a: 'x', b: '1' },
    },
    { label: 'an empty object', body: '{}', expected: {} },
    { label: 'an escaped name', body: '{"\\u0061":"x"}', expected: { a: 'x' } },
    { label: '__proto__ (surprise 33)', body: '{"__proto__":"x"}', expected: Object.fromEntries([['__proto__', 'x']]) },
    { label: 'an object inside', body: '{"a":{"b":1}}', expected: 'nested' },
    { label: '__proto__ with an object', body: '{"__proto__":{"polluted":true}}', expected: 'nested' },
    { label: 'a list inside', body: '{"a":["x"]}', expected: 'nested' },
    { label: 'the same name twice', body: '{"a":"1","a":"2"}', expected: 'repeated' },
    { label: 'the same name, once escaped', body: '{"a":"1","\\u0061":"2"}', expected: 'repeated' },
    { label: 'cut off', body: '{"a":"x', expected: 'not-json' },
    { label: 'something behind it', body: '{"a":"x"}x', expected: 'not-json' },
    { label: 'a trailing comma', body: '{"a":"x",}', expected: 'not-json' },
    { label: 'an escape that is none', body: '{"a":"\\x41"}', expected: 'not-json' },
    { label: 'a raw line break', body: '{"a":"x\ny"}', expected: 'not-json' },
    { label: 'a number with a leading zero', body: '{"a":0012}', expected: 'not-json' },
    { label: 'NaN', body: '{"a":NaN}', expected: 'not-json' },
    { label: 'nothing for a value', body: '{"a":,"b":1}', expected: 'not-json' },
    { label: 'nested and cut off', body: '{"a":{', expected: 'not-json' },
  ])('$label', ({ body, expected }) => {
    expect(read(asJson(body))).toEqual(expected)
    // Without a Content-Type (surprise 13), and with a wrong one.
    expect(read(asJson(body, ''))).toEqual(expected)
    expect(read(asJson(body, 'application/x-www-form-urlencoded'))).toEqual(expected)
  })

  test('takes and refuses what JSON.parse does, for flat objects', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
    )
    const flat = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), value)
    const spoil = fc.tuple(fc.nat(), fc.string({ maxLength: 2 }), fc.nat({ max: 2 }))
    fc.assert(
      fc.property(flat, fc.option(spoil), (object, change) => {
        const right = JSON.stringify(object)
        const [where, put, cut] = change ?? [0, '', 0]
        const at = where % right.length
        const json = right.slice(0, at) + put + right.slice(at + cut)
        const ours = readFields(asJson(json, 'application/json'))
        let parsed: unknown
        try {
          parsed = JSON.parse(json)
        } catch {
          expect(ours.ok && json.trimStart().startsWith('{')).toBe(false)
          return
        }
        if (!ours.ok) expect(ours.why).not.toBe(json.trimStart().startsWith('{') ? 'not-json' : null)
        else if (json.trimStart().startsWith('{'))
          expect([...ours.fields].sort()).toEqual(
            Object.entries(parsed as object)
              .filter(([, each]) => each !== null)
              .map(([name, each]) => [
                name,
                typeof each === 'number' ? ours.fields.get(name) : String(each).toWellFormed(),
              ])
              .sort(),
          )
      }),
      { numRuns: 2000 },
    )
  })

  test('names the outermost names of what nests', () => {
    expect(readFields(asJson({ message_uuid: 'x', usage: { price: '1' } }))).toEqual({
      ok: false,
      why: 'nested',
      names: ['message_uuid', 'usage'],
    })
  })
})

describe('refused', () => {
  const many = (count: number) => Array.from({ length: count }, (_each, index) => `a${index}=1`).join('&')
  test.each([
    { label: 'the same name twice (surprise 12)', pairs: 'a=1&a=2', expected: 'repeated' },
    { label: 'the same name, once escaped', pairs: 'a=1&%61=1', expected: 'repeated' },
    { label: 'an "&" in a name', pairs: 'msisdn%3D447%26nonce=1', expected: 'bad-name' },
    { label: 'brackets', pairs: 'a[b]=1', expected: 'bad-name' },
    { label: 'an empty name', pairs: '=1', expected: 'bad-name' },
    { label: 'a name of another script', pairs: '%D0%B0=1', expected: 'bad-name' },
    { label: 'a name of 101 letters', pairs: `${'a'.repeat(101)}=1`, expected: 'bad-name' },
    { label: '101 fields', pairs: many(101), expected: 'too-many' },
    {
      label: 'multipart',
      pairs: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
      expected: 'bad-name',
    },
    { label: 'a JSON list', pairs: '["a"]', expected: 'bad-name' },
  ])('$label', ({ pairs, expected }) => {
    expect(read(asGet(pairs))).toBe(expected)
    expect(read(asForm(pairs))).toBe(expected)
  })

  test('100 fields are not too many', () => {
    expect(Object.keys(read(asForm(many(100))))).toHaveLength(100)
  })
})

test('takes time in proportion to the size, whatever comes', () => {
  const size = 60_000
  const hostile = [
    '%',
    '+',
    '&',
    '=',
    '%2',
    '{',
    '"',
    '\\',
    '[',
    ' ',
    '\ufeff',
    '{"a":[',
    '{"a":"',
    'charset=',
    '\u00e9',
    'a&',
  ]
  for (const piece of hostile) {
    const long = piece.repeat(size / piece.length)
    const started = performance.now()
    readFields(asGet(long))
    readFields(asForm(long))
    readFields(asForm('a=1', long))
    readFields(asForm(`{"a":"${long}`))
    readFields(asForm(`{"a":${long}`))
    // 60 KB are done in about a millisecond; a quadratic reader takes seconds.
    expect(performance.now() - started).toBeLessThan(1_000)
  }
})

test('any bytes are read or refused, and nothing of Object changes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.boolean(), (body, contentType, brace) => {
      readFields({
        method: 'POST',
        target: '/',
        contentType,
        body: brace ? Buffer.concat([Buffer.from('{'), body]) : body,
      })
      readFields(asGet(Buffer.from(body).toString('latin1')))
    }),
    { numRuns: 2000 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})
