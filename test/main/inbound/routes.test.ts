import { METHODS } from 'node:http'
import { describe, expect, test } from 'vitest'
import { formOf, goodText } from './requests.ts'
import { dial, exchange, expectBare, inbound, openListener, post, secret, statusOf, untilClosed } from './wire.ts'

const good = post(formOf(goodText))

describe('path and method tricks', () => {
  const paths = [inbound, `/${secret}/receipts`, `/${secret}/update`]
  const turns: ((path: string) => string)[] = [
    (path) => `${path}/`,
    (path) => `${path}//`,
    (path) => `/${path}`,
    (path) => `//${path.slice(1)}`,
    (path) => path.replaceAll('/', '//'),
    (path) => `/.${path}`,
    (path) => `/x/..${path}`,
    (path) => `${path}/.`,
    (path) => `${path}/x/..`,
    (path) => `/%2e${path}`,
    (path) => `/x/%2e%2e${path}`,
    (path) => path.toUpperCase(),
    (path) => path.toLowerCase(),
    (path) => path.replace('in', 'In').replace('up', 'Up').replace('rec', 'Rec'),
    (path) => path.replace('b', '%62').replace('p', '%70').replace('c', '%63'),
    (path) => path.replace(/\/(?=[^/]*$)/, '%2f'),
    (path) => path.replace(/\/(?=[^/]*$)/, '%5c'),
    (path) => path.replace(/\/(?=[^/]*$)/, '\\'),
    (path) => `${path}%00`,
    (path) => `${path}%20`,
    (path) => `${path}%0d%0ax-desk:%20y`,
    (path) => `${path};a=b`,
    (path) => `${path}#x`,
    (path) => `${path}%3fa=b`,
    (path) => `${path}.json`,
    (path) => `${path}%c0%af`,
    (path) => `${path}%`,
    (path) => `http://x${path}`,
    (path) => `http://user:pass@x${path}`,
    (path) => `https://evil.example${path}`,
    (path) => path.slice(1),
    (path) => path.slice(0, -1),
    (path) => `${path}x`,
    (path) => `/x${path}`,
    (path) => path.replace(secret, secret.slice(1)),
    (path) => path.replace(secret, `${secret}0`),
    (path) => path.replace(secret, ''),
    (path) => path.replace(`/${secret}`, ''),
    (path) => path.replace(secret, '*'),
    (path) => path.replace(secret, ':secret'),
    (path) => path.replace(secret, '..'),
    (path) => path.replace(secret, encodeURIComponent(`${secret}/`)),
  ]
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
    ...paths.flatMap((path) => turns.flatMap((turn) => [`GET ${turn(path)}`, `POST ${turn(path)}`])),
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
})
