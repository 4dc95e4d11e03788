import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDispatcher } from '../../src/main/outbound/dispatcher.ts'
import { sendingPace } from '../../src/main/outbound/pace.ts'
import { vonageSms } from '../../src/main/outbound/vonage-sms.ts'
import type { PretendVonage } from '../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../src/main/practice/pretend-vonage.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { accountPerSecond } from '../../src/shared/sending-rate.ts'
import { eventually } from '../support/processes.ts'
import { freshFolder, inboundText, startThreads } from '../support/store.ts'

const rounds = 15
const roundsAtOnce = 5
const texts = 50
/** Who is texted in a run, in turn; the last one never writes STOP. */
const phones = 5
const confirmation = 'You will get no more texts from us.'

let vonage: PretendVonage
beforeAll(async () => {
  vonage = await startPretendVonage({ speed: 50 })
  vonage.set({ ratePerSecond: 1000 })
})
afterAll(() => vonage.close())

/** Where a STOP falls: on either side of the claim of that customer's own text, in one turn with it, or anywhere. */
const places = ['before its claim', 'after its claim', 'any moment'] as const
type Place = (typeof places)[number]

interface Outcome {
  /** Handed to the provider although the STOP was committed. */
  after: string[]
  confirmed: string[]
  handed: string[]
  stops: number
}

/** One run of texts with STOPs in it: the real store and dispatcher, the real SDK, a pretend provider at the socket. */
async function run(round: number, consent: 'in the claim' | 'outside of it'): Promise<Outcome> {
  const folder = freshFolder()
  if (consent === 'outside of it') await hideOptOuts(folder)
  const store = await openStore(startThreads(), folder)
  await store.write('setAnswers', { help: null, stop: consent === 'in the claim' ? confirmation : null })
  const customers = Array.from(
    { length: phones },
    (_, index) => `44770090${String(100 + round * 10 + index).padStart(4, '0')}`,
  )
  for (let index = 0; index < texts; index += 1) {
    const customer = customers[index % phones] ?? ''
    const draft = { customer, ours: vonage.number, text: `Text ${index} of ${round}`, now: Date.now(), notice: null }
    await store.write('queue', { ...draft, submissionId: `form-${index}` })
  }

  const stopped = new Set<string>()
  const stopping: Promise<unknown>[] = []
  const asked = new Set<string>()
  const stop = (customer: string) => {
    if (asked.has(customer)) return
    asked.add(customer)
    const at = Date.now()
    const reply = inboundText({ customer, text: 'STOP', sentAt: at, arrivedAt: at })
    stopping.push(store.write('receive', reply).then(() => stopped.add(customer)))
  }
  const plan = customers.slice(0, -1).map((customer, index) => {
    const turn = Math.floor(Math.random() * (texts / phones))
    return { customer, text: turn * phones + index, place: places[(round + index) % 3] ?? 'any moment' }
  })
  const due = (text: number, place: Place) => plan.filter((each) => each.text === text && each.place === place)

  /** The text that the next claim takes, unless a STOP keeps it from leaving. */
  let next = 0
  const claimed: typeof store.write<'claim'> = (name, limit) => {
    while (next < texts && asked.has(customers[next % phones] ?? '')) next += 1
    const text = next
    const known = new Set(stopped)
    for (const { customer } of due(text, 'before its claim')) stop(customer)
    const taken = store.write(name, limit)
    // Beside the dispatcher's own hearing of it, which no step more may hold up.
    void taken.then(({ claimed }) => {
      for (const each of claimed) {
        const index = /^Text (\d+) of/.exec(each.text)?.[1]
        if (index === undefined) continue
        next = Number(index) + 1
        // A STOP just before made the claim pass over a text, and take the next one instead.
        if (Number(index) !== text)
          for (const { customer } of plan.filter((own) => own.text === Number(index))) stop(customer)
      }
    })
    for (const { customer } of due(text, 'after its claim')) stop(customer)
    for (const { customer } of due(text, 'any moment')) setTimeout(() => stop(customer), Math.random() * 40)
    return consent === 'in the claim' ? taken : taken.then((texts) => dropKnown(store, texts, known))
  }

  const order = store.write as (name: string, argument: unknown) => Promise<unknown>
  const write = ((name: string, argument: Parameters<typeof claimed>[1]) =>
    name === 'claim' ? claimed(name, argument) : order(name, argument)) as Store['write']

  const outcome: Outcome = { after: [], confirmed: [], handed: [], stops: plan.length }
  const sms = vonageSms(vonage)
  const dispatcher = startDispatcher({
    store: { write },
    send: (text) => {
      outcome.handed.push(text.text)
      if (text.text === confirmation) outcome.confirmed.push(text.to)
      else if (stopped.has(text.to)) outcome.after.push(text.text)
      return sms(text)
    },
    callback: () => null,
    now: Date.now,
    onBalance: () => {},
    onTrouble: () => {},
    onStopped: () => expect.fail('sending stopped'),
    pace: sendingPace(() => accountPerSecond),
    unexpected: (what, error) => expect.fail(`${what}: ${error}`),
  })
  store.onChange(({ queued }) => {
    if (queued) dispatcher.wake()
  })
  await eventually(async () => {
    const moving = (await store.ask('list', { direction: 'outbound', limit: 200 })).filter(({ state }) =>
      ['queued', 'sending'].includes(state),
    )
    expect(moving).toEqual([])
    expect(stopped.size).toBe(plan.length)
  }, 20_000)
  await Promise.all(stopping)
  await dispatcher.close()
  await store.close()

  // What was handed over is what arrived, no more and no less.
  const arrived = vonage.record().requests.filter(({ body }) => customers.includes(body.to ?? ''))
  expect(arrived.map(({ body }) => body.text).toSorted()).toEqual(outcome.handed.toSorted())
  // A run goes on for everybody else.
  const others = arrived.filter(({ body }) => body.to === customers.at(-1))
  expect(others).toHaveLength(texts / phones)
  expect(new Set(outcome.confirmed).size).toBe(outcome.confirmed.length)
  return outcome
}

