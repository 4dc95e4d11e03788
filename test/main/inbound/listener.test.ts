import { describe, expect, test } from 'vitest'
import { proofOfRun } from '../../../src/main/tunnel/prove.ts'
import { form, formOf, goodReceipt, goodText, json } from './requests.ts'
import {
  dial,
  exchange,
  expectEmpty,
  inbound,
  memoryStore,
  openListener,
  post,
  secret,
  statusOf,
  untilClosed,
} from './wire.ts'

describe('what the provider sends', () => {
  test.each([
    ['inbound', `/${secret}/inbound`],
    ['update', `/${secret}/update`],
    ['inbound/update', `/${secret}/inbound/update`],
    ['receipts', `/${secret}/receipts`],
  ])('on /%s: a text in three formats, a receipt and the link check', async (_label, path) => {
    await using desk = await openListener()
    const url = `http://127.0.0.1:${desk.port}${path}`
    await expectEmpty(await fetch(url, form(goodText)), 200)
    await expectEmpty(await fetch(url, json(goodText)), 200)
    await expectEmpty(await fetch(`${url}?${formOf(goodText)}`), 200)
    await expectEmpty(await fetch(url, form(goodReceipt)), 200)
    expect(desk.store.texts).toHaveLength(3)
    expect(desk.store.texts[2]).toEqual(desk.store.texts[0])
    expect(desk.store.texts[1]).toMatchObject({ text: 'Leaving now, 20 min', arrivedAt: 1_800_000_000_000 })
    expect(desk.store.receipts).toMatchObject([{ status: 'delivered' }])

    for (const bare of [url, `${url}?`]) {
      const check = await fetch(bare)
      expect([...check.headers.keys()].toSorted()).toEqual(['connection', 'content-length', 'date', 'keep-alive'])
      await expectEmpty(check, 200)
    }
    expect(desk.store.texts).toHaveLength(3)
    expect(desk.store.raws).toEqual([])
    expect(desk.surprises).toEqual([])
  })

  test('a challenge is answered on the bare GET of our own paths, and nowhere else', async () => {
    const proof = proofOfRun()
    const asked: number[] = []
    await using desk = await openListener({ vouch: proof.vouch, onRequest: () => asked.push(1) })
    const challenge = { 'x-desk-challenge': 'AAAAAAAAAAAAAAAAAAAAAA' }
    const ask = (path: string, headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${desk.port}${path}`, { headers })
    const answer = await ask(inbound, challenge)
    expect(answer.headers.get('x-desk-proof')).toMatch(/^[\w-]{43}$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    await expectEmpty(answer, 200)
    for (const [path, headers, status] of [
      [inbound, {}, 200],
      [inbound, { 'x-desk-challenge': 'short' }, 200],
      [inbound, { 'x-desk-challenge': 'a'.repeat(5000) }, 200],
      [`${inbound}?text=1`, challenge, 200],
      [`/${secret}/elsewhere`, challenge, 404],
      ['/', challenge, 404],
    ] as const) {
      const bare = await ask(path, headers)
      expect(bare.headers.get('x-desk-proof'), path).toBeNull()
      await expectEmpty(bare, status)
    }
    expect(asked).toHaveLength(7)
  })

  test('its own paths are told', async () => {
    await using desk = await openListener()
    expect(desk.listener).toMatchObject({ inboundPath: `/${secret}/inbound`, receiptsPath: `/${secret}/receipts` })
  })

  test('what cannot be read is kept byte for byte, then acknowledged', async () => {
    await using desk = await openListener()
    const target = `${inbound}?from=nowhere`
    await expectEmpty(await fetch(`http://127.0.0.1:${desk.port}${target}`, form({ to: '1', text: '\u20ac' })), 200)
    await expectEmpty(await fetch(desk.url, json({ message_uuid: 'u', usage: { price: '1' } })), 200)
    await expectEmpty(await fetch(desk.url, json({ ...goodText, text: ['x'] })), 200)
    expect(desk.store.raws.map(({ why }) => why)).toEqual(['unreadable', 'messages-api', 'unreadable'])
    expect(desk.store.raws[0]).toEqual({
      why: 'unreadable',
      method: 'POST',
      target,
      contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
      body: new Uint8Array(Buffer.from('to=1&text=%E2%82%AC')),
      arrivedAt: 1_800_000_000_000,
    })
    // A view on Node's pool would take kilobytes of other people's bytes along to the store's thread.
    expect(desk.store.raws[0]?.body.buffer.byteLength).toBe(19)
  })

  test('a binary text is filed and its bytes are kept', async () => {
    await using desk = await openListener()
    await expectEmpty(await fetch(desk.url, form({ ...goodText, type: 'binary', data: '00ff' })), 200)
    expect(desk.store.texts).toMatchObject([{ kind: 'binary', text: '' }])
    expect(desk.store.raws).toMatchObject([{ why: 'binary' }])
  })

  test('two requests in one packet are answered in order', async () => {
    await using desk = await openListener()
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    socket.write(
      post(formOf(goodText)) + post('x[y]=1', '/elsewhere') + post(formOf(goodReceipt), inbound, 'Connection: close'),
    )
    expect((await heard).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200'])
    expect([desk.store.texts.length, desk.store.receipts.length]).toEqual([1, 1])
  })

  test('three hundred customers who answer at once are all heard', async () => {
    await using desk = await openListener()
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_each, n) => exchange(desk.port, post(formOf({ ...goodText, messageId: `m${n}` })))),
    )
    expect(new Set(answers.map(statusOf))).toEqual(new Set([200]))
    expect(new Set(desk.store.texts.map((text) => text.providerId)).size).toBe(300)
  })

  test('a connection is closed with the answer to its last request', async () => {
    await using desk = await openListener({ limits: { requestsPerSocket: 3 } })
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    for (let sent = 0; sent < 3; sent += 1) socket.write(post(formOf(goodText)))
    expect((await heard).match(/HTTP\/1\.1 200|Connection: close/g)).toEqual([
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      'HTTP/1.1 200',
      'Connection: close',
    ])
  })
})

