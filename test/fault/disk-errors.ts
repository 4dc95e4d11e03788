import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { eventually, startDeskProcess } from '../support/processes.ts'
import { allMessages, doubled, storedReplies } from './evidence.ts'
import type { Ends } from './kill-receiving.ts'
import { type Fault, injectFaults } from './strace.ts'
import { nobody, startTexting } from './texting.ts'

const perSecond = 50
const againWithinMs = 5000

/**
 * Lets system calls of a desk under load fail, one fault after another, each until the disk is well again; kills it
 * then, and compares what it said with what its file holds.
 *
 * Fails unless it refused with 503 and nothing else, stayed up, came back by itself, kept what it acknowledged, and kept
 * nothing of what it said was not kept.
 *
 * @param script another build of the desk
 */
export async function sweepFaults(
  faults: readonly Fault[],
  faultMs: number,
  ends: Ends,
  script?: string,
): Promise<void> {
  const running = await startDeskProcess(nobody, script === undefined ? {} : { script })
  ends.push(() => running.end('SIGKILL'))
  const { desk, ready } = running
  const customers = await startTexting(ready.inbound, perSecond)
  ends.push(customers.end)
  /** That there is no Vonage is so all the time. */
  const stopped = async () => {
    const state = await desk.getDesk({})
    const why = state.ok ? state.value.sendingStopped : state.problem
    return why?.code === 'not-connected' ? null : why
  }
  /** Texts that a person sent, by what was answered. */
  const told = { kept: [] as string[], 'cannot-store': [] as string[], 'maybe-stored': [] as string[] }
  const send = async (text: string) => {
    const sent = await desk.sendSms({ submissionId: text, to: '+447700900123', text })
    if (sent.ok) told.kept.push(text)
    else if (sent.problem.code === 'cannot-store' || sent.problem.code === 'maybe-stored')
      told[sent.problem.code].push(text)
    else throw new Error(sent.problem.text)
  }
  const slowest = { againMs: 0, fault: '' }
  for (const [nth, fault] of faults.entries()) {
    const clear = await injectFaults(ready.pid, [fault])
    const until = performance.now() + faultMs
    for (let text = 0; performance.now() < until; text += 1) {
      await send(`text ${text} under fault ${nth}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const lines = await clear()
    expect(
      lines.some((line) => line.includes('(INJECTED)')),
      `${fault} met no call`,
    ).toBe(true)
    const clearedAt = performance.now()
    const acknowledged = customers.acknowledged().size
    await eventually(() => expect(customers.acknowledged().size).toBeGreaterThan(acknowledged), againWithinMs)
    const againMs = performance.now() - clearedAt
    if (againMs > slowest.againMs) Object.assign(slowest, { againMs, fault })
    await eventually(async () => expect(await stopped()).toBeNull(), againWithinMs)
  }
  const { statuses, texts } = await customers.stop()
  const shown = (await allMessages(desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
  expect(running.child.exitCode).toBeNull()
  expect(running.child.signalCode).toBeNull()
  await running.end('SIGKILL')

  const acknowledged = customers.acknowledged()
  const { ids, integrity } = storedReplies(join(running.folder, 'live'))
  const queued = storedTexts(join(running.folder, 'live'))
  const count = Object.entries(told).map(([what, each]) => `${each.length} ${what}`)
  console.log(
    `${faults.length} faults: ${texts} replies, answered ${JSON.stringify(statuses)}; texts: ${count.join(', ')}; slowest to answer 2xx again: ${Math.round(slowest.againMs)} ms after ${slowest.fault}.`,
  )
  expect(Object.keys(statuses).filter((status) => status !== '200' && status !== '503')).toEqual([])
  expect(acknowledged.size).toBe(texts)
  const [onScreen, onDisk] = [new Set(shown), new Set(ids)]
  expect([...acknowledged].filter((id) => !onScreen.has(id) || !onDisk.has(id))).toEqual([])
  expect(doubled(ids)).toEqual([])
  expect(doubled(shown)).toEqual([])
  expect(doubled(queued)).toEqual([])
  // A desk that always says "maybe" would be right, and of no use.
  expect(told['cannot-store'].length, 'texts that were surely not kept').toBeGreaterThan(0)
  expect(told.kept.filter((text) => !queued.includes(text))).toEqual([])
  expect(told['cannot-store'].filter((text) => queued.includes(text))).toEqual([])
  expect(integrity).toBe('ok')
}

function storedTexts(folder: string): string[] {
  const db = new Database(join(folder, 'desk.db'), { readonly: true })
  try {
    return db
      .prepare("SELECT text FROM messages WHERE direction = 'outbound' AND kind = 'text'")
      .pluck()
      .all() as string[]
  } finally {
    db.close()
  }
}
