import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import type { RunDraft } from '../../../src/main/store/runs.ts'
import { openStore, type Store } from '../../../src/main/store/store.ts'
import { deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import type { Run, RunRow } from '../../../src/shared/run.ts'
import { inboundText, openFreshStore, startThreads } from '../../support/store.ts'

const start = 1_780_000_000_000
const ours = '447700900000'
const number = (index: number) => String(447700901000 + index)

const draft = (count: number, over: Partial<RunDraft> = {}): RunDraft => ({
  submissionId: 'one',
  name: 'Wed 12, North',
  question: deliveryQuestion,
  ours,
  entries: Array.from({ length: count }, (_, index) => ({
    customer: number(index),
    name: `Customer ${index}`,
    about: { stop: String(index) },
    fields: { weekday: 'Thursday' },
  })),
  now: start,
  startsAt: start + 10_000,
  ...over,
})

/** A store, a clock, and a provider that takes what it is told to take. */
async function open() {
  const { store, folder } = await openFreshStore()
  let at = start
  let opened: Store = store
  onTestFinished(() => opened.close())
  const sent: string[] = []
  const desk = {
    get store() {
      return opened
    },
    at: () => at,
    pass: (ms: number) => {
      at += ms
    },
    sent,
    advance: () => opened.write('advanceRuns', { now: at }),
    /** Everything that may leave leaves, and is answered so. */
    async deliver(outcome: (customer: string) => SendOutcome = () => accepted()) {
      for (;;) {
        const { claimed } = await opened.write('claim', { now: at, limit: 10, notFrom: [], steadySince: 0 })
        if (claimed.length === 0) return
        for (const text of claimed) {
          sent.push(text.customer)
          await opened.write('settle', { seq: text.seq, outcome: outcome(text.customer), now: at })
        }
      }
    },
    /** Until nothing moves any more. */
    async finish(outcome?: (customer: string) => SendOutcome) {
      for (let steps = 0; steps < 2_000; steps += 1) {
        at += 1_000
        await desk.deliver(outcome)
        if ((await desk.advance()).moved.length === 0) return
      }
      throw new Error('It does not come to rest')
    },
    async restart() {
      await opened.close()
      opened = await openStore(startThreads(), folder)
      await opened.write('resume', { now: at })
      return opened.write('pauseRuns', { why: 'restart' })
    },
    async look(id = 1): Promise<{ run: Run; rows: RunRow[] }> {
      const found = await opened.ask('run', id)
      if (found === null) throw new Error('There is no such run')
      // Whatever happens, the numbers add up to the list.
      expect(Object.values(found.run.outcomes).reduce((sum, each) => sum + each, 0)).toBe(found.rows.length)
      return found
    },
  }
  return desk
}
let ids = 0
const accepted = (): SendOutcome => {
  ids += 1
  return { kind: 'accepted', providerIds: [`id-${ids}`] }
}
const refused: SendOutcome = { kind: 'refused', code: 'vonage-3', text: 'No.' }
const unknown: SendOutcome = { kind: 'unknown', code: 'timeout', text: 'Not known.' }

test('a run waits through its hold, sends three, then the rest; each customer once', async () => {
  const desk = await open()
  expect(await desk.store.write('makeRun', draft(100))).toEqual({ kind: 'made', run: 1 })
  expect(await desk.advance()).toEqual({ moved: [], nextAt: start + 10_000 })
  await desk.deliver()
  expect(desk.sent).toEqual([])
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  expect(desk.sent).toHaveLength(3)
  expect((await desk.look()).run).toMatchObject({ state: 'canary', outcomes: { waiting: 3, 'not-sent': 97 } })
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 100 }, rows: 100 })
  expect(new Set(desk.sent).size).toBe(100)
  expect(desk.sent).toHaveLength(100)
})

test('the same submission makes one run; with another list it is refused', async () => {
  const desk = await open()
  const made = await Promise.all([1, 2, 3].map(() => desk.store.write('makeRun', draft(2))))
  expect(made.map(({ kind }) => kind)).toEqual(['made', 'repeated', 'repeated'])
  expect(await desk.store.write('makeRun', draft(3))).toEqual({ kind: 'other-run' })
  expect(await desk.store.ask('runs', undefined)).toHaveLength(1)
})

test('taken back within the hold, nothing has left, and nothing does', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(5))
  expect(await desk.store.write('stopRun', { run: 1 })).toEqual({ kind: 'moved' })
  desk.pass(60_000)
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.look()).run).toMatchObject({ state: 'stopped', outcomes: { 'not-sent': 5 } })
})

test('when the first few are all refused the run asks, and only those were lost', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(50))
  desk.pass(10_000)
  await desk.finish(() => refused)
  expect((await desk.look()).run).toMatchObject({
    state: 'paused',
    why: 'canary',
    outcomes: { unreachable: 3, 'not-sent': 47 },
  })
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { unreachable: 3, waiting: 47 } })
})

