import { afterEach, expect, test } from 'vitest'
import { classify } from '../../../src/main/outbound/classify.ts'
import { type Dispatcher, startDispatcher } from '../../../src/main/outbound/dispatcher.ts'
import { sendingPace } from '../../../src/main/outbound/pace.ts'
import { vonageSms } from '../../../src/main/outbound/vonage-sms.ts'
import type { Behaviour } from '../../../src/main/practice/behaviour.ts'
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

const claim = (now: number) => store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })
const queue = (customer: string) =>
  store.write('queue', {
    submissionId: customer,
    customer,
    ours: vonage.number,
    text: 'On our way',
    now: Date.now(),
    notice: null,
  })

/** A text that was sent back five times meets this at its last try; then another one is queued. */
async function lastTryMeets(behaviour: Behaviour) {
  store = (await openFreshStore()).store
  vonage = await startPretendVonage({})
  await queue('447700900111')
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const { claimed } = await claim(Date.now())
    const outcome = { kind: 'not-sent', attempt, dueAt: 0, code: 'throttled', text: 'Slow down.' } as const
    await store.write('settle', { seq: claimed[0]?.seq ?? 0, now: Date.now(), outcome })
  }
  vonage.next(behaviour)
  const told: (string | null)[] = []
  dispatcher = startDispatcher({
    store,
    send: vonageSms(vonage),
    callback: () => null,
    pace: sendingPace(() => 30),
    now: Date.now,
    onBalance: () => {},
    onTrouble: (trouble) => told.push(trouble?.code ?? null),
    onStopped: () => expect.fail('sending stopped'),
    unexpected: (what, error) => expect.fail(`${what}: ${error}`),
  })
  await eventually(async () => expect(await store.ask('list', {})).toMatchObject([{ state: 'refused' }]))
  await queue('447700900222')
  dispatcher.wake()
  return told
}
/** Longer than any text needs to leave. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 2000))

test('the last try of a text that is throttled keeps the others waiting, and the person is told', async () => {
  const told = await lastTryMeets({ answer: 'http', code: 429, retryAfterSeconds: 60 })
  await aWhile()
  expect(vonage.record().requests).toHaveLength(1)
  expect(told).toEqual(['throttled'])
})

test('control: one that is refused for its own sake keeps nobody waiting', async () => {
  const told = await lastTryMeets({ statuses: ['7'] })
  await eventually(() => expect(vonage.record().requests).toHaveLength(2))
  expect(told[0]).toBeNull()
})

test('a text that is to wait for long does so also after a restart', async () => {
  store = (await openFreshStore()).store
  vonage = await startPretendVonage({})
  await queue('447700900111')
  const now = Date.now()
  const [text] = (await claim(now)).claimed
  const asked = { kind: 'http', status: 429, retryAfterMs: 86_400_000 } as const
  const outcome = classify(asked, text?.attempts ?? 0, now)
  await store.write('settle', { seq: text?.seq ?? 0, now, outcome })
  await store.write('resume', { now })
  expect((await claim(now + 1000)).claimed).toEqual([])
  expect((await claim(now + 31 * 60_000)).claimed).toHaveLength(1)
})

test('control: a text that waits for a day is taken for one of a clock that was wrong', async () => {
  store = (await openFreshStore()).store
  vonage = await startPretendVonage({})
  await queue('447700900111')
  const now = Date.now()
  const [text] = (await claim(now)).claimed
  const dueAt = now + 86_400_000
  const outcome = { kind: 'not-sent', attempt: 1, dueAt, code: 'throttled', text: 'Slow down.' } as const
  await store.write('settle', { seq: text?.seq ?? 0, now, outcome })
  expect((await claim(now + 1000)).claimed).toHaveLength(1)
})

test.each([
  { waitSeconds: 0, rest: 'up to a minute' },
  { waitSeconds: 90, rest: 'up to 2 minutes' },
  { waitSeconds: 86_400, rest: 'up to 30 minutes' },
])('given up for a wait of $waitSeconds s it says that sending goes on by itself, and blames no line', (each) => {
  const outcome = classify({ kind: 'http', status: 429, retryAfterMs: each.waitSeconds * 1000 }, 6, Date.now())
  expect(outcome).toMatchObject({
    kind: 'refused',
    code: 'throttled',
    text: `Vonage asked us to slow down. Tried 6 times. Sending rests for ${each.rest} and goes on by itself. Text again then.`,
  })
})

test('control: given up for want of a line it does', () => {
  const outcome = classify({ kind: 'not-connected', code: 'ECONNREFUSED' }, 6, Date.now())
  expect(outcome).toMatchObject({ text: expect.stringMatching(/Tried 6 times. Text again when the line is better.$/) })
})
