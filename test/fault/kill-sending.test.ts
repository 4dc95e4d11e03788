import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import type { SendRequest } from '../../src/main/practice/record.ts'
import type { Message } from '../../src/shared/message.ts'
import {
  eventually,
  freePort,
  type PretendProcess,
  startDeskProcess,
  startPretendProcess,
} from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { allMessages, doubled, moment } from './evidence.ts'

const kills = 15
/** So many that some are still waiting at the last kill. */
const texts = 120
const underWayAtOnce = 4

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startVonage() {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ retry: { firstMs: 50, longestMs: 400 }, ratePerSecond: 1000 })
  return vonage
}

async function startDesk(vonage: PretendProcess, folder: string, port: number) {
  const started = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: folder, DESK_WEBHOOK_PORT: String(port) })
  ends.push(() => started.end('SIGKILL'))
  return started
}

const customer = (index: number) => `447700900${100 + index}`
const draft = (index: number) => ({
  submissionId: `form-${index}`,
  to: `+${customer(index)}`,
  text: `On our way, stop ${index}`,
})

/** What a customer's phone got more than once, by our reference and by number and words. */
function twice(requests: readonly SendRequest[]): { references: string[]; phones: string[] } {
  const accepted = requests.filter((request) => request.accepted.length > 0)
  return {
    references: doubled(accepted.map(({ body }) => body['client-ref'] ?? '')),
    phones: doubled(accepted.map(({ body }) => `${body.to} ${body.text}`)),
  }
}

const states = (messages: readonly Message[]) => Object.groupBy(messages, ({ state }) => state)

test('killed 15 times while texts are leaving, no customer is texted twice and every text ends in a state that is true', async () => {
  const vonage = await startVonage()
  const folder = freshFolder()
  const port = await freePort()
  // Every fifth text has no receipt, so that what the kill made unknown stays so.
  const behaviours = Array.from({ length: texts }, (_, index) => ({
    afterMs: Math.round(Math.random() * 800),
    ...(index % 5 === 0 ? { receipts: 'none' as const } : {}),
  }))
  await vonage.next(...behaviours)
  let running = await startDesk(vonage, folder, port)
  for (let index = 0; index < texts; index += 1)
    expect(await running.desk.sendSms(draft(index))).toMatchObject({ ok: true })

  let interrupted = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    await moment(50, 600)
    process.kill(running.ready.pid, 'SIGKILL')
    await running.end('SIGKILL')
    interrupted += await leaving(join(folder, 'live'))
    running = await startDesk(vonage, folder, port)
    // A program that does not know whether it was heard says the same again.
    for (let index = kill; index < texts; index += 10)
      expect(await running.desk.sendSms(draft(index))).toMatchObject({ ok: true })
  }
  await eventually(async () => {
    const { queued, sending, submitted } = states(await allMessages(running.desk, 'outbound'))
    expect({ queued, sending }).toEqual({})
    // What has a receipt coming is waited for.
    expect((submitted ?? []).length).toBeLessThanOrEqual(texts / 5)
  }, 25_000)
  const messages = await allMessages(running.desk, 'outbound')
  const { requests } = await vonage.record()

  const by = states(messages)
  console.log(
    `${texts} texts, ${kills} kills, ${interrupted} interrupted; in the end ${Object.entries(by)
      .map(([state, each]) => `${each?.length} ${state}`)
      .join(', ')}; ${requests.length} requests.`,
  )
  expect(interrupted).toBeGreaterThan(0)
  expect(twice(requests)).toEqual({ references: [], phones: [] })
  expect(messages).toHaveLength(texts)
  const sent = new Set(requests.flatMap(({ accepted, body }) => (accepted.length > 0 ? [body['client-ref']] : [])))
  for (const { state, reference } of messages) {
    expect(['submitted', 'delivered', 'unknown']).toContain(state)
    if (state !== 'unknown') expect(sent).toContain(reference)
  }
  expect((by.unknown ?? []).length).toBeLessThanOrEqual(interrupted)
  expect(interrupted).toBeLessThanOrEqual(kills * underWayAtOnce)
})

test('control: a desk that sends again what was leaving when it died texts customers twice', async () => {
  const vonage = await startVonage()
  const folder = freshFolder()
  await vonage.next({ afterMs: 5000, receipts: 'none', times: underWayAtOnce })
  const running = await startDesk(vonage, folder, await freePort())
  for (let index = 0; index < underWayAtOnce; index += 1) await running.desk.sendSms(draft(index))
  await eventually(async () => expect((await vonage.record()).requests).toHaveLength(underWayAtOnce))
  await running.end('SIGKILL')

  const copy = freshFolder()
  cpSync(folder, copy, { recursive: true })
  const db = new Database(join(copy, 'live', 'desk.db'))
  db.exec("DROP TRIGGER messages_move; UPDATE messages SET state = 'queued' WHERE state = 'sending'")
  db.close()
  await startDesk(vonage, copy, await freePort())
  await eventually(async () => {
    const { references, phones } = twice((await vonage.record()).requests)
    expect(references).toHaveLength(underWayAtOnce)
    expect(phones).toHaveLength(underWayAtOnce)
  })
})

/** Texts that were leaving when the process died. */
async function leaving(folder: string): Promise<number> {
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  try {
    return db.prepare("SELECT count(*) FROM messages WHERE state = 'sending'").pluck().get() as number
  } finally {
    db.close()
  }
}
