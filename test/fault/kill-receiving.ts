import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import {
  eventually,
  freePort,
  type PretendProcess,
  startDeskProcess,
  startPretendProcess,
} from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { acknowledgedIds, allMessages, doubled, moment, storedReplies, textsAtRate } from './evidence.ts'

/** What has to be ended when a test is over, in reverse order. */
export type Ends = (() => unknown)[]

/**
 * A pretend Vonage that repeats soon, and keeps its record in a file. Not at once: it writes each attempt to the disk,
 * and what a busy computer keeps waiting is attempted again and again.
 */
export async function startVonage(ends: Ends, retry = { firstMs: 50, longestMs: 400 }) {
  const folder = freshFolder('desk')
  const recordFile = join(freshFolder('record'), 'record.jsonl')
  const port = await freePort()
  const vonage = await startPretendProcess('--record', recordFile)
  ends.push(() => vonage.end())
  await vonage.set({ retry })
  return { vonage, recordFile, folder, port }
}

async function startDesk(vonage: PretendProcess, folder: string, port: number, ends: Ends) {
  const started = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: folder, DESK_WEBHOOK_PORT: String(port) })
  ends.push(() => started.end('SIGKILL'))
  return started
}

/**
 * Kills the desk at random moments while customers text at a fixed rate, and starts it again each time.
 *
 * Fails unless every acknowledged reply is in the file and on the API's pages, once.
 */
export async function killWhileReceiving(kills: number, perSecond: number, ends: Ends): Promise<void> {
  const { vonage, recordFile, folder, port } = await startVonage(ends, { firstMs: 250, longestMs: 2000 })
  let running = await startDesk(vonage, folder, port, ends)
  const { inbound } = running.ready
  await vonage.link({ inbound })
  const stop = textsAtRate(vonage, perSecond)
  ends.push(stop)
  const unanswered = new Set<string>()
  for (let kill = 1; kill <= kills; kill += 1) {
    await moment(150, 1000)
    process.kill(running.ready.pid, 'SIGKILL')
    await running.end('SIGKILL')
    expect(running.child.signalCode).toBe('SIGKILL')
    const before = acknowledgedIds(recordFile)
    const stored = storedReplies(join(folder, 'live'))
    const there = new Set(stored.ids)
    expect([...before].filter((id) => !there.has(id))).toEqual([])
    expect(stored.integrity).toBe('ok')
    for (const id of there) if (!before.has(id)) unanswered.add(id)
    running = await startDesk(vonage, folder, port, ends)
    expect(running.ready.inbound).toBe(inbound)
  }
  const texts = await stop()
  // What came meanwhile faster than it could be taken is still handed over.
  await eventually(() => expect(acknowledgedIds(recordFile).size).toBe(texts), 20_000 + texts * 5)

  const shown = (await allMessages(running.desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
  await running.end()
  const { ids, integrity } = storedReplies(join(folder, 'live'))
  const acknowledged = acknowledgedIds(recordFile)
  console.log(
    `${texts} replies, ${kills} kills, ${attempts(recordFile)} attempts; at a kill ${unanswered.size} were stored and their answer not on record.`,
  )
  const [onScreen, onDisk] = [new Set(shown), new Set(ids)]
  expect(acknowledged.size).toBeGreaterThan(kills * perSecond * 0.3)
  expect([...acknowledged].filter((id) => !onScreen.has(id) || !onDisk.has(id))).toEqual([])
  expect(doubled(shown)).toEqual([])
  expect(doubled(ids)).toEqual([])
  expect(ids).toHaveLength(texts)
  expect(integrity).toBe('ok')
}

const attempts = (recordFile: string) => readFileSync(recordFile, 'utf8').split('\n').length - 1