/** The control: consent as it was known before the claim, and a claim that does not see it. */
async function dropKnown(
  store: Store,
  taken: Awaited<ReturnType<typeof store.write<'claim'>>>,
  known: ReadonlySet<string>,
) {
  for (const { seq, customer } of taken.claimed)
    if (known.has(customer))
      await store.write('settle', {
        seq,
        outcome: { kind: 'refused', code: 'opted-out', text: 'Not sent.' },
        now: Date.now(),
      })
  return { ...taken, claimed: taken.claimed.filter(({ customer }) => !known.has(customer)) }
}

async function hideOptOuts(folder: string): Promise<void> {
  await (await openStore(startThreads(), folder)).close()
  const db = new Database(join(folder, 'desk.db'))
  db.exec('CREATE TRIGGER hide AFTER INSERT ON opt_outs BEGIN DELETE FROM opt_outs WHERE customer = NEW.customer; END')
  db.close()
}

async function runAll(count: number, consent: Parameters<typeof run>[1], first: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let from = 0; from < count; from += roundsAtOnce) {
    const some = Array.from({ length: Math.min(roundsAtOnce, count - from) }, (_, index) => first + from + index)
    outcomes.push(...(await Promise.all(some.map((round) => run(round, consent)))))
  }
  return outcomes
}

test('a STOP at any moment of a run: nothing but its confirmation leaves once it is committed', async () => {
  const outcomes = await runAll(rounds, 'in the claim', 0)
  const stops = outcomes.reduce((sum, each) => sum + each.stops, 0)
  const confirmed = outcomes.reduce((sum, each) => sum + each.confirmed.length, 0)
  const handed = outcomes.reduce((sum, each) => sum + each.handed.length, 0)
  console.log(
    `${rounds} runs of ${texts} texts, ${stops} STOPs: ${handed} texts left, ${confirmed} of them confirmations.`,
  )
  expect(outcomes.flatMap(({ after }) => after)).toEqual([])
  expect(confirmed).toBe(stops)
  // The STOPs came while the runs were going.
  expect(handed - confirmed).toBeLessThan(rounds * texts)
})

test('control: with consent looked up before the claim, texts leave after a STOP', async () => {
  const outcomes = await runAll(roundsAtOnce, 'outside of it', rounds)
  expect(outcomes.flatMap(({ after }) => after).length).toBeGreaterThan(0)
})
