import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { startCatcher } from './catcher.ts'

const entry = fileURLToPath(new URL('../../../src/main/pretend-vonage.ts', import.meta.url))
const started: { close(): Promise<void> }[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const each of started.splice(0)) await each.close()
})

function run(args: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

async function ready(child: ReturnType<typeof run>) {
  const [line] = await once(createInterface(child.stdout), 'line')
  return JSON.parse(line) as Record<'restHost' | 'key' | 'secret' | 'number', string> & { pid: number }
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers })

async function startDesk() {
  const desk = await startCatcher()
  started.push(desk)
  return desk
}

describe('alone, as a process', () => {
  test('says one line when ready, is steered through its doors, and ends on SIGTERM', async () => {
    const desk = await startDesk()
    const record = join(mkdtempSync(join(tmpdir(), 'pretend-')), 'record.jsonl')
    const args = [
      '--key',
      'abcd1234',
      '--secret',
      'Secret123',
      '--number',
      '12025550100',
      '--inbound',
      `${desk.url}/in`,
    ]
    const child = run([...args, '--record', record, '--retry-first-ms', '10'], {
      PRETEND_VONAGE_RECEIPTS: `${desk.url}/r`,
    })
    const { restHost, ...rest } = await ready(child)
    expect(rest).toEqual({ ready: true, key: 'abcd1234', secret: 'Secret123', number: '12025550100', pid: child.pid })

    await post(`${restHost}/pretend/set`, { receipts: [{ status: 'delivered', afterMs: 0 }] })
    await post(`${restHost}/pretend/next`, [{ answer: 'reset', accept: true }])
    const body = new URLSearchParams({
      api_key: 'abcd1234',
      api_secret: 'Secret123',
      from: '12025550100',
      to: '447700900111',
      text: 'Hi',
    })
    await expect(fetch(`${restHost}/sms/json`, { method: 'POST', body })).rejects.toThrow()
    await desk.atLeast(1)
    const played = await post(`${restHost}/pretend/text`, { from: '447700900111', text: '2', wait: true })
    const { messageIds, acknowledged } = await played.json()
    expect(acknowledged).toEqual([true])
    expect(desk.caught.map(({ url }) => url)).toEqual(['/r', '/in'])

    const kept = await (await fetch(`${restHost}/pretend/record`)).json()
    expect(kept.requests).toMatchObject([{ text: 'Hi', answer: { fault: 'reset' } }])
    expect(kept.deliveries).toMatchObject([
      { kind: 'receipt' },
      { kind: 'inbound', fields: { messageId: messageIds[0] } },
    ])
    expect(readFileSync(record, 'utf8').trimEnd().split('\n')).toHaveLength(3)

    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('with the cast playing', async () => {
    const desk = await startDesk()
    const child = run(['--cast', '--inbound', desk.url])
    const { restHost, key, secret, number } = await ready(child)
    const fields = { api_key: key, api_secret: secret, from: number, to: '447700900001', text: 'Please reply 1 or 2' }
    await fetch(`${restHost}/sms/json`, { method: 'POST', body: new URLSearchParams(fields) })
    expect((await desk.atLeast(1))[0]?.fields.text).toBe('2 pls')
  })

  test.each([
    { args: ['--prot', '1'], says: "Unknown option '--prot'" },
    { args: ['--port', 'x'], says: '--port is a number' },
    { args: ['--port'], says: "'--port <value>' argument missing" },
    { args: ['--number', '+447700900000'], says: '--number is the account' },
    { args: ['--inbound', 'localhost:1'], says: '--inbound is a URL' },
    { args: ['--retry-first-ms', '-1'], says: 'retry-first-ms' },
    { args: ['--key', ''], says: '--key must not be empty' },
    { args: ['extra'], says: "Unexpected argument 'extra'" },
  ])('$args: one sentence and code 2', async ({ args, says }) => {
    const child = run(args)
    let told = ''
    child.stderr.on('data', (chunk) => {
      told += chunk
    })
    expect(await once(child, 'close')).toEqual([2, null])
    expect(told).toContain(says)
    expect(told.trimEnd().split('\n')).toHaveLength(1)
  })

  test('a port that is taken: a sentence and code 1', async () => {
    const desk = await startDesk()
    const child = run(['--port', new URL(desk.url).port])
    expect(await once(child, 'close')).toEqual([1, null])
  })
})

describe('its doors', () => {
  test('are shut to web pages, and say what is wrong with an argument', async () => {
    const { restHost } = await ready(run([]))
    const page = await post(`${restHost}/pretend/text`, { from: '1', text: 'x' }, { origin: 'https://evil.example' })
    expect(page.status).toBe(403)
    const wrong = await post(`${restHost}/pretend/next`, { anser: 'html' })
    expect([wrong.status, await wrong.json()]).toEqual([400, { problem: expect.stringContaining('anser') }])
    expect((await post(`${restHost}/pretend/nothing`, {})).status).toBe(404)
    expect((await fetch(`${restHost}/pretend/text`, { method: 'POST', body: '{' })).status).toBe(400)
    expect((await fetch(`${restHost}/elsewhere`)).status).toBe(404)
  })
})
