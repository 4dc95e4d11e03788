import { join } from 'node:path'
import { expect } from 'vitest'
import { freePort, startDeskProcess } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { allMessages, doubled, moment, storedReplies } from './evidence.ts'
import { nobody, startTexting } from './texting.ts'

/** What has to be ended when a test is over, in reverse order. */
export type Ends = (() => unknown)[]

/**
 * Kills the desk at random moments while customers text at a fixed rate, and starts it again each time.
 *
 * Fails unless every acknowledged reply is in the file and on the API's pages, once.
 */
export async function killWhileReceiving(kills: number, perSecond: number, ends: Ends): Promise<void> {
  const env = { ...nobody, DESK_DATA_DIR: freshFolder(), DESK_WEBHOOK_PORT: String(await freePort()) }
  const live = join(env.DESK_DATA_DIR, 'live')
  const start = async () => {
    const started = await startDeskProcess(env)
    ends.push(() => started.end('SIGKILL'))
    return started
  }
  let running = await start()
  const { inbound } = running.ready
  const customers = await startTexting(inbound, perSecond)
  ends.push(customers.end)
  const unanswered = new Set<string>()
  for (let kill = 1; kill <= kills; kill += 1) {
    await moment(150, 1000)
    process.kill(running.ready.pid, 'SIGKILL')
    await running.end('SIGKILL')
    expect(running.child.signalCode).toBe('SIGKILL')
    const before = customers.acknowledged()
    const stored = storedReplies(live)
    const there = new Set(stored.ids)
    expect([...before].filter((id) => !there.has(id))).toEqual([])
    expect(stored.integrity).toBe('ok')
    for (const id of there) if (!before.has(id)) unanswered.add(id)
    running = await start()
    expect(running.ready.inbound).toBe(inbound)
  }
  // What came meanwhile faster than it could be taken is still handed over.
  const { texts, attempts } = await customers.stop(60_000 + kills * 5000)

  const shown = (await allMessages(running.desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
  await running.end()
  const { ids, integrity } = storedReplies(live)
  const acknowledged = customers.acknowledged()
  console.log(
    `${texts} replies, ${kills} kills, ${attempts} attempts; at a kill ${unanswered.size} were stored and their answer not on record.`,
  )
  const [onScreen, onDisk] = [new Set(shown), new Set(ids)]
  expect(acknowledged.size).toBeGreaterThan(kills * perSecond * 0.3)
  expect([...acknowledged].filter((id) => !onScreen.has(id) || !onDisk.has(id))).toEqual([])
  expect(doubled(shown)).toEqual([])
  expect(doubled(ids)).toEqual([])
  expect(ids).toHaveLength(texts)
  expect(integrity).toBe('ok')
}
