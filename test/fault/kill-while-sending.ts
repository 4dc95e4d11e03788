import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
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
import type { Ends } from './kill-receiving.ts'

/** While Vonage answers at once, and when it takes up to a second. */
export const underWayAtOnce = 4
const mostUnderWay = 12

export async function startVonage(ends: Ends) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ retry: { firstMs: 50, longestMs: 400 }, ratePerSecond: 1000, balance: 10_000 })
  return vonage
}

export async function startDesk(vonage: PretendProcess, folder: string, port: number, ends: Ends) {
  const started = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: folder, DESK_WEBHOOK_PORT: String(port) })
  ends.push(() => started.end('SIGKILL'))
  return started
}

const customer = (index: number) => `447700900${100 + (index % 900)}`
export const draft = (index: number) => ({
  submissionId: `form-${index}`,
  to: `+${customer(index)}`,
  text: `On our way, stop ${index}`,
})

/** What a customer's phone got more than once, by our reference and by number and words. */
export function twice(requests: readonly SendRequest[]): { references: string[]; phones: string[] } {
  const accepted = requests.filter((request) => request.accepted.length > 0)
  return {
    references: doubled(accepted.map(({ body }) => body['client-ref'] ?? '')),
    phones: doubled(accepted.map(({ body }) => `${body.to} ${body.text}`)),
  }
}

const states = (messages: readonly Message[]) => Object.groupBy(messages, ({ state }) => state)

/**
 * Kills the desk at random moments while texts leave, and starts it again each time.
 *
 * @param texts so many that some are still waiting at the last kill
 */
export async function killWhileSending({ kills, texts }: { kills: number; texts: number }, ends: Ends): Promise<void> {
  const vonage = await startVonage(ends)
  const folder = freshFolder()
  const port = await freePort()
  // Every fifth text has no receipt, so that what the kill made unknown stays so.
  const behaviours = Array.from({ length: texts }, (_, index) => ({
    afterMs: Math.round(Math.random() * 800),
    ...(index % 5 === 0 ? { receipts: 'none' as const } : {}),
  }))
  await vonage.next(...behaviours)
  let running = await startDesk(vonage, folder, port, ends)
  for (let index = 0; index < texts; index += 1)
    expect(await running.desk.sendSms(draft(index))).toMatchObject({ ok: true })

  let interrupted = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    await moment(50, 600)
    process.kill(running.ready.pid, 'SIGKILL')
    await running.end('SIGKILL')
    interrupted += await leaving(join(folder, 'live'))
    running = await startDesk(vonage, folder, port, ends)
    // A program that does not know whether it was heard says the same again.
    for (let index = kill; index < texts; index += Math.max(10, Math.round(texts / 12)))
      expect(await running.desk.sendSms(draft(index))).toMatchObject({ ok: true })
  }
  await eventually(
    async () => {
      const { queued, sending, submitted } = states(await allMessages(running.desk, 'outbound'))
      expect({ queued, sending }).toEqual({})
      // What has a receipt coming is waited for.
      expect((submitted ?? []).length).toBeLessThanOrEqual(texts / 5)
    },
    25_000 + texts * 100,
  )
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
  expect(interrupted).toBeLessThanOrEqual(kills * mostUnderWay)
}

/** Texts that were leaving when the process died. */
async function leaving(folder: string): Promise<number> {
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  try {
    return db.prepare("SELECT count(*) FROM messages WHERE state = 'sending'").pluck().get() as number
  } finally {
    db.close()
  }
}
