import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Behaviour } from '../../src/main/practice/behaviour.ts'
import { sign } from '../../src/main/practice/sign.ts'
import { type CallName, callNames } from '../../src/shared/desk-names.ts'
import { deliveryQuestion } from '../../src/shared/question.ts'
import type { Result } from '../../src/shared/result.ts'
import { endedAgo } from '../support/away.ts'
import { layDown } from '../support/layouts.ts'
import { type DeskProcess, eventually, freePort, startDeskProcess, startPretendProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { knockAtDoors, sendToWebhooks } from './canary-hostile.ts'
import { driveMoves } from './canary-moves.ts'
import { customers, words } from './canary-people.ts'
import { allMessages } from './evidence.ts'
import { secrets } from './planted.ts'
import { mountSmallDisk, smallDiskMissing } from './small-disk.ts'

const usual = (...statuses: string[]): Behaviour => ({ answer: 'usual', statuses })
const http = (code: number): Behaviour => ({ answer: 'http', code })
/** The first hangs until our own time limit; the last two are tried again after a while. */
const behaviours: Behaviour[] = [
  { answer: 'silence' },
  ...['2', '3', '4', '5', '6', '7', '8', '9', '11', '14', '15', '22', '29', '33', '99'].map((status) => usual(status)),
  usual('0', '1'),
  ...[204, 307, 400, 401, 403, 420, 500, 503].map(http),
  { answer: 'http', code: 302, location: 'https://example.invalid/elsewhere' },
  ...(['reset', 'cut', 'html', 'empty', 'braces', 'plain-text'] as const).map((answer) => ({ answer })),
  ...(['reset', 'cut', 'html'] as const).map((answer) => ({ answer, accept: true })),
  { answer: 'throttled' },
  { answer: 'http', code: 429, retryAfterSeconds: 1 },
]

/** Loaded into the desk's process: signals that make it fail as a mistake of ours would, with all that an error may hold. */
const faults = (folder: string) => {
  const path = join(folder, 'faults.cjs')
  const error = `Object.assign(new TypeError(${JSON.stringify(`${Object.values(secrets).join()} ${customers[0]} ${words(0)}`)}), {
    config: { headers: { Authorization: 'Basic ${btoa(`abcd1234:${secrets['api secret']}`)}' } }, code: '${customers[1]}' })`
  writeFileSync(
    path,
    `if (require('node:worker_threads').isMainThread) {
       process.on('SIGWINCH', () => void Promise.reject(${error}))
       process.on('SIGUSR2', () => { throw ${error} })
     }`,
  )
  return path
}

export interface CanaryRun {
  folder: string
  /** stdout but for the line that says the desk is ready, and stderr; of all its starts. */
  printed: string
  /** The lines that say so. */
  ready: string
  /** Every answer, header and event of the API and of the webhook address. */
  told: string
  /** What the pretend Vonage wrote down. */
  record: string
  /** Where copies lie of what somebody took out of the folder. */
  taken: string
  /** What only two places may hold: the address that webhooks come to, and the token of each start. */
  pathSecret: string
  tokens: string[]
  close(): Promise<void>
}

/** Five starts of one desk with everything planted and every debug switch on, and all goes wrong that can. */
export async function driveCanary(): Promise<CanaryRun> {
  const ends: (() => unknown)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    return { ...(await drive(ends)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function drive(ends: (() => unknown)[]): Promise<Omit<CanaryRun, 'close'>> {
  const disk = smallDiskMissing() === null ? mountSmallDisk(64) : null
  ends.push(() => disk?.close())
  const folder = disk?.folder ?? freshFolder('canary')
  const vonage = await startPretendProcess(
    ...['--key', 'abcd1234', '--secret', secrets['api secret'], '--retry-first-ms', '200'],
  )
  ends.push(() => vonage.end())
  const port = String(await freePort())
  const preload = faults(freshFolder('canary-faults'))
  // As a desk of an earlier version left it.
  const live = join(folder, 'live')
  mkdirSync(live, { mode: 0o700 })
  const old = layDown(join(live, 'desk.db'), 20, 'nothing')
  old.prepare('INSERT INTO questions (id, body) VALUES (?, ?)').run('delivery', JSON.stringify(deliveryQuestion))
  old.close()
  const taken = freshFolder('canary-taken')
  const told: string[] = []
  const printed: string[] = []
  const ready: string[] = []
  const tokens: string[] = []

  async function start(over: Record<string, string> = {}): Promise<DeskProcess> {
    const running = await startDeskProcess({
      ...vonage.env,
      DESK_DATA_DIR: folder,
      DESK_WEBHOOK_PORT: port,
      DESK_PUBLIC_URL: `http://127.0.0.1:${port}`,
      NGROK_AUTHTOKEN: secrets['ngrok token'],
      DEBUG: '*',
      NODE_DEBUG: 'http,https,net,tls,undici,fetch,stream,worker',
      NODE_OPTIONS: `--require ${preload}`,
      ...over,
    })
    ends.push(() => running.end('SIGKILL'))
    running.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => printed.push(chunk))
    ready.push(JSON.stringify(running.ready))
    tokens.push(running.ready.token)
    return running
  }
  const heard = async (url: string, init: RequestInit = {}): Promise<number> => {
    try {
      const response = await fetch(url, { redirect: 'manual', ...init })
      told.push(JSON.stringify([...response.headers]), await response.text())
      return response.status
    } catch {
      return 0 // Cut off without a word, which is an answer too.
    }
  }
  const call = (running: DeskProcess, name: string, argument: unknown, headers: Record<string, string> = {}) =>
    heard(`${running.ready.api}/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.ready.token}`, 'content-type': 'application/json', ...headers },
      body: typeof argument === 'string' ? argument : JSON.stringify(argument),
    })
  const ask = async (running: DeskProcess, name: CallName, argument: unknown) => {
    await call(running, name, argument)
    const answer = JSON.parse(told.at(-1) ?? '') as Result<Record<string, unknown>>
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.code}`)
    return answer.value
  }
  const text = (running: DeskProcess, index: number) =>
    call(running, 'sendSms', { submissionId: `s${index}`, to: `+${customers[index]}`, text: `${words(index)} hello` })
  const follow = (running: DeskProcess) => {
    const ending = new AbortController()
    const headers = { authorization: `Bearer ${running.ready.token}` }
    fetch(`${running.ready.api}/events`, { headers, signal: ending.signal })
      .then(async ({ body }) => {
        for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) told.push(chunk)
      })
      .catch(() => {})
    return () => ending.abort()
  }
  const ended = async (running: DeskProcess, signal?: 'SIGUSR2') => {
    if (signal !== undefined) running.child.kill(signal)
    const code = await (signal === undefined ? running.end() : running.end('SIGTERM'))
    printed.push(running.stderr())
    return code
  }
  const settled = (running: DeskProcess) =>
    eventually(async () => {
      // Three of unknown fate in a row stop sending.
      await call(running, 'resumeSending', {})
      const under = (await allMessages(running.desk, 'outbound')).filter(({ state }) =>
        ['queued', 'sending'].includes(state),
      )
      if (under.length > 0) throw new Error(`${under.length} texts have not left: ${under[0]?.problemCode}`)
    }, 40_000)

  // First start: signed webhooks; sending, receiving, the browser shell's doors, the disk; it ends in a crash.
  await vonage.set({ signature: { secret: secrets['signature secret'], method: 'sha256' } })
  let running = await start({
    VONAGE_SIGNATURE_SECRET: secrets['signature secret'],
    VONAGE_SIGNATURE_SECRET_OLD: secrets['old signature secret'],
  })
  let unfollow = follow(running)
  const { inbound, receipts } = running.ready
  await vonage.link({ inbound, receipts })
  // First of all: its log keeps the size it once had, and has that much to fill before it needs more of the disk.
  if (disk !== null) {
    await fillDisk(disk, running, async () => {
      await Promise.all(Array.from({ length: 20 }, () => vonage.text({ from: customers[5] ?? '', text: words(5) })))
      await text(running, 60)
    })
    await eventually(async () => {
      const state = await running.desk.getDesk({})
      if (!state.ok || state.value.sendingStopped?.code === 'store-trouble')
        throw new Error('It still cannot be written')
    })
  }
  await vonage.next(...behaviours)
  for (const [index] of behaviours.entries()) await text(running, index)
  // With a secret that the desk is only told of later.
  const early = { msisdn: customers[7] ?? '', to: '447700900000', messageId: 'c-0', text: words(7), type: 'text' }
  const sig = sign(early, secrets['new signature secret'], 'sha256')
  await heard(inbound, { method: 'POST', body: new URLSearchParams({ ...early, sig }) })
  await sendToWebhooks(inbound, receipts, heard)
  await Promise.all(
    customers.map((from, index) =>
      vonage.text({ from, text: `${words(index)} 2`, ...(index % 9 === 0 && { order: [1] }) }),
    ),
  )
  await vonage.set({ signature: { secret: secrets['old signature secret'], method: 'sha256' } })
  await vonage.text({ from: customers[3] ?? '', text: `STOP ${words(3)}`, wait: true })
  await knockAtDoors(running, call, heard)
  await settled(running)
  running.child.kill('SIGWINCH')
  await eventually(() => {
    if (!running.stderr().includes('"what":"rejection"')) throw new Error('The rejection was not told')
  })
  unfollow()
  // It ends while one is on its way.
  await vonage.next({ answer: 'silence' })
  await text(running, 61)
  await eventually(async () => {
    const states = (await allMessages(running.desk, 'outbound')).map(({ state }) => state)
    if (!states.includes('sending')) throw new Error('Nothing is on its way')
  })
  const crashed = await ended(running, 'SIGUSR2')
  if (crashed !== 1) throw new Error(`The crash ended with ${crashed}`)

  // Second start: unsigned, after an hour away; Vonage refuses its records. Without NODE_DEBUG: where that
  // is set all but the desk's own lines is silenced, and what DEBUG alone brings would not be seen.
  endedAgo(folder, 3_600_000)
  await vonage.set({ signature: null })
  await vonage.next({ call: '/v2/reports/records', answer: 'http', code: 401, times: 4 })
  running = await start({ NODE_DEBUG: '' })
  unfollow = follow(running)
  await text(running, 62)
  await settled(running)
  await sendToWebhooks(running.ready.inbound, running.ready.receipts, heard)
  await eventually(async () => {
    const state = await running.desk.getDesk({})
    if (!state.ok || state.value.gap?.problem == null) throw new Error('The gap has no problem yet')
  })
  unfollow()
  await ended(running)
  // From the next start on Vonage gives its records out.
  await vonage.forget()

  // Twice more, with the secret that was missing: the texts go out and come back as a whole.
  await driveMoves({
    folder,
    taken,
    passphrase: secrets.passphrase,
    customers,
    words,
    ask,
    start: async () => {
      running = await start({ VONAGE_SIGNATURE_SECRET: secrets['new signature secret'] })
      unfollow = follow(running)
      return running
    },
    end: (running) => {
      unfollow()
      return ended(running)
    },
    startAnother: async () => {
      const refused = await start({ DESK_WEBHOOK_PORT: String(await freePort()) }).catch(String)
      if (typeof refused !== 'string') throw new Error('Two desks work in one folder')
      printed.push(refused)
    },
  })

  // Last start: its records are cut off, then nobody is there at all.
  endedAgo(folder, 3_600_000)
  await vonage.next({ call: '/v2/reports/records', answer: 'cut', times: 4 })
  running = await start()
  unfollow = follow(running)
  const record = JSON.stringify(await vonage.record())
  await vonage.end()
  await text(running, 70)
  await eventually(async () => {
    const state = await running.desk.getDesk({})
    if (!state.ok || state.value.sendingStopped?.code !== 'not-connected') throw new Error('It does not say so')
  })
  for (const name of callNames) if (!['setMode', 'saveAccount'].includes(name)) await call(running, name, {})
  unfollow()
  await ended(running)
  const pathSecret = new URL(inbound).pathname.split('/')[1] ?? ''
  return {
    folder,
    printed: printed.join(''),
    ready: ready.join('\n'),
    told: told.join('\n'),
    record,
    taken,
    pathSecret,
    tokens,
  }
}

/** Until its log has no room left, and then long enough for the store to try again, more than once. */
async function fillDisk(
  disk: ReturnType<typeof mountSmallDisk>,
  { desk }: Pick<DeskProcess, 'desk'>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  let until = performance.now() + 20_000
  let isTold = false
  while (performance.now() < until) {
    disk.fill()
    await meanwhile()
    const state = await desk.getDesk({})
    if (!isTold && state.ok && state.value.sendingStopped?.code === 'store-trouble') {
      isTold = true
      until = performance.now() + 2500
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  if (!isTold) throw new Error('The disk was full, and nobody was told')
  disk.free()
}
