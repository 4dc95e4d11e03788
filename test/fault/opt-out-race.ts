import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { startDispatcher } from '../../src/main/outbound/dispatcher.ts'
import { sendingPace } from '../../src/main/outbound/pace.ts'
import { vonageSms } from '../../src/main/outbound/vonage-sms.ts'
import type { PretendVonage } from '../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../src/main/practice/pretend-vonage.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { accountPerSecond } from '../../src/shared/sending-rate.ts'
import { eventually } from '../support/processes.ts'
import { freshFolder, inboundText, startThreads } from '../support/store.ts'

const confirmation = 'You will get no more texts from us.'

/** Where a STOP falls: on either side of the claim of that customer's own text, in one turn with it, or anywhere. */
const places = ['before its claim', 'after its claim', 'any moment'] as const
type Place = (typeof places)[number]
type Consent = 'in the claim' | 'outside of it'

export interface Runs {
  count: number
  /** Of one run. */
  texts: number
  /** Who is texted in a run, in turn, all of them as often; the last one never writes STOP. */
  phones: number
  atOnce: number
  /** Of the first: no two have a phone in common. */
  first: number
}

interface Outcome {
  /** Handed to the provider although the STOP was committed. */
  after: string[]
  confirmed: string[]
  handed: string[]
  stops: number
  /** From a committed STOP to its confirmation, the longest. */
  confirmedMs: number
}

/** One run of texts with STOPs in it: the real store and dispatcher, the real SDK, a pretend provider at the socket. */
async function run(vonage: PretendVonage, round: number, { texts, phones }: Runs, consent: Consent): Promise<Outcome> {
  const folder = freshFolder()
  if (consent === 'outside of it') await hideOptOuts(folder)
  const store = await openStore(startThreads(), folder)
  await store.write('setAnswers', { help: null, stop: consent === 'in the claim' ? confirmation : null })
  const customers = Array.from(
    { length: phones },
    (_, index) => `44770090${String(100 + round * phones + index).padStart(4, '0')}`,
  )
  for (let index = 0; index < texts; index += 1) {
    const customer = customers[index % phones] ?? ''
    const draft = { customer, ours: vonage.number, text: `Text ${index} of ${round}`, now: Date.now(), notice: null }
    await store.write('queue', { ...draft, submissionId: `form-${index}` })
  }

  const stopped = new Map<string, number>()
  const stopping: Promise<unknown>[] = []
  const asked = new Set<string>()
  const stop = (customer: string) => {
    if (asked.has(customer)) return
    asked.add(customer)
    const at = Date.now()
    const reply = inboundText({ customer, text: 'STOP', sentAt: at, arrivedAt: at })
    stopping.push(store.write('receive', reply).then(() => stopped.set(customer, performance.now())))
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
    const known = new Set(stopped.keys())
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

  const outcome: Outcome = { after: [], confirmed: [], handed: [], stops: plan.length, confirmedMs: 0 }
  const sms = vonageSms(vonage)
  const dispatcher = startDispatcher({
    store: { write },
    send: (text) => {
      outcome.handed.push(text.text)
      if (text.text === confirmation) {
        outcome.confirmed.push(text.to)
        const since = stopped.get(text.to) ?? performance.now()
        outcome.confirmedMs = Math.max(outcome.confirmedMs, performance.now() - since)
      } else if (stopped.has(text.to)) outcome.after.push(text.text)
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
    expect(await moving(store)).toEqual([])
    expect(stopped.size).toBe(plan.length)
  }, 60_000)
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

/** Texts that have not left, or of which nothing is known yet. */
async function moving(store: Store) {
  const found = []
  for (let before: number | undefined; ; ) {
    const page = await store.ask('list', { direction: 'outbound', limit: 200, ...(before && { before }) })
    found.push(...page.filter(({ state }) => ['queued', 'sending'].includes(state)))
    before = page.at(-1)?.seq
    if (before === undefined) return found
  }
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

/** @returns of all runs together; `after` are texts that left although a STOP was committed */
export async function stopsInRuns(runs: Runs, consent: Consent) {
  const vonage = await startPretendVonage({ speed: 50 })
  vonage.set({ ratePerSecond: 1000 })
  const outcomes: Outcome[] = []
  try {
    for (let from = 0; from < runs.count; from += runs.atOnce) {
      const some = Array.from({ length: Math.min(runs.atOnce, runs.count - from) }, (_, index) => from + index)
      outcomes.push(...(await Promise.all(some.map((each) => run(vonage, runs.first + each, runs, consent)))))
    }
  } finally {
    await vonage.close()
  }
  const sum = (of: (each: Outcome) => number) => outcomes.reduce((sum, each) => sum + of(each), 0)
  return {
    after: outcomes.flatMap(({ after }) => after),
    stops: sum(({ stops }) => stops),
    confirmed: sum(({ confirmed }) => confirmed.length),
    handed: sum(({ handed }) => handed.length),
    confirmedMs: Math.max(...outcomes.map(({ confirmedMs }) => confirmedMs)),
  }
}

/** The promise, held against so many runs. */
export async function expectStopsToWin(runs: Runs): Promise<void> {
  const { after, stops, confirmed, handed, confirmedMs } = await stopsInRuns(runs, 'in the claim')
  console.log(
    `${runs.count} runs of ${runs.texts} texts, ${stops} STOPs: ${handed} texts left, ${confirmed} of them confirmations, ` +
      `each within ${Math.round(confirmedMs)} ms.`,
  )
  expect(after).toEqual([])
  expect(confirmed).toBe(stops)
  // As the rules about consent have it.
  expect(confirmedMs).toBeLessThanOrEqual(5 * 60_000)
  // The STOPs came while the runs were going.
  expect(handed - confirmed).toBeLessThan(runs.count * runs.texts)
}
