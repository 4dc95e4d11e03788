import { afterEach, expect, test } from 'vitest'
import { freePort, run } from '../support/processes.ts'
import { freshFolder } from '../support/store.ts'
import { moment, storedReplies } from './evidence.ts'
import { type Ends, killWhileReceiving } from './kill-receiving.ts'
import { startTexting } from './texting.ts'

const ends: Ends = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test(
  'killed 15 times under 200 replies a second, no acknowledged reply is lost and none is there twice',
  {
    timeout: 180_000,
  },
  () => killWhileReceiving(15, 200, ends),
)

test('control: a desk that answers first and stores afterwards loses a reply within 20 kills', async () => {
  const folder = freshFolder()
  const port = String(await freePort())
  const start = async () => {
    const started = await run<{ inbound: string }>(['test/fault/ack-first.ts', folder, port], {})
    ends.push(() => started.end('SIGKILL'))
    return started
  }
  let running = await start()
  const customers = await startTexting(running.ready.inbound, 100)
  ends.push(customers.end)
  let lost: string[] = []
  let kills = 0
  while (lost.length === 0 && kills < 20) {
    await moment(150, 1000)
    await running.end('SIGKILL')
    kills += 1
    const stored = new Set(storedReplies(folder).ids)
    lost = [...customers.acknowledged()].filter((id) => !stored.has(id))
    if (lost.length === 0) running = await start()
  }
  console.log(`Control: answering first lost ${lost.length} of the acknowledged replies after ${kills} kills.`)
  expect(lost.length).toBeGreaterThan(0)
})
