import { METHODS } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pathTricks, smugglings } from '../inbound/tricks.ts'
import { dial, statusOf, untilClosed } from '../inbound/wire.ts'
import { type OpenedShell, openShell, page } from './open-shell.ts'

let opened: OpenedShell
beforeAll(async () => {
  opened = await openShell()
})
afterAll(() => opened.close())

/** Without hanging up: who does is no longer answered. @returns all that comes until the shell closes */
async function say(...lines: string[]): Promise<string> {
  const socket = await dial(opened.port)
  const heard = untilClosed(socket)
  socket.write(Buffer.from(lines.join('\r\n'), 'latin1'))
  return heard
}
const host = () => `Host: 127.0.0.1:${opened.port}`
const known = () => [`Authorization: Bearer ${opened.shell.token}`, 'Content-Type: application/json']
const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4)

describe('path and method tricks at the browser shell', () => {
  const paths = ['/api/getDesk', '/api/session', '/api/events', '/index.html', '/assets/main.js']
  const tricks = [
    ...paths.flatMap((path) => pathTricks('api').flatMap((turn) => [`GET ${turn(path)}`, `POST ${turn(path)}`])),
    ...paths.flatMap((path) => METHODS.filter((each) => each !== 'CONNECT').map((each) => `${each} ${path}`)),
    ...[
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2f..%2fetc/passwd',
      '/.env',
      '/.git/config',
      '/api',
      '/api/',
    ].map((path) => `GET ${path}`),
    'CONNECT 127.0.0.1:80',
  ]

  test('none of some 500 gets in without the token, and none is told anything but the page’s own files', async () => {
    expect(tricks.length).toBeGreaterThan(500)
    for (const trick of tricks) {
      const answer = await say(`${trick} HTTP/1.1`, host(), 'Connection: close', 'Content-Length: 2', '', '{}')
      if (trick.startsWith('CONNECT')) expect(answer).toBe('')
      else {
        expect(answer, trick).not.toMatch(/x-powered-by|express|node_modules|\bat .*:\d+:\d+/i)
        const body = bodyOf(answer)
        if (statusOf(answer) === 200) {
          expect(trick, answer).not.toMatch(/^[A-Z]+ \/api/)
          expect(['', ...Object.values(page)], trick).toContain(body)
        } else {
          expect([0, 400, 401, 403, 404, 405, 412, 421], `${trick}: ${answer}`).toContain(statusOf(answer))
          expect(body, trick).toBe('')
        }
      }
    }
  })

  test('with the token, a name that is not quite a call’s is no call', async () => {
    for (const path of [
      '/api/getdesk',
      '/API/getDesk',
      '//api/getDesk',
      '/api//getDesk',
      '/api/getDesk/x',
      '/api/.',
      '/api/',
    ]) {
      const answer = await say(
        `POST ${path} HTTP/1.1`,
        host(),
        ...known(),
        'Connection: close',
        'Content-Length: 2',
        '',
        '{}',
      )
      expect(bodyOf(answer), path).not.toContain('"ok":true')
    }
    const right = await say(
      'POST /api/getDesk HTTP/1.1',
      host(),
      ...known(),
      'Connection: close',
      'Content-Length: 2',
      '',
      '{}',
    )
    expect(bodyOf(right)).toContain('"ok":true')
  })

  test('Node itself answers nothing: not an Expect that it does not know, nor a request without a Host', async () => {
    const expecting = await say('GET / HTTP/1.1', host(), 'Expect: tea', 'Connection: close', '', '')
    expect(statusOf(expecting)).toBe(200)
    const hostless = await say('GET / HTTP/1.1', 'Connection: close', '', '')
    expect(statusOf(hostless)).toBe(421)
    for (const answer of [expecting, hostless]) expect(answer).toMatch(/content-security-policy/i)
  })

  test.each(smugglings)('smuggling: $label', async ({ bytes }) => {
    const smuggled = ['POST /api/getDesk HTTP/1.1', host(), ...known(), 'Content-Length: 2', '', '{}'].join('\r\n')
    const answer = await say(
      bytes('/api/getDesk', smuggled).replace('Host: desk.example', [host(), ...known()].join('\r\n')),
    )
    expect(answer).not.toContain('"ok":true')
    expect(answer.match(/HTTP\/1\.1 \d+/g) ?? []).toEqual([])
  })
})
