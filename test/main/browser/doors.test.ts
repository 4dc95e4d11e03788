import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserShell } from '../../../src/main/browser/shell.ts'
import type { Host } from '../../../src/main/host.ts'
import { type OpenedShell, openShell } from './open-shell.ts'

let opened: OpenedShell
let host: Host
let shell: BrowserShell
let port: number

beforeAll(async () => {
  opened = await openShell()
  ;({ host, shell, port } = opened)
})
afterAll(() => opened.close())

interface Got {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** Raw enough to send any Host, Origin and content type, which fetch forbids. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sending = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'POST', headers: options.headers ?? {} },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    sending.on('error', reject)
    sending.end(options.body)
  })
}

const json = { 'content-type': 'application/json' }
const bearer = () => ({ authorization: `Bearer ${shell.token}` })
const getDesk = (headers: Record<string, string>, body = '{}') =>
  ask('/api/getDesk', { headers: { ...json, ...bearer(), ...headers }, body })

test('a program with the token is let in, without an Origin', async () => {
  const { status, body } = await getDesk({})
  expect(status).toBe(200)
  expect(JSON.parse(body)).toMatchObject({ ok: true, value: { mode: 'practice' } })
})

test.each([
  { label: 'no token', headers: { authorization: '' }, status: 401 },
  { label: 'a wrong token', headers: { authorization: `Bearer ${'A'.repeat(43)}` }, status: 401 },
  { label: 'the token as Basic', headers: { authorization: 'Basic eDp5' }, status: 401 },
  { label: 'a foreign Host', headers: { host: 'evil.example' }, status: 421 },
  { label: 'a rebound name with our port', headers: { host: 'evil.example:80' }, status: 421 },
  { label: 'localhost, which is not our name', headers: { host: 'localhost' }, status: 421 },
  { label: 'a foreign Origin', headers: { origin: 'https://evil.example' }, status: 403 },
  { label: 'Origin null', headers: { origin: 'null' }, status: 403 },
  { label: 'our Origin on another port', headers: { origin: 'http://127.0.0.1:1' }, status: 403 },
  { label: 'a cross-site fetch that names no Origin', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
  { label: 'a form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, status: 415 },
  { label: 'plain text', headers: { 'content-type': 'text/plain' }, status: 415 },
  { label: 'JSON in name only', headers: { 'content-type': 'application/jsonp' }, status: 415 },
])('$label is refused with an empty body', async ({ headers, status }) => {
  const got = await getDesk(headers)
  expect(got).toMatchObject({ status, body: '' })
  expect(got.headers).not.toHaveProperty('x-powered-by')
  expect(got.headers).not.toHaveProperty('access-control-allow-origin')
})

test('our own Origin is let in', async () => {
  expect((await getDesk({ origin: `http://127.0.0.1:${port}` })).status).toBe(200)
})

test('a page exchanges the token for a cookie that scripts cannot read, and the token holds on', async () => {
  const origin = { origin: `http://127.0.0.1:${port}` }
  expect((await ask('/api/session', { headers: { ...origin } })).status).toBe(401)
  for (let time = 0; time < 2; time += 1) {
    const got = await ask('/api/session', { headers: { ...origin, ...bearer() } })
    expect(got).toMatchObject({ status: 204, body: '' })
    const [cookie = ''] = got.headers['set-cookie'] ?? []
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(shell.token)
    const [pair = ''] = cookie.split(';')
    expect((await getDesk({ ...origin, authorization: '', cookie: pair })).status).toBe(200)
    expect((await getDesk({ ...origin, authorization: '', cookie: `${pair}x` })).status).toBe(401)
    expect((await getDesk({ origin: 'https://evil.example', authorization: '', cookie: pair })).status).toBe(403)
  }
})

test('broken JSON, an unknown call and too much are answered, and hurt nothing', async () => {
  expect(JSON.parse((await getDesk({}, '{')).body)).toMatchObject({ ok: false, problem: { code: 'bad-argument' } })
  for (const name of ['nothing', 'constructor', '__proto__', 'toString'])
    expect(
      JSON.parse((await ask(`/api/${name}`, { headers: { ...json, ...bearer() }, body: '{}' })).body),
    ).toMatchObject({ ok: false, problem: { code: 'no-such-call' } })
  expect(await getDesk({}, JSON.stringify({ a: 'x'.repeat(16 * 1024 * 1024) }))).toMatchObject({
    status: 413,
    body: '',
  })
  expect((await getDesk({})).status).toBe(200)
})

test('the page comes with a policy without inline code, and nothing outside its folder can be had', async () => {
  const page = await ask('/', { method: 'GET' })
  expect(page.status).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*|data:|https?:/)
  expect((await ask('/assets/main.js', { method: 'GET' })).status).toBe(200)
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/.env',
    '/assets/',
    '/%00',
  ])
    expect((await ask(path, { method: 'GET' })).status).toBeGreaterThanOrEqual(400)
})

test('the event stream asks for the same, and resumes from the last number', async () => {
  expect((await ask('/api/events', { method: 'GET' })).status).toBe(401)
  expect(
    (await ask('/api/events', { method: 'GET', headers: { ...bearer(), origin: 'https://evil.example' } })).status,
  ).toBe(403)
  const send = (text: string) => host.calls.sendSms({ submissionId: crypto.randomUUID(), to: '447700900555', text })
  await send('first')
  const desk = await host.calls.getDesk({})
  const seq = desk.ok ? desk.value.seq : -1
  await send('second')
  const response = await fetch(`${shell.api}/events`, { headers: { ...bearer(), 'last-event-id': String(seq) } })
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    if (text.includes('event: desk')) break
  }
  expect(text).toMatch(/event: message\nid: \d+\ndata: \[.*"second"/)
  const far = await fetch(`${shell.api}/events`, { headers: { ...bearer(), 'last-event-id': '999999' } })
  text = ''
  for await (const chunk of far.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    if (text.includes('event: desk')) break
  }
  expect(text).toContain('event: reset')
})
