import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { verifySignature } from '../../../src/main/inbound/signature.ts'
import { form, formOf, goodText } from './requests.ts'
import { dial, exchange, expectBare, expectEmpty, inbound, openListener, post, statusOf, untilClosed } from './wire.ts'

describe('big things', () => {
  const cap = 64 * 1024
  test('64 KB are taken, one byte more is not', async () => {
    await using desk = await openListener()
    const fill = (size: number) => `a=${'x'.repeat(size - 2)}`
    expect(statusOf(await exchange(desk.port, post(fill(cap))))).toBe(200)
    expect(statusOf(await exchange(desk.port, post(fill(cap + 1))))).toBe(413)
    const chunked = (size: number) =>
      `POST ${inbound} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${size.toString(16)}\r\n${fill(size)}\r\n0\r\n\r\n`
    expect(statusOf(await exchange(desk.port, chunked(cap)))).toBe(200)
    expect(statusOf(await exchange(desk.port, chunked(cap + 1)))).toBe(413)
    expect(desk.store.raws.map(({ body }) => body.length)).toEqual([cap, cap])
  })

  test('10 MB: 413 arrives, and the connection serves on', async () => {
    await using desk = await openListener()
    const response = await fetch(desk.url, { method: 'POST', body: new Uint8Array(10 * 1024 * 1024) })
    expect([response.status, await response.text()]).toEqual([413, ''])
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    socket.write(post('x'.repeat(1024 * 1024)))
    socket.write(post(formOf(goodText), inbound, 'Connection: close'))
    expect((await heard).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
  })

  test('endless chunks: 413, then cut off', async () => {
    await using desk = await openListener({ limits: { headersMs: 200, requestMs: 400 } })
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    socket.write(`POST ${inbound} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`)
    const pump = setInterval(() => socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`), 2)
    pump.unref()
    expect(statusOf(await heard)).toBe(413)
    clearInterval(pump)
    expect(desk.store.raws).toEqual([])
  })

  const zeros = Buffer.alloc(10 * 1024 * 1024)
  test.each([
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['gzip, identity', gzipSync(zeros)],
    ['zstd', Buffer.from('x')],
  ])('a %s bomb is not unpacked', async (encoding, body) => {
    await using desk = await openListener()
    const head = `POST ${inbound} HTTP/1.1\r\nHost: x\r\nContent-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\n\r\n`
    const answer = await exchange(desk.port, Buffer.concat([Buffer.from(head), body]))
    expect(statusOf(answer)).toBe(415)
    expectBare(answer)
    expect(desk.store.raws).toEqual([])
    expect(statusOf(await exchange(desk.port, post(formOf(goodText), inbound, 'Content-Encoding: identity')))).toBe(200)
  })

  test('headers: 64 lines and less than 16 KB', async () => {
    await using desk = await openListener()
    const lines = (count: number) => Array.from({ length: count }, (_each, n) => `X-${n}: y`)
    // Host, Content-Type and Content-Length are three of them.
    expect(statusOf(await exchange(desk.port, post('a=b', inbound, ...lines(61))))).toBe(200)
    for (const count of [62, 100, 1_500]) {
      const answer = await exchange(desk.port, post('a=b', inbound, ...lines(count)))
      expect(statusOf(answer)).toBe(431)
      expectBare(answer)
    }
    for (const size of [17_000, 20_000, 65_536]) {
      expect(statusOf(await exchange(desk.port, post('a=b', inbound, `X: ${'y'.repeat(size)}`)))).toBe(431)
      expect(
        statusOf(await exchange(desk.port, `GET ${inbound}?a=${'y'.repeat(size)} HTTP/1.1\r\nHost: x\r\n\r\n`)),
      ).toBe(431)
    }
    expect(desk.store.raws).toHaveLength(1)
  })

  test('100,000 parameters are kept as bytes', async () => {
    await using desk = await openListener()
    expect(statusOf(await exchange(desk.port, post('&'.repeat(60_000))))).toBe(200)
    expect(statusOf(await exchange(desk.port, post('a&'.repeat(30_000))))).toBe(200)
    expect(desk.store.raws).toHaveLength(2)
  })
})

describe('rates', () => {
  const verify = (fields: ReadonlyMap<string, string>) => verifySignature(fields, ['dispatch-demo-secret-01'], 'sha256')
  const genuine = {
    ...goodText,
    timestamp: '1775117730',
    nonce: '4a0d7c1e-6b38-4d0f-9a55-0c4d2f1b7e01',
    sig: '703c305d85bdaf59036a3fd5b5570abc4b826c98a5cf6c4215149d981c246829',
  }
  const forged = { ...genuine, text: 'forged' }
  /** How many of a rate may come in a time that was just taken. */
  const mayCome = (began: number, perSecond: number, burst: number) =>
    burst + Math.ceil(((performance.now() - began) / 1000) * perSecond)

  test('what fails the check is kept ten times a second and otherwise answered 503 alike, and no genuine one pays for it', async () => {
    await using desk = await openListener({ verify })
    const statuses: number[] = []
    const began = performance.now()
    for (let sent = 0; sent < 100; sent += 1) {
      statuses.push((await fetch(desk.url, form(forged))).status)
      if (sent % 10 === 0) await expectEmpty(await fetch(desk.url, form(genuine)), 200)
    }
    const kept = statuses.filter((status) => status === 401).length
    expect(new Set(statuses)).toEqual(new Set([401, 503]))
    expect(kept).toBeGreaterThanOrEqual(10)
    expect(kept).toBeLessThanOrEqual(mayCome(began, 10, 10))
    expect(desk.store.raws).toHaveLength(kept)
    expect(desk.store.texts).toHaveLength(10)
    // On a slow computer the next tenth of a second may have begun.
    let over = await fetch(desk.url, form(forged))
    for (let more = 0; over.status !== 503 && more < 50; more += 1) over = await fetch(desk.url, form(forged))
    expect(over.headers.get('retry-after')).toBe('30')
    await expectEmpty(over, 503)
    expect(desk.surprises).toEqual([])
  })

  test('of what passes, 600 at once and 300 a second; the rest is told to come again', async () => {
    await using desk = await openListener()
    const began = performance.now()
    const statuses: number[] = []
    const request = post(formOf(goodText))
    // In one breath down each connection: a client that waits for answers may be slower than the rate.
    async function hundred(): Promise<void> {
      const socket = await dial(desk.port)
      const heard = untilClosed(socket)
      socket.write(request.repeat(100))
      for (const [, status] of (await heard).matchAll(/HTTP\/1\.1 (\d+)/g)) statuses.push(Number(status))
    }
    for (let round = 0; round < 5; round += 1) await Promise.all([hundred(), hundred(), hundred(), hundred()])
    expect(statuses).toHaveLength(2000)
    const taken = statuses.filter((status) => status === 200).length
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
    expect(taken).toBeGreaterThanOrEqual(600)
    expect(taken).toBeLessThanOrEqual(mayCome(began, 300, 600))
    expect(desk.store.texts).toHaveLength(taken)
  })
})
