import { afterEach, expect, test } from 'vitest'
import { type Dispatcher, startDispatcher } from '../../../src/main/outbound/dispatcher.ts'
import { sendingPace } from '../../../src/main/outbound/pace.ts'
import { sendingPlaces } from '../../../src/main/outbound/places.ts'
import { vonageSms } from '../../../src/main/outbound/vonage-sms.ts'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { eventually } from '../../support/processes.ts'
import { openFreshStore } from '../../support/store.ts'

let store: Store
let vonage: PretendVonage
let dispatcher: Dispatcher | null = null
afterEach(async () => {
  await dispatcher?.close()
  dispatcher = null
  await store.close()
  await vonage.close()
})

/** The most texts that were under way at once, of 60 whose answers take so long. */
async function mostAtOnce(answerMs: number): Promise<number> {
  store = (await openFreshStore()).store
  vonage = await startPretendVonage({})
  vonage.next({ afterMs: answerMs, times: 60 })
  for (let index = 100; index < 160; index += 1) {
    const customer = `447700900${index}`
    const draft = { submissionId: customer, customer, ours: vonage.number, text: 'On our way', notice: null }
    await store.write('queue', { ...draft, now: Date.now() })
  }
  const send = vonageSms(vonage)
  let [underWay, most] = [0, 0]
  dispatcher = startDispatcher({
    store,
    send: async (text) => {
      underWay += 1
      most = Math.max(most, underWay)
      return send(text).finally(() => {
        underWay -= 1
      })
    },
    callback: () => null,
    pace: sendingPace(() => 30),
    now: Date.now,
    onBalance: () => {},
    onTrouble: () => {},
    onStopped: () => expect.fail('sending stopped'),
    unexpected: (what, error) => expect.fail(`${what}: ${error}`),
  })
  await eventually(() => expect(vonage.record().requests).toHaveLength(60), 20_000)
  return most
}

test('far from Vonage more texts are under way at once, so that the rate is kept', async () => {
  const most = await mostAtOnce(300)
  expect(most).toBeGreaterThan(6)
  expect(most).toBeLessThanOrEqual(12)
})

test('control: near it there are few', async () => {
  expect(await mostAtOnce(0)).toBeLessThan(7)
})

test('there are places for a rate and for what answers take, from 4 to 12', () => {
  const places = sendingPlaces(() => 30)
  const counts = [50, 200, 350, 15_000, 20].map((answerMs) => {
    for (let answer = 0; answer < 60; answer += 1) places.answered(answerMs)
    return places.count()
  })
  expect(counts).toEqual([4, 7, 12, 12, 4])
})
