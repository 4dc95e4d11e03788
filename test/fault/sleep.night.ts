import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { deskOf } from '../support/away.ts'
import { eventually, startPretendProcess } from '../support/processes.ts'
import { allMessages, doubled, textsAtRate } from './evidence.ts'

const ends: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
const asleepMs = 130_000

/**
 * A desk that sleeps with two texts that wait, until all that came of it is there.
 *
 * @param withinMinutes of the second text, which has not been tried
 */
async function sleepOver(withinMinutes: number, becomes: 'held' | 'delivered'): Promise<void> {
  const vonage = await startPretendProcess()
  ends.push(() => vonage.end())
  await vonage.set({ retry: { firstMs: 500, longestMs: 2000 } })
  const office = await deskOf(vonage)
  const running = await office.start()
  ends.push(() => running.end('SIGKILL'))
  await vonage.link({ inbound: running.ready.inbound })
  const send = async (text: string, to: string, withinMinutes: number) => {
    const sent = await running.desk.sendSms({ submissionId: text, to, text, withinMinutes })
    if (!sent.ok) throw new Error(sent.problem.text)
  }
  // Vonage asks for patience, so both wait as the computer falls asleep.
  await vonage.next({ answer: 'http', code: 429, retryAfterSeconds: 3 })
  await send('may be late', '+447700900120', 30)
  await eventually(async () => expect((await vonage.record()).requests).toHaveLength(1))
  await send('the other', '+447700900121', withinMinutes)
  const stop = textsAtRate(vonage, 10)
  ends.push(() => stop().catch(() => 0))
  await pause(1000)
  running.child.kill('SIGSTOP')
  await pause(asleepMs)
  running.child.kill('SIGCONT')
  const calls = (await vonage.record()).calls.length
  await eventually(async () => {
    const answer = await running.desk.getDesk({})
    expect(answer.ok && answer.value.reach.state).toBe('reachable')
  }, 5000)
  await pause(5000)
  // Of what is done every so often, what was missed is done once.
  expect((await vonage.record()).calls.length - calls).toBeLessThan(8)
  const begun = await stop()
  await eventually(async () => expect(await allMessages(running.desk, 'inbound')).toHaveLength(begun), 60_000)
  const shown = await allMessages(running.desk, 'inbound')
  expect(doubled(shown.flatMap(({ providerIds }) => providerIds))).toEqual([])
  await eventually(async () => {
    const out = await allMessages(running.desk, 'outbound')
    expect(Object.fromEntries(out.map(({ text, state }) => [text, state]))).toEqual({
      'may be late': 'delivered',
      'the other': becomes,
    })
  })
  const accepted = (await vonage.record()).requests.filter((request) => request.accepted.length > 0)
  const left = becomes === 'held' ? ['may be late'] : ['may be late', 'the other']
  expect(accepted.map(({ body }) => body.text).toSorted()).toEqual(left)
  console.log(`Asleep for ${asleepMs / 1000} s: ${begun} replies, all there once; the other text is ${becomes}.`)
}

// Side by side: they sleep most of the time.
test.concurrent('a desk that sleeps for two minutes loses no reply, sends nothing late unasked, and does not hurry afterwards', () =>
  sleepOver(1, 'held'))

test.concurrent('control: the same text without an age that it reached leaves after the same sleep', () =>
  sleepOver(10_080, 'delivered'))
