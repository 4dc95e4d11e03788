import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formOf, goodText } from './requests.ts'
import { dial, exchange, expectBare, inbound, memoryStore, openListener, post, statusOf, untilClosed } from './wire.ts'

const good = post(formOf(goodText))

const get = (line: string, ...headers: string[]) => [line, 'Host: x', ...headers, '', ''].join('\r\n')

describe('malformed requests', () => {
  test.each<[string, string]>([
    ['nonsense', 'hello\r\n\r\n'],
    ['a TLS greeting', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a version that is none', get(`GET ${inbound} HTTP/9.9`)],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a method nobody knows', get(`FETCH ${inbound} HTTP/1.1`)],
    ['a small method', get(`post ${inbound} HTTP/1.1`)],
    ['NUL in a header', get(`GET ${inbound} HTTP/1.1`, 'X: a\0b')],
    ['NUL in the path', get(`GET ${inbound}\0 HTTP/1.1`)],
    ['a line without a colon', get(`GET ${inbound} HTTP/1.1`, 'nonsense')],
    ['a space before the colon', get(`POST ${inbound} HTTP/1.1`, 'Content-Length : 3')],
    ['two lengths', `${get(`POST ${inbound} HTTP/1.1`, 'Content-Length: 3', 'Content-Length: 4')}a=bc`],
    [
      'a length and chunks',
      `${get(`POST ${inbound} HTTP/1.1`, 'Content-Length: 3', 'Transfer-Encoding: chunked')}0\r\n\r\n`,
    ],
    ['chunks twice', `${get(`POST ${inbound} HTTP/1.1`, 'Transfer-Encoding: chunked, identity')}0\r\n\r\n`],
    ['a negative length', get(`POST ${inbound} HTTP/1.1`, 'Content-Length: -1')],
    ['a length of words', get(`POST ${inbound} HTTP/1.1`, 'Content-Length: 0x10')],
    ['a giant length', get(`POST ${inbound} HTTP/1.1`, 'Content-Length: 99999999999999999999999')],
    ['a chunk of nonsense', `${get(`POST ${inbound} HTTP/1.1`, 'Transfer-Encoding: chunked')}xyz\r\n`],
    ['a line that ends in CR alone', get(`GET ${inbound} HTTP/1.1`, 'X: a\rY: b')],
  ])('%s: one constant answer', async (_label, bytes) => {
    await using desk = await openListener()
    const answer = await exchange(desk.port, Buffer.from(bytes, 'latin1'))
    expect(statusOf(answer)).toBe(400)
    expectBare(answer)
    expect([desk.store.texts, desk.store.raws]).toEqual([[], []])
    expect(statusOf(await exchange(desk.port, good))).toBe(200)
  })

  test('Node itself answers nothing: not an Expect that it does not know, nor a request without a Host', async () => {
    await using desk = await openListener({ hosts: () => ['desk.example'] })
    const expecting = await exchange(desk.port, post(formOf(goodText), inbound, 'Expect: tea'))
    expect(statusOf(expecting)).toBe(200)
    expectBare(expecting)
    const hostless = await exchange(desk.port, good.replace('Host: desk.example\r\n', ''))
    expect(statusOf(hostless)).toBe(404)
    expectBare(hostless)
    expect(desk.store.texts).toHaveLength(1)
  })

  test('nonsense behind a webhook that is being stored is not taken for its answer', async () => {
    const arrived = Promise.withResolvers<void>()
    const committed = Promise.withResolvers<void>()
    const store = memoryStore(() => {
      arrived.resolve()
      return committed.promise
    })
    await using desk = await openListener({ store })
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    socket.write(good)
    await arrived.promise
    socket.write('nonsense\r\n\r\n')
    expect(await heard).toBe('')
    committed.resolve()
  })

  test('a sender that leaves in the middle leaves nothing behind', async () => {
    await using desk = await openListener()
    for (let at = 1; at < good.length; at += 3) {
      const socket = await dial(desk.port)
      socket.end(good.slice(0, at))
      await untilClosed(socket)
    }
    expect([desk.store.texts, desk.store.raws, desk.surprises]).toEqual([[], [], []])
  })

  test('genuine requests, mutated: every one is answered or cut off, and none breaks the server', async () => {
    await using desk = await openListener({ limits: { headersMs: 300, requestMs: 300 } })
    const edit = fc.record({
      at: fc.nat({ max: good.length }),
      cut: fc.nat({ max: 20 }),
      put: fc.oneof(
        fc.constantFrom('', '\r\n', '\r\n\r\n', '\0', '%', '&', '{', ' ', 'chunked'),
        fc.string({ unit: 'binary', maxLength: 8 }),
      ),
    })
    const seen = new Set<number>()
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
        let bytes = good
        for (const { at, cut, put } of edits) bytes = bytes.slice(0, at) + put + bytes.slice(at + cut)
        const socket = await dial(desk.port)
        socket.end(Buffer.from(bytes, 'latin1'))
        const answer = await untilClosed(socket)
        seen.add(statusOf(answer))
        expect([0, 200, 400, 404, 413, 415, 431]).toContain(statusOf(answer))
      }),
      { numRuns: 600 },
    )
    for (const status of [200, 400, 404]) expect(seen).toContain(status)
    expect(desk.surprises).toEqual([])
    expect(statusOf(await exchange(desk.port, good))).toBe(200)
  }, 60_000)
})

test('no payload through any door changes Object.prototype', async () => {
  await using desk = await openListener()
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf']
  const payloads = names.flatMap((name) => [
    `${name}=x`,
    `${name}[polluted]=x`,
    `${name}.polluted=x`,
    `constructor[prototype][polluted]=x&${name}=y`,
    `{"${name}":"x"}`,
    `{"${name}":{"polluted":"x"}}`,
    `{"constructor":{"prototype":{"polluted":"x"}},"${name}":1}`,
    `{"a":{"${name}":{"polluted":"x"}}}`,
    `{"${name.replace('o', '\\u006f')}":{"polluted":"x"}}`,
  ])
  for (const payload of payloads) {
    expect(statusOf(await exchange(desk.port, post(payload)))).toBe(200)
    const query = encodeURI(payload).replaceAll('#', '%23')
    expect(statusOf(await exchange(desk.port, get(`GET ${inbound}?${query} HTTP/1.1`)))).toBe(200)
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
  expect(desk.store.raws).toHaveLength(payloads.length * 2)
  expect(statusOf(await exchange(desk.port, good))).toBe(200)
  expect(desk.store.texts).toMatchObject([{ text: 'Leaving now, 20 min' }])
})