test('one bad number among the first few stops nobody', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(20))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(0) ? refused : accepted()))
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { unreachable: 1, waiting: 19 } })
})

test('first texts of unknown fate are no proof: the run asks', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(20))
  desk.pass(10_000)
  await desk.finish(() => unknown)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'canary', outcomes: { person: 3 } })
})

test('paused and stopped, what was queued stays here; it goes on with the rest, or is thrown away', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(100))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  expect((await desk.look()).run.texts.queued).toBe(30)
  await desk.store.write('pauseRun', { run: 1 })
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.deliver()
  expect(desk.sent).toHaveLength(33)
  await desk.advance()
  await desk.store.write('stopRun', { run: 1 })
  await desk.store.write('discardRun', { run: 1 })
  await desk.finish()
  expect(desk.sent).toHaveLength(33)
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 33, 'not-sent': 67 } })
  // A late answer to a text that never left would be matched to nobody's question.
  expect(await desk.store.write('resumeRun', { run: 1, now: desk.at() })).toEqual({ kind: 'not-now' })
})

test('after a restart a run asks before it goes on, and texts nobody twice', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(60))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  expect(await desk.restart()).toEqual([1])
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'restart' })
  await desk.finish()
  expect(desk.sent).toHaveLength(3)
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.finish()
  expect(desk.sent.toSorted()).toEqual(Array.from({ length: 60 }, (_, index) => number(index)).toSorted())
})

test('cards move with what customers say: an answer, a doubt, a STOP; by hand and by phone', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(5))
  desk.pass(10_000)
  await desk.finish()
  const say = (index: number, text: string) =>
    desk.store.write('receive', inboundText({ customer: number(index), text, sentAt: desk.at(), arrivedAt: desk.at() }))
  await say(0, '2')
  await say(1, 'can you come after 3?')
  await say(2, 'STOP')
  await desk.store.write('settleRow', { run: 1, place: 4, as: 'He is at home on Friday', now: desk.at() })
  const { run, rows } = await desk.look()
  expect(rows.map(({ outcome }) => outcome)).toEqual(['option', 'person', 'opted-out', 'settled', 'waiting'])
  expect(rows[0]).toMatchObject({ option: '2', said: { text: '2' } })
  expect(rows[2]?.said?.text).toBe('STOP')
  expect(rows[3]?.why).toBe('He is at home on Friday')
  expect(run).toMatchObject({ chosen: { 1: 0, 2: 1, 3: 0 } })
  // What a window is told: the rows that these texts moved, and no others.
  const stop = (await desk.store.ask('list', { limit: 10 })).find(({ text }) => text === 'STOP')
  expect(await desk.store.ask('runChanges', { seqs: [stop?.seq ?? 0], moved: [] })).toMatchObject([
    { rows: [{ place: 3 }] },
  ])
  await desk.store.write('settleRow', { run: 1, place: 4, as: null, now: desk.at() })
  expect((await desk.look()).rows[3]?.outcome).toBe('waiting')
})

test('who had opted out before is left out, and is no reason to stop', async () => {
  const desk = await open()
  await desk.store.write('receive', inboundText({ customer: number(1), text: 'STOP', sentAt: start, arrivedAt: start }))
  expect(await desk.store.ask('known', [number(0), number(1)])).toEqual({ optedOut: [number(1)], waiting: [] })
  await desk.store.write('makeRun', draft(4))
  desk.pass(10_000)
  await desk.finish()
  expect((await desk.look()).rows.map(({ outcome }) => outcome)).toEqual(['waiting', 'opted-out', 'waiting', 'waiting'])
})

test('somebody is handed what the lists said of them; erased, they are gone from their runs and from the list', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(3))
  expect((await desk.store.ask('besides', number(1))).runs).toEqual([
    {
      run: 'Wed 12, North',
      madeAt: new Date(start).toISOString(),
      name: 'Customer 1',
      about: { stop: '1' },
      fields: { weekday: 'Thursday' },
      settledAs: null,
    },
  ])
  desk.pass(10_000)
  await desk.finish()
  await desk.store.erase({ submissionId: 'e', customer: number(1), now: desk.at() })
  expect((await desk.look()).rows.map(({ customer }) => customer)).toEqual([number(0), number(2)])
  expect(await desk.store.write('makeRun', draft(3))).toEqual({ kind: 'repeated', run: 1 })
})

test('taken back within the hold and sent after all, three go first again', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(50))
  await desk.store.write('stopRun', { run: 1 })
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.deliver(() => refused)
  expect(desk.sent).toHaveLength(3)
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'canary' })
})

const later = (attempt: number, at: number): SendOutcome => ({
  kind: 'not-sent',
  attempt,
  dueAt: at + 1_000,
  code: 'throttled',
  text: 'Slow down.',
})

