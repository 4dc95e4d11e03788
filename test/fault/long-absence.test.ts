import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { deskOf, endedAgo, nowhere } from '../support/away.ts'
import { eventually, startPretendProcess } from '../support/processes.ts'
import { forgetIds } from './copies-load.ts'
import { allMessages, doubled, storedReplies } from './evidence.ts'

const hour = 3_600_000
const awayMs = 72 * hour
const replies = 5000
const allWithinMs = 60_000

const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/**
 * A desk that was away for 72 hours, in which so many replies came: Vonage has given up on every other one, and delivers
 * the rest as soon as the desk is there.
 *
 * @returns the provider's ids of both halves
 */
async function longAbsence(replies: number) {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  const office = await deskOf(vonage)
  const first = await office.start()
  await vonage.link({ inbound: first.ready.inbound })
  await first.end()
  endedAgo(office.folder, awayMs)
  await vonage.set({ retry: { firstMs: 3000, longestMs: 3000 } })
  const [givenUp, delivered]: [string[], string[]] = [[], []]
  const begin = Date.now() - awayMs
  const write = async (place: number) => {
    const webhook = place % 2 === 1
    const { messageIds } = await vonage.text({
      from: `447700900${String(place % 500).padStart(3, '0')}`.replace('447700900000', '447700900999'),
      text: `Reply number ${place}`,
      receivedAt: new Date(begin + ((place + 0.5) * awayMs) / replies).toISOString(),
      webhook,
    })
    ;(webhook ? delivered : givenUp).push(...messageIds)
  }
  for (let place = 0; place < replies; place += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => write(place + index)))
  return { vonage, office, givenUp, delivered }
}

test('after 72 hours away all of 5,000 replies are there within a minute, none twice, in the order they were written', {
  timeout: 180_000,
}, async () => {
  const { vonage, office, givenUp, delivered } = await longAbsence(replies)
  const began = performance.now()
  const running = await office.start()
  ends.push(() => running.end())
  const live = join(office.folder, 'live')
  await eventually(() => expect(new Set(storedReplies(live).ids).size).toBe(replies), allWithinMs)
  // From the start of the process.
  const tookMs = performance.now() - began
  expect(tookMs).toBeLessThanOrEqual(allWithinMs)
  // Those that came by record and are delivered as well are known by then.
  await eventually(async () => {
    const { deliveries } = await vonage.record()
    expect(deliveries.filter(({ status }) => status === 200)).toHaveLength(delivered.length)
  }, allWithinMs)
  const shown = await allMessages(running.desk, 'inbound')
  const ids = shown.flatMap(({ providerIds }) => providerIds)
  expect(ids.toSorted()).toEqual([...givenUp, ...delivered].toSorted())
  expect(doubled(storedReplies(live).ids)).toEqual([])
  const recovered = shown.filter((message) => message.recovered).map(({ at }) => at)
  expect(recovered.toReversed()).toEqual(recovered.toSorted())
  // The number's link is asked for as well.
  const calls = (await vonage.record()).calls.filter(({ path }) => path === '/v2/reports/records')
  const spans = calls.map(({ fields }) => Date.parse(fields.date_end ?? '') - Date.parse(fields.date_start ?? ''))
  expect(Math.max(...spans)).toBeLessThanOrEqual(24 * hour)
  await eventually(async () => {
    const state = await running.desk.getDesk({})
    const gap = state.ok ? state.value.gap : null
    expect(gap).toMatchObject({ why: 'not-running', until: expect.any(String), recovered: recovered.length })
    expect(Date.parse(gap?.until ?? '') - Date.parse(gap?.since ?? '')).toBeGreaterThan(71 * hour)
  })
  console.log(
    `${replies} replies there after ${Math.round(tookMs)} ms, ${recovered.length} of them by record, in ${calls.length} requests.`,
  )
})

test('control: a desk that cannot ask has only those that Vonage still delivers', { timeout: 180_000 }, async () => {
  const { office, givenUp, delivered } = await longAbsence(500)
  const running = await office.start(await nowhere())
  ends.push(() => running.end())
  const live = join(office.folder, 'live')
  await eventually(() => expect(storedReplies(live).ids.length).toBeGreaterThanOrEqual(delivered.length), allWithinMs)
  const ids = new Set(storedReplies(live).ids)
  expect(givenUp.filter((id) => ids.has(id))).toEqual([])
  const state = await running.desk.getDesk({})
  expect(state.ok && state.value.gap).toMatchObject({ problem: { code: 'reports-unreachable' }, recovered: 0 })
})

test('control: where ids are not kept, those that come both ways are there twice', async () => {
  const { office, delivered } = await longAbsence(500)
  const live = join(office.folder, 'live')
  forgetIds(live)
  const running = await office.start()
  ends.push(() => running.end())
  await eventually(
    () => expect(doubled(storedReplies(live).ids).length).toBeGreaterThan(delivered.length / 2),
    allWithinMs,
  )
})
