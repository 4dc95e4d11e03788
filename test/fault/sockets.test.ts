import { mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { type DeskProcess, eventually, run, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { findSecrets, secretsInFiles, walk } from './planted.ts'
import { listeningSockets } from './socket-table.ts'

const isLinux = process.platform === 'linux'
if (!isLinux) console.warn('NOT RUN: where the desk listens, because the socket table is read as Linux writes it.')

/** With characters that every way of writing writes otherwise. */
const secrets = {
  'api secret': 'Planted1+api/secret="x"&y',
  'signature secret': 'Planted2+signature/secret="x"&y',
  'ngrok token': '2Planted3ngrokTokenOfNobody_7aBcDeFgHiJkLmNoPqRsT',
}

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startVonage() {
  const vonage = await startPretendProcess(
    '--key',
    'abcd1234',
    '--secret',
    secrets['api secret'],
    '--retry-first-ms',
    '100',
  )
  ends.push(() => vonage.end())
  await vonage.set({ signature: { secret: secrets['signature secret'], method: 'sha256' } })
  return vonage
}

/** The desk with every secret planted and every debug switch on. It makes its data folder itself. */
async function startDesk(env: Record<string, string>) {
  const started = await startDeskProcess({
    DESK_DATA_DIR: join(freshFolder(), 'data'),
    DEBUG: '*',
    NODE_DEBUG: 'http,https,net,tls,undici,fetch',
    ...env,
  })
  let rest = ''
  started.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    rest += chunk
  })
  ends.push(() => started.end())
  return { ...started, printed: () => `${JSON.stringify(started.ready)}${rest}${started.stderr()}` }
}

const listening = (running: DeskProcess) => listeningSockets(running.ready.pid)
const onLoopback = /^127\.0\.0\.1:\d+$/

describe.skipIf(!isLinux)('where the real process listens', () => {
  test('practice: on this computer only', async () => {
    const running = await startDesk({ DESK_MODE: 'practice' })
    const { tcp, udp, unix } = listening(running)
    for (const each of tcp) expect(each).toMatch(onLoopback)
    // The window, the webhooks, and the pretend Vonage.
    expect(tcp).toHaveLength(3)
    expect({ udp, unix }).toEqual({ udp: [], unix: [] })
  })

  test('live without a tunnel: the window and the webhooks, on this computer only', async () => {
    const vonage = await startVonage()
    const running = await startDesk(vonage.env)
    const { tcp, udp, unix } = listening(running)
    const port = (url: string) => `127.0.0.1:${new URL(url).port}`
    expect(tcp.toSorted()).toEqual([port(running.ready.api), port(running.ready.inbound)].toSorted())
    expect({ udp, unix }).toEqual({ udp: [], unix: [] })
  })

  test('live with ngrok: one TCP port, the window’s; webhooks come to a socket file of this user', async () => {
    const vonage = await startVonage()
    const running = await startDesk({ ...vonage.env, NGROK_AUTHTOKEN: secrets['ngrok token'] })
    await eventually(async () => {
      const state = await running.desk.getDesk({})
      expect(state).toMatchObject({ ok: true, value: { reach: { state: 'unreachable', url: null } } })
      const { tcp, unix } = listening(running)
      expect(tcp).toEqual([`127.0.0.1:${new URL(running.ready.api).port}`])
      expect(unix).toHaveLength(1)
    }, 25_000)
    const [socket = ''] = listening(running).unix
    expect((statSync(socket).mode & 0o777).toString(8)).toBe('600')
    expect((statSync(dirname(socket)).mode & 0o777).toString(8)).toBe('700')
    expect(running.ready.inbound ?? null).toBeNull()
    const state = JSON.stringify(await running.desk.getDesk({}))
    expect(await running.end()).toBe(0)
    expect(findSecrets(`${running.printed()}${state}`, secrets)).toEqual([])
    expect(secretsInFiles(running.folder, secrets)).toEqual([])
    expect(() => statSync(socket)).toThrow('ENOENT')
  })
})

test.skipIf(!isLinux)('control: a server for everybody is seen as one that is not for this computer only', async () => {
  const script = `require('node:http').createServer().listen(0, '0.0.0.0', function () {
    console.log(JSON.stringify({ port: this.address().port }))
  })`
  const open = await run<{ port: number }>(['-e', script], {})
  ends.push(() => open.end())
  const { tcp } = listeningSockets(open.child.pid ?? 0)
  expect(tcp).toEqual([`not loopback: 00000000:${open.ready.port}`])
  expect(tcp[0]).not.toMatch(onLoopback)
})

test('control: a secret is found in every form it could leak in', () => {
  const secret = secrets['api secret']
  const request = { headers: { Authorization: `Basic ${Buffer.from(`abcd1234:${secret}`).toString('base64')}` } }
  const found = (text: string) => findSecrets(`before ${text} after`, { it: secret })
  expect(found(secret)).toContain('it in raw')
  expect(found(inspect(request))).toEqual(['it in base64'])
  expect(found(JSON.stringify({ note: `x${secret}` }))).toContain('it in json')
  expect(found(new URLSearchParams({ api_secret: secret }).toString())).toContain('it in url')
  expect(found(Buffer.from(`key:${secret}`).toString('hex').toUpperCase())).toContain('it in hex')
  for (const prefix of ['', 'a', 'ab', 'abc'])
    expect(found(Buffer.from(`${prefix}${secret}${prefix}`).toString('base64url'))).toEqual(['it in base64'])
  expect(found('nothing of the kind')).toEqual([])
  const folder = mkdtempSync(join(tmpdir(), 'planted-'))
  writeFileSync(join(folder, 'note'), Buffer.concat([Buffer.alloc(9), Buffer.from(secret)]), { mode: 0o644 })
  expect(secretsInFiles(folder, { it: secret })).toHaveLength(1)
  expect(walk(folder).map(({ rights }) => rights)).toEqual(['700', '644'])
})
