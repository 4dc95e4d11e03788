import { METHODS } from 'node:http'
import { describe, expect, test } from 'vitest'
import { formOf, goodText } from './requests.ts'
import { pathTricks, smugglings } from './tricks.ts'
import { dial, exchange, expectBare, inbound, openListener, post, secret, statusOf, untilClosed } from './wire.ts'

const good = post(formOf(goodText))

describe('path and method tricks', () => {
  const paths = [inbound, `/${secret}/receipts`, `/${secret}/update`]
  const elsewhere = [
    '/',
    '*',
    '/favicon.ico',
    '/robots.txt',
    `/${secret}`,
    `/${secret}/`,
    '/__proto__',
    '/constructor',
    '/%',
    '/%ff',
    '/..',
    '/?',
    '/??',
  ]
  const otherMethods = METHODS.filter((method) => !['GET', 'POST', 'CONNECT'].includes(method))
  const tricks = [
    ...paths.flatMap((path) => pathTricks(secret).flatMap((turn) => [`GET ${turn(path)}`, `POST ${turn(path)}`])),
    ...elsewhere.flatMap((path) => [`GET ${path}`, `POST ${path}`]),
    ...paths.flatMap((path) => otherMethods.map((method) => `${method} ${path}`)),
    `CONNECT ${inbound}`,
    'CONNECT 127.0.0.1:80',
  ]

  test('none of some 300 gets through, and none is told anything', async () => {
    expect(tricks.length).toBeGreaterThan(300)
    await using desk = await openListener()
    const body = formOf(goodText)
    for (const trick of tricks) {
      const request = `${trick} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
      const answer = await exchange(desk.port, Buffer.from(request, 'latin1'))
      if (trick.startsWith('CONNECT')) expect(answer, trick).toBe('')
      else {
        expect([400, 404], `${trick}: ${answer}`).toContain(statusOf(answer))
        expect(answer, trick).not.toMatch(/x-desk/i)
        expectBare(answer)
      }
    }
    expect([desk.store.texts, desk.store.receipts, desk.store.raws]).toEqual([[], [], []])
    expect(desk.surprises).toEqual([])
    expect(statusOf(await exchange(desk.port, good))).toBe(200)
  })

  test.each([
    ['an upgrade', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Key: x'],
    ['an upgrade to HTTP/2', 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'],
    ['another method in a header', 'X-HTTP-Method-Override: DELETE'],
    ['another path in a header', 'X-Original-URL: /', 'X-Rewrite-URL: /'],
    ['another host in a header', 'X-Forwarded-Host: evil.example', 'Forwarded: host=evil.example'],
  ])('%s changes nothing', async (_label, ...lines) => {
    await using desk = await openListener({ hosts: () => ['desk.example'] })
    expect(statusOf(await exchange(desk.port, post(formOf(goodText), inbound, ...lines)))).toBe(200)
    expect(statusOf(await exchange(desk.port, post(formOf(goodText), '/elsewhere', ...lines)))).toBe(404)
    expect(desk.store.texts).toHaveLength(1)
  })

  test('a body on a wrong path is not read as the next request', async () => {
    await using desk = await openListener()
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    socket.write(post(good, '/elsewhere', 'Connection: close'))
    expect((await heard).match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 404'])
    expect(desk.store.texts).toEqual([])
  })

  test.each(smugglings)('smuggling: $label', async ({ bytes }) => {
    await using desk = await openListener()
    const socket = await dial(desk.port)
    const heard = untilClosed(socket)
    // For the length a proxy in front might have believed, a second webhook is part of the first one's body.
    socket.write(Buffer.from(bytes(inbound, post(formOf(goodText))), 'latin1'))
    const answers = (await heard).match(/HTTP\/1\.1 \d+/g) ?? []
    expect(answers).toEqual(['HTTP/1.1 400'])
    expect([desk.store.texts, desk.store.raws]).toEqual([[], []])
  })
})