test.each([
  { pressed: 'pauseRun', next: null, state: 'held', code: 'run-paused' },
  { pressed: 'stopRun', next: 'discardRun', state: 'cancelled', code: 'run-discarded' },
] as const)(
  'a text that was leaving at $pressed and comes back to the queue does not leave afterwards',
  async (how) => {
    const desk = await open()
    await desk.store.write('makeRun', draft(10))
    desk.pass(10_000)
    await desk.advance()
    const claim = { now: desk.at(), limit: 1, notFrom: [], steadySince: 0 }
    const { claimed } = await desk.store.write('claim', claim)
    await desk.store.write(how.pressed, { run: 1 })
    if (how.next !== null) await desk.store.write(how.next, { run: 1 })
    const seq = claimed[0]?.seq ?? 0
    await desk.store.write('settle', { seq, outcome: later(1, desk.at()), now: desk.at() })
    desk.pass(5_000)
    await desk.deliver()
    expect(desk.sent).toEqual([])
    expect((await desk.store.ask('bySeqs', [seq]))[0]).toMatchObject({ state: how.state, problemCode: how.code })
  },
)

test('who was rung while the run was paused is not texted when it goes on, and is again when that is taken back', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(50))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  await desk.store.write('pauseRun', { run: 1 })
  // One that waits in the queue, and one that was not queued yet.
  for (const place of [10, 50]) await desk.store.write('settleRow', { run: 1, place, as: 'Rang', now: desk.at() })
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.finish()
  expect(desk.sent).toHaveLength(48)
  expect(desk.sent).not.toContain(number(9))
  expect(desk.sent).not.toContain(number(49))
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { settled: 2, waiting: 48 } })
})

test('when the account is refused, the run stops at once and the list is not burnt', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(200))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  const noCredit: SendOutcome = { kind: 'refused', code: 'vonage-9', text: 'No credit.' }
  await desk.finish(() => noCredit)
  const { run } = await desk.look()
  expect(run).toMatchObject({ state: 'paused', why: 'account' })
  expect(run.outcomes['not-sent']).toBeGreaterThanOrEqual(160)
})

test('after a sleep what had not left is not sent by itself', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(10))
  desk.pass(8 * 3_600_000)
  expect(await desk.store.write('pauseRuns', { why: 'late' })).toEqual([1])
  await desk.finish()
  expect(desk.sent).toEqual([])
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'late' })
})

test('the card follows a text that is sent again, and moves with its answer', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(3))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(0) ? refused : accepted()))
  const first = (await desk.look()).rows[0]
  expect(first?.outcome).toBe('unreachable')
  const again = Number(first?.text?.messageId.slice(1))
  const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
  if (!filled.ok) throw new Error('no text')
  const notice = { questionId: 'delivery', options: filled.options }
  const { text } = filled
  await desk.store.write('queue', { submissionId: 'a', customer: number(0), ours, text, now: desk.at(), notice, again })
  await desk.deliver()
  expect((await desk.look()).rows[0]?.outcome).toBe('waiting')
  const at = desk.at()
  await desk.store.write('receive', inboundText({ customer: number(0), text: '2', sentAt: at, arrivedAt: at }))
  expect((await desk.look()).rows[0]).toMatchObject({ outcome: 'option', option: '2' })
})

test('who is on the list of another run is told before the same list is sent again', async () => {
  const desk = await open()
  await desk.store.write('makeRun', draft(3))
  expect((await desk.store.ask('known', [number(0), '447700909999'])).waiting).toEqual([number(0)])
})

test('whatever is pressed, and whenever it stops in between, nobody is texted twice and the numbers add up', {
  timeout: 60_000,
}, async () => {
  const press = fc.constantFrom('advance', 'deliver', 'refuse', 'pause', 'resume', 'stop', 'discard', 'restart', 'wait')
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 5, maxLength: 25 }), async (presses) => {
      const desk = await open()
      await desk.store.write('makeRun', draft(8))
      for (const each of presses) {
        if (each === 'advance') await desk.advance()
        else if (each === 'deliver') await desk.deliver()
        else if (each === 'refuse') await desk.deliver(() => refused)
        else if (each === 'pause') await desk.store.write('pauseRun', { run: 1 })
        else if (each === 'resume') await desk.store.write('resumeRun', { run: 1, now: desk.at() })
        else if (each === 'stop') await desk.store.write('stopRun', { run: 1 })
        else if (each === 'discard') await desk.store.write('discardRun', { run: 1 })
        else if (each === 'restart') await desk.restart()
        else desk.pass(11_000)
        await desk.look()
      }
      expect(new Set(desk.sent).size).toBe(desk.sent.length)
      const { rows } = await desk.look()
      const left = rows.filter(({ outcome }) => ['waiting', 'unreachable'].includes(outcome)).length
      expect(left).toBe(desk.sent.length)
    }),
    { numRuns: 12, seed: 20_261_129 },
  )
})