describe('hosts', () => {
  const ask = (port: number, ...hosts: string[]) =>
    exchange(
      port,
      ['GET', inbound, 'HTTP/1.1'].join(' ') + ['', ...hosts.map((host) => `Host: ${host}`), '', ''].join('\r\n'),
    )

  test('only those named, in any case, read anew each time', async () => {
    let hosts: readonly string[] | null = ['desk.example', 'desk.example:8080']
    await using desk = await openListener({ hosts: () => hosts })
    expect(statusOf(await ask(desk.port, 'desk.example'))).toBe(200)
    expect(statusOf(await ask(desk.port, 'Desk.Example:8080'))).toBe(200)
    for (const wrong of [
      'evil.example',
      'desk.example.',
      'desk.example:80',
      'desk.example@evil.example',
      '127.0.0.1',
      '""',
    ])
      expect(statusOf(await ask(desk.port, wrong)), wrong).toBe(404)
    expect(statusOf(await ask(desk.port, 'desk.example', 'evil.example'))).toBe(404)
    expect(statusOf(await exchange(desk.port, `GET ${inbound} HTTP/1.0\r\n\r\n`))).toBe(404)
    expect(statusOf(await exchange(desk.port, post(formOf(goodText)).replace('desk.example', 'evil.example')))).toBe(
      404,
    )
    expect(desk.store.texts).toEqual([])
    hosts = null
    expect(statusOf(await ask(desk.port, 'evil.example'))).toBe(200)
  })

  test('503 when they cannot be told', async () => {
    const hosts = () => {
      throw new Error('not yet')
    }
    await using desk = await openListener({ hosts })
    await expectEmpty(await fetch(desk.url, form(goodText)), 503)
    expect(desk.surprises).toEqual([new Error('not yet')])
  })
})

describe('closing', () => {
  test('lets what is being stored finish, and hangs up on the rest', async () => {
    const arrived = Promise.withResolvers<void>()
    const committed = Promise.withResolvers<void>()
    const store = memoryStore(() => {
      arrived.resolve()
      return committed.promise
    })
    await using desk = await openListener({ store, limits: { keepAliveMs: 60_000 } })
    const idle = await dial(desk.port)
    const idleHeard = untilClosed(idle)
    const kept = await dial(desk.port)
    const answer = untilClosed(kept)
    kept.write(post(formOf(goodText)))
    await arrived.promise
    const closing = desk.door.close()
    expect(desk.door.close()).toBe(closing)
    expect(await idleHeard).toBe('')
    committed.resolve()
    expect(statusOf(await answer)).toBe(200)
    await closing
    await expect(dial(desk.port)).rejects.toThrow()
  })

  test('does not wait for ever: whoever is owed an answer then gets none, and comes again', async () => {
    const arrived = Promise.withResolvers<void>()
    const store = memoryStore(() => {
      arrived.resolve()
      return new Promise(() => {})
    })
    await using desk = await openListener({ store, limits: { closeMs: 100 } })
    const answer = fetch(desk.url, form(goodText)).catch(() => 'cut off')
    await arrived.promise
    await desk.door.close()
    expect(await answer).toBe('cut off')
  })
})

test.each(['', 'short', 'with/slash-and-more', 'dots..............', 'a b c d e f g h i j k'])(
  'no listener with the secret "%s"',
  async (bad) => {
    await expect(openListener({ secret: bad })).rejects.toThrow('secret')
  },
)
