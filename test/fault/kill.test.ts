import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import {
  eventually,
  freePort,
  type PretendProcess,
  run,
  startDeskProcess,
  startPretendProcess,
} from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { acknowledgedIds, allMessages, doubled, moment, storedReplies, textsAtRate } from './evidence.ts'

const repliesPerSecond = 100

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A pretend Vonage that repeats soon, and keeps its record in a file. */
async function startVonage() {
  const folder = freshFolder('desk')
  const recordFile = join(freshFolder('record'), 'record.jsonl')
  const port = await freePort()
  const vonage = await startPretendProcess('--record', recordFile)
  ends.push(() => vonage.end())
  await vonage.set({ retry: { firstMs: 50, longestMs: 400 } })
  return { vonage, recordFile, folder, port }
}

async function startDesk(vonage: PretendProcess, folder: string, port: number) {
  const started = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: folder, DESK_WEBHOOK_PORT: String(port) })
  ends.push(() => started.end())
  return started
}

test('killed 15 times under 100 replies a second, no acknowledged reply is lost and none is there twice', async () => {
  const { vonage, recordFile, folder, port } = await startVonage()
  let running = await startDesk(vonage, folder, port)
  const { inbound } = running.ready
  await vonage.link({ inbound })
  const stop = textsAtRate(vonage, repliesPerSecond)
  const unanswered = new Set<string>()
  for (let kill = 1; kill <= 15; kill += 1) {
    await moment(150, 1000)
    process.kill(running.ready.pid, 'SIGKILL')
    await running.end('SIGKILL')
    expect(running.child.signalCode).toBe('SIGKILL')
    const before = acknowledgedIds(recordFile)
    for (const id of storedReplies(join(folder, 'live')).ids) if (!before.has(id)) unanswered.add(id)
    running = await startDesk(vonage, folder, port)
    expect(running.ready.inbound).toBe(inbound)
  }
  const texts = await stop()
  await eventually(() => expect(acknowledgedIds(recordFile).size).toBe(texts), 20_000)

  const shown = (await allMessages(running.desk, 'inbound')).flatMap(({ providerIds }) => providerIds)
  await running.end()
  const { ids, integrity } = storedReplies(join(folder, 'live'))
  const acknowledged = acknowledgedIds(recordFile)
  console.log(
    `${texts} replies, 15 kills, ${attempts(recordFile)} attempts; at a kill ${unanswered.size} were stored and their answer not on record.`,
  )
  expect(acknowledged.size).toBeGreaterThan(500)
  expect([...acknowledged].filter((id) => !shown.includes(id))).toEqual([])
  expect([...acknowledged].filter((id) => !ids.includes(id))).toEqual([])
  expect(doubled(shown)).toEqual([])
  expect(doubled(ids)).toEqual([])
  expect(ids).toHaveLength(texts)
  expect(integrity).toBe('ok')
})

test('control: a desk that answers first and stores afterwards loses a reply within 20 kills', async () => {
  const { vonage, recordFile, folder, port } = await startVonage()
  const start = async () => {
    const started = await run<{ inbound: string }>(['test/fault/ack-first.ts', folder, String(port)], {})
    ends.push(() => started.end('SIGKILL'))
    return started
  }
  let running = await start()
  await vonage.link({ inbound: running.ready.inbound })
  const stop = textsAtRate(vonage, repliesPerSecond)
  let lost: string[] = []
  let kills = 0
  while (lost.length === 0 && kills < 20) {
    await moment(150, 1000)
    await running.end('SIGKILL')
    kills += 1
    const stored = new Set(storedReplies(folder).ids)
    lost = [...acknowledgedIds(recordFile)].filter((id) => !stored.has(id))
    if (lost.length === 0) running = await start()
  }
  await stop()
  console.log(`Control: answering first lost ${lost.length} of the acknowledged replies after ${kills} kills.`)
  expect(lost.length).toBeGreaterThan(0)
})

const attempts = (recordFile: string) => readFileSync(recordFile, 'utf8').split('\n').length - 1
