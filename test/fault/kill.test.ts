import { afterEach, expect, test } from 'vitest'
import { run } from '../support/processes.ts'
import { acknowledgedIds, moment, storedReplies, textsAtRate } from './evidence.ts'
import { type Ends, killWhileReceiving, startVonage } from './kill-receiving.ts'

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('killed 15 times under 100 replies a second, no acknowledged reply is lost and none is there twice', () =>
  killWhileReceiving(15, 100, ends))

test('control: a desk that answers first and stores afterwards loses a reply within 20 kills', async () => {
  const { vonage, recordFile, folder, port } = await startVonage(ends)
  const start = async () => {
    const started = await run<{ inbound: string }>(['test/fault/ack-first.ts', folder, String(port)], {})
    ends.push(() => started.end('SIGKILL'))
    return started
  }
  let running = await start()
  await vonage.link({ inbound: running.ready.inbound })
  const stop = textsAtRate(vonage, 100)
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
