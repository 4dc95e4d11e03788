import { appendFileSync, readFileSync } from 'node:fs'
import { dropUnmade, runMaker } from '../../src/main/runs/make-run.ts'
import type { SendOutcome } from '../../src/main/store/outbox.ts'
import { openStore, type Store } from '../../src/main/store/store.ts'
import { draft, number, start } from './run-draft.ts'
import { startThreads } from './store.ts'

// Also runs in a process of its own, which is killed: so nothing of a test may be needed here.

const hour = 3_600_000
export const customers = Array.from({ length: 12 }, (_, index) => number(index))
/** Refused the first time, as by a carrier that is down. */
const refusedFirst = customers.filter((_, index) => index % 4 === 1)
const places = refusedFirst.map((customer) => customers.indexOf(customer) + 1)
const secondText = 'Still there? 1, 2 or 3'
const chase = { at: start + 4 * hour, text: secondText, defaultAt: start + 6 * hour, option: '3' }

/** Where a run may be killed, in the order in which it comes there. */
export const phases = [
  'being made',
  'the hold',
  'the first few',
  'the rest',
  'a pause',
  'a stop',
  'texting those again who were not reached',
  'a stop of that',
  'the second texts',
  'what is taken for granted',
] as const
export type Phase = (typeof phases)[number]

/** A line a moment in which it may be killed: the phase, or what the provider took. The provider's are its own books. */
export interface Line {
  phase: Phase
  at: number
  took?: { customer: string; what: 'question' | 'second text' | 'nothing' }
}
export const readLines = (file: string): Line[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)

/**
 * The life of a run on the real store, by a clock of its own, from wherever it stands to its end: each customer is asked,
 * those who were refused once more, all silent ones too, and then their silence is taken for an answer.
 *
 * @param by.file gets a line before each order to the store, and for each text that the provider takes
 * @param by.upset it is paused and stopped on its way, too
 */
export async function liveRun(folder: string, by: { file: string; at: number; upset: boolean }): Promise<Store> {
  let phase: Phase = 'being made'
  let { at } = by
  const note = (took?: Line['took']) =>
    appendFileSync(by.file, `${JSON.stringify({ phase, at, ...(took && { took }) })}\n`)
  const store = await openStore(startThreads(), folder)
  const write: Store['write'] = (...order) => {
    note()
    return store.write(...order)
  }
  await write('resume', { now: at })
  await dropUnmade({ write })
  await write('pauseRuns', { why: 'restart', now: at })

  let ids = readLines(by.file).length
  function provider(customer: string, text: string): SendOutcome {
    const isSecond = text === secondText
    const before = readLines(by.file).filter(({ took }) => took?.customer === customer)
    if (!isSecond && refusedFirst.includes(customer) && before.length === 0) {
      note({ customer, what: 'nothing' })
      return { kind: 'refused', code: 'vonage-6', text: 'No.' }
    }
    note({ customer, what: isSecond ? 'second text' : 'question' })
    ids += 1
    return { kind: 'accepted', providerIds: [`${by.at}-${ids}`] }
  }
  const receipt = { account: 'abcd1234', reference: null, status: 'delivered', errorCode: '0' }
  async function deliver(most = Number.POSITIVE_INFINITY) {
    for (let sent = 0; sent < most; ) {
      const { claimed } = await write('claim', { now: at, limit: 3, notFrom: [], steadySince: 0 })
      if (claimed.length === 0) return
      for (const { seq, customer, text } of claimed) {
        sent += 1
        const outcome = provider(customer, text)
        await write('settle', { seq, outcome, now: at })
        if (outcome.kind !== 'accepted' || ids % 3 > 0) continue
        await write('receipt', { ...receipt, providerId: outcome.providerIds[0] ?? null, arrivedAt: at })
      }
    }
  }
  const stateOf = async () => (await store.ask('run', 1))?.state
  async function goOn() {
    if (['paused', 'stopped'].includes((await stateOf()) ?? '')) await write('resumeRun', { run: 1, now: at })
  }
  async function advance() {
    // Longer than the first few are waited for at the most.
    at += 31_000
    return write('advanceRuns', { now: at, quiet: null, reachable: true, slept: false })
  }
  async function toTheEnd() {
    for (let steps = 0; steps < 100; steps += 1) {
      await deliver()
      const { moved } = await advance()
      const state = await stateOf()
      if (moved.length === 0 && state === 'done') return
      if (moved.length === 0) await goOn()
    }
    throw new Error('It does not come to its end')
  }
  async function upset(by: 'pauseRun' | 'stopRun', as: Phase, then: Phase) {
    phase = as
    await write(by, { run: 1 })
    await deliver()
    await advance()
    await goOn()
    phase = then
  }

  await runMaker({ store: { write }, now: () => at })(draft(customers.length, { chase }))
  phase = 'the hold'
  await advance()
  phase = 'the first few'
  await deliver()
  await advance()
  phase = 'the rest'
  await deliver(2)
  if (by.upset) {
    await upset('pauseRun', 'a pause', 'the rest')
    await advance()
    await deliver(2)
    await upset('stopRun', 'a stop', 'the rest')
  } else await goOn()
  await toTheEnd()
  phase = 'texting those again who were not reached'
  await write('retryRows', { run: 1, submissionId: 'again', places, alsoUnsure: false, now: at })
  await advance()
  await deliver(1)
  if (by.upset) await upset('stopRun', 'a stop of that', phase)
  await toTheEnd()
  phase = 'the second texts'
  at = Math.max(at, chase.at)
  await toTheEnd()
  phase = 'what is taken for granted'
  at = Math.max(at, chase.defaultAt)
  await toTheEnd()
  return store
}
