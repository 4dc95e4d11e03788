import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import { takeBack } from '../../../src/main/store/take-back.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { accepted, openRunDesk, refused, unknown } from '../../support/run-desk.ts'
import { draft, number, ours } from '../../support/run-draft.ts'
import { inboundText, receipt } from '../../support/store.ts'

type Desk = Awaited<ReturnType<typeof openRunDesk>>

/** A run that is done: each customer's text was answered as `outcome` says. */
async function doneRun(count: number, outcome: (customer: string) => SendOutcome): Promise<Desk> {
  const desk = await openRunDesk()
  await desk.make(draft(count))
  desk.pass(10_000)
  await desk.finish(outcome)
  expect((await desk.look()).run.state).toBe('done')
  return desk
}
const failing =
  (...indexes: number[]) =>
  (customer: string) =>
    indexes.some((index) => number(index) === customer) ? refused : accepted()
const again = (desk: Desk, places: number[], over: { submissionId?: string; alsoUnsure?: boolean } = {}) =>
  desk.store.write('retryRows', {
    run: 1,
    submissionId: 'again',
    places,
    alsoUnsure: false,
    now: desk.at(),
    ...over,
  })
const say = (desk: Desk, index: number, text: string) =>
  desk.store.write('receive', inboundText({ customer: number(index), text, sentAt: desk.at(), arrivedAt: desk.at() }))
const timesOf = (desk: Desk, index: number) => desk.sent.filter((customer) => customer === number(index)).length

test('who was not reached is texted again with a text of its own, and waits only once that is taken', async () => {
  const desk = await doneRun(6, failing(0, 3))
  const before = (await desk.look()).rows
  expect(await again(desk, [1, 4])).toEqual({ kind: 'marked', marked: 2, places: [1, 4] })
  const marked = await desk.look()
  expect(marked.run).toMatchObject({
    state: 'sending',
    outcomes: { 'not-sent': 2, unreachable: 0, waiting: 4 },
    texts: { queued: 2, failed: 0, accepted: 3, delivered: 1 },
  })
  expect(marked.rows[0]).toMatchObject({ outcome: 'not-sent', again: true, text: { state: 'refused' } })
  await desk.advance()
  expect((await desk.look()).rows[0]).toMatchObject({ outcome: 'not-sent', again: false, text: { state: 'queued' } })
  await desk.finish()
  const { run, rows } = await desk.look()
  expect(run).toMatchObject({ state: 'done', outcomes: { waiting: 6 } })
  expect(rows[0]?.text?.messageId).not.toBe(before[0]?.text?.messageId)
  expect([0, 1, 3].map((index) => timesOf(desk, index))).toEqual([2, 1, 2])
  const texts = await desk.store.ask('list', { customer: number(0) })
  expect(texts).toMatchObject([
    { state: 'submitted', triedBefore: { id: before[0]?.text?.messageId } },
    { state: 'refused', problem: 'No.', textedAgain: {} },
  ])
  expect(texts[1]?.doneAt).not.toBeNull()
  expect(texts[0]?.reference).not.toBe(texts[1]?.reference)
  // The new text asks the question: an answer moves the card.
  await say(desk, 0, '2')
  expect((await desk.look()).rows[0]).toMatchObject({ outcome: 'option', option: '2' })
})

test('the same request again marks nobody twice; with other customers it is refused', async () => {
  const desk = await doneRun(4, failing(0, 1))
  const made = await Promise.all([1, 2, 3].map(() => again(desk, [1])))
  expect(made.map(({ kind }) => kind)).toEqual(['marked', 'repeated', 'repeated'])
  expect(await again(desk, [1, 2])).toEqual({ kind: 'other-retry' })
  // Somebody else pressed as well: that customer is about to be texted already.
  expect(await again(desk, [1], { submissionId: 'else' })).toEqual({ kind: 'nothing-again' })
  await desk.finish()
  expect(await again(desk, [1])).toMatchObject({ kind: 'repeated', marked: 1 })
  await desk.finish()
  expect(timesOf(desk, 0)).toBe(2)
  expect(timesOf(desk, 1)).toBe(1)
  expect(await again(desk, [1], { submissionId: 'x' })).toEqual({ kind: 'nothing-again' })
  expect(
    await desk.store.write('retryRows', { run: 9, submissionId: 'y', places: [1], alsoUnsure: false, now: 0 }),
  ).toEqual({
    kind: 'no-such-run',
  })
})

test('who answered, opted out, was rung or was reached is not texted again', async () => {
  const desk = await doneRun(7, failing(1, 2, 3, 4, 5))
  await say(desk, 5, 'STOP')
  expect(await again(desk, [1, 2, 3, 4, 5, 6, 7])).toMatchObject({ marked: 4, places: [2, 3, 4, 5] })
  // Between the press and their turn.
  await say(desk, 1, 'STOP')
  await desk.store.write('settleRow', { run: 1, place: 3, as: 'Rang', now: desk.at() })
  const texts = await desk.store.ask('list', { customer: number(3) })
  await desk.store.write('queue', {
    submissionId: 'by-hand',
    customer: number(3),
    ours: '447700900000',
    text: 'By hand',
    now: desk.at(),
    notice: null,
    again: texts[0]?.seq ?? 0,
  })
  await desk.finish()
  expect([0, 1, 2, 3, 4, 5, 6].map((index) => timesOf(desk, index))).toEqual([1, 1, 1, 2, 2, 1, 1])
  expect((await desk.look()).rows.map(({ outcome }) => outcome)).toEqual([
    'waiting',
    'opted-out',
    'settled',
    'waiting',
    'waiting',
    'opted-out',
    'waiting',
  ])
  expect((await desk.look()).run.state).toBe('done')
})

test('a receipt said failed and yet the customer answers: nothing goes again', async () => {
  const desk = await doneRun(4, () => accepted())
  const [first] = await desk.store.ask('list', { customer: number(1) })
  const receipt = { account: '', providerId: first?.providerIds[0] ?? '', reference: null, status: 'failed' }
  await desk.store.write('receipt', { ...receipt, errorCode: '2', arrivedAt: desk.at() })
  expect(await again(desk, [2])).toMatchObject({ marked: 1 })
  await say(desk, 1, '1')
  expect((await desk.look()).rows[1]).toMatchObject({ outcome: 'option', again: false })
  await desk.finish()
  const texts = await desk.store.ask('list', { customer: number(1) })
  expect(texts.map(({ kind }) => kind)).toEqual(['thanks', null, 'notice'])
  expect((await desk.look()).rows[1]).toMatchObject({ outcome: 'option', again: false })
})

test('of unknown fate, only who was chosen knowing it; settled meanwhile, not even those', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(6))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(0) || customer === number(1) ? unknown : accepted()))
  expect((await desk.look()).rows[0]).toMatchObject({ outcome: 'person', text: { state: 'unknown' } })
  expect(await again(desk, [1, 2])).toEqual({ kind: 'nothing-again' })
  expect(await again(desk, [1, 2, 3], { submissionId: 'knowing', alsoUnsure: true })).toMatchObject({ places: [1, 2] })
  const [first] = await desk.store.ask('list', { customer: number(1) })
  const receipt = { account: '', providerId: null, reference: first?.reference ?? '', status: 'delivered' }
  await desk.store.write('receipt', { ...receipt, errorCode: null, arrivedAt: desk.at() })
  await desk.finish()
  expect([0, 1, 2].map((index) => timesOf(desk, index))).toEqual([2, 1, 1])
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 6 } })
  await say(desk, 0, '2')
  expect((await desk.look()).rows[0]).toMatchObject({ outcome: 'option', option: '2' })
})

test('paused, stopped and discarded they are as those of the list; what is thrown away was not reached', async () => {
  const all = Array.from({ length: 60 }, (_, index) => index)
  const desk = await doneRun(64, failing(...all.map((index) => index + 4)))
  await again(
    desk,
    all.map((index) => index + 5),
  )
  await desk.advance()
  // Never more in the queue than a pause can call back.
  expect(await desk.store.ask('counts', undefined)).toMatchObject({ queued: 30 })
  await desk.store.write('pauseRun', { run: 1 })
  await desk.finish()
  expect(desk.sent).toHaveLength(64)
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.advance()
  await desk.deliver()
  expect(desk.sent).toHaveLength(94)
  await desk.advance()
  await desk.store.write('stopRun', { run: 1 })
  await desk.store.write('discardRun', { run: 1 })
  await desk.finish()
  expect(desk.sent).toHaveLength(94)
  const { run, rows } = await desk.look()
  expect(run).toMatchObject({ state: 'done', outcomes: { waiting: 34, unreachable: 30, 'not-sent': 0 } })
  expect(rows.at(-1)).toMatchObject({ text: { state: 'refused' }, again: false })
  expect((await desk.store.ask('counts', undefined)).failed).toBe(30)
  // And may go again after all.
  expect(await again(desk, [64, 63], { submissionId: 'once more' })).toMatchObject({ marked: 2 })
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 36, unreachable: 28 } })
})

test('what was leaving at a discard does not leave because others go again', async () => {
  const desk = await doneRun(4, failing(0, 1))
  await again(desk, [1, 2])
  await desk.advance()
  const { claimed } = await desk.store.write('claim', { now: desk.at(), limit: 1, notFrom: [], steadySince: 0 })
  await desk.store.write('stopRun', { run: 1 })
  await desk.store.write('discardRun', { run: 1 })
  expect(await again(desk, [2], { submissionId: 'two' })).toEqual({ kind: 'not-now' })
  const [text] = claimed
  const back: SendOutcome = { kind: 'not-sent', attempt: 1, dueAt: desk.at(), code: 'throttled', text: 'Slow down.' }
  await desk.store.write('settle', { seq: text?.seq ?? 0, outcome: back, now: desk.at() })
  await desk.deliver()
  expect(timesOf(desk, 0) + timesOf(desk, 1)).toBe(2)
  expect((await desk.look()).run.outcomes).toMatchObject({ unreachable: 2 })
  expect(await again(desk, [2], { submissionId: 'two' })).toMatchObject({ marked: 1 })
})

test('closed in between, it asks before it goes on; nobody is forgotten, nobody texted twice', async () => {
  const desk = await doneRun(50, failing(...Array.from({ length: 40 }, (_, index) => index + 10)))
  await again(
    desk,
    Array.from({ length: 40 }, (_, index) => index + 11),
  )
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  expect(await desk.restart()).toEqual([1])
  await desk.finish()
  expect(desk.sent).toHaveLength(80)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'restart', outcomes: { 'not-sent': 10 } })
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 50 } })
  expect(desk.sent).toHaveLength(90)
})

test('refused for the account before, they go again once that is mended; refused so again, the run asks', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(40))
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  await desk.advance()
  const noCredit: SendOutcome = { kind: 'refused', code: 'vonage-9', text: 'No credit.' }
  await desk.finish(() => noCredit)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'account' })
  desk.pass(60_000)
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.finish()
  const { run, rows } = await desk.look()
  expect(run.state).toBe('done')
  const lost = rows.filter(({ outcome }) => outcome === 'unreachable').map(({ place }) => place)
  expect(lost.length).toBeGreaterThan(3)
  await again(desk, lost)
  await desk.advance()
  // As long as nothing of them has left there is nothing to judge the account by.
  expect((await desk.look()).run.state).toBe('sending')
  await desk.finish(() => noCredit)
  expect((await desk.look()).run).toMatchObject({ state: 'paused', why: 'account' })
  await again(desk, lost, { submissionId: 'mended' })
  await desk.store.write('resumeRun', { run: 1, now: desk.at() })
  await desk.finish()
  expect((await desk.look()).run).toMatchObject({ state: 'done', outcomes: { waiting: 40 } })
})

test('who was rung before a text was queued, and that was taken back when the run was done, is not texted with the others', async () => {
  const desk = await openRunDesk()
  await desk.make(draft(6))
  await desk.store.write('settleRow', { run: 1, place: 6, as: 'Rang', now: desk.at() })
  desk.pass(10_000)
  await desk.finish(failing(0))
  await desk.store.write('settleRow', { run: 1, place: 6, as: null, now: desk.at() })
  await again(desk, [1, 6])
  expect((await desk.look()).run).toMatchObject({ state: 'sending', dropped: 1, outcomes: { 'not-sent': 2 } })
  await desk.finish()
  expect([0, 5].map((index) => timesOf(desk, index))).toEqual([2, 0])
})

test('a backup that is put back texts nobody again: they most likely were', async () => {
  const desk = await doneRun(4, failing(0))
  await again(desk, [1])
  await desk.store.close()
  const copy = new Database(join(desk.folder, 'desk.db'))
  takeBack(copy, desk.at())
  copy.close()
  await desk.restart()
  await desk.finish()
  expect(timesOf(desk, 0)).toBe(1)
  expect(await desk.look()).toMatchObject({
    run: { state: 'done' },
    rows: [{ outcome: 'unreachable', again: false }, {}, {}, {}],
  })
})

test('who is about to be texted again is asked by no other run meanwhile', async () => {
  const desk = await doneRun(4, failing(0))
  expect((await desk.store.ask('known', [number(0)])).waiting).toEqual([])
  await again(desk, [1])
  expect(await desk.store.ask('known', [number(0)])).toMatchObject({
    waiting: [number(0)],
    listedIn: { [number(0)]: 'Wed 12, North' },
  })
})

test('whatever is pressed, nobody whose text was taken, or may have been, is texted again', {
  timeout: 60_000,
}, async () => {
  const press = fc.constantFrom(
    'advance',
    'deliver',
    'refuse',
    'unsure',
    'pause',
    'resume',
    'stop',
    'discard',
    'restart',
    'wait',
    'again',
    'again',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(press, { minLength: 8, maxLength: 30 }), async (presses) => {
      const desk = await openRunDesk()
      await desk.make(draft(6))
      desk.pass(11_000)
      const gone = new Map<string, SendOutcome['kind'][]>()
      const answering = (outcome: () => SendOutcome) => (customer: string) => {
        const answer = outcome()
        gone.set(customer, [...(gone.get(customer) ?? []), answer.kind])
        return answer
      }
      for (const [index, each] of presses.entries()) {
        if (each === 'advance') await desk.advance()
        else if (each === 'deliver') await desk.deliver(answering(accepted))
        else if (each === 'refuse') await desk.deliver(answering(() => refused))
        else if (each === 'unsure') await desk.deliver(answering(() => unknown))
        else if (each === 'pause') await desk.store.write('pauseRun', { run: 1 })
        else if (each === 'resume') await desk.store.write('resumeRun', { run: 1, now: desk.at() })
        else if (each === 'stop') await desk.store.write('stopRun', { run: 1 })
        else if (each === 'discard') await desk.store.write('discardRun', { run: 1 })
        else if (each === 'restart') await desk.restart()
        else if (each === 'again') await again(desk, [1, 2, 3, 4, 5, 6], { submissionId: `again-${index}` })
        else desk.pass(11_000)
        await desk.look()
      }
      for (const kinds of gone.values()) expect(kinds.slice(0, -1).filter((kind) => kind !== 'refused')).toEqual([])
    }),
    { numRuns: 3, seed: 20_261_129 },
  )
})

test.each([
  { label: 'failed', outcome: accepted(), said: '2', becomes: { outcome: 'option', option: '2' } },
  { label: 'is of unknown fate', outcome: unknown, said: '2', becomes: { outcome: 'option', option: '2' } },
  { label: 'is of unknown fate', outcome: unknown, said: 'which van?', becomes: { outcome: 'person', option: null } },
])(
  'who answers “$said” to a text that $label, while another waits, is on the board and gets no other',
  async ({ outcome, said, becomes }) => {
    const desk = await doneRun(4, (customer) => (customer === number(0) ? outcome : accepted()))
    if (outcome.kind === 'accepted')
      await desk.store.write('receipt', receipt({ reference: await referenceOf(desk, 0), status: 'failed' }))
    await again(desk, [1], { alsoUnsure: true })
    await desk.advance()
    await desk.store.write('pauseRun', { run: 1 })
    await say(desk, 0, said)
    expect((await desk.look()).rows[0]).toMatchObject(becomes)
    await desk.resume()
    await desk.finish()
    expect((await desk.look()).rows[0]).toMatchObject(becomes)
    const asked = (await desk.store.ask('list', { customer: number(0), direction: 'outbound' })).filter(
      ({ kind, state }) => kind === 'notice' && state !== 'cancelled',
    )
    expect(asked).toHaveLength(1)
  },
)
const referenceOf = async (desk: Desk, index: number) =>
  (await desk.store.ask('list', { customer: number(index), direction: 'outbound' }))[0]?.reference ?? null

test('who cannot be texted again, as no digits are left to ask with, has that said of them until chosen anew', async () => {
  const desk = await doneRun(2, failing(0))
  const why = async () => (await desk.look()).rows.map((row) => [row.outcome, row.why])
  const others = ['a', 'b', 'c'].map((submissionId) => ({ submissionId, customer: number(0), ours, now: desk.at() }))
  for (const other of others) {
    const words = { question: deliveryQuestion, fields: { weekday: 'Monday' } }
    expect(await desk.store.write('ask', { ...other, ...words })).toMatchObject({ kind: 'queued' })
  }
  await desk.deliver()
  await again(desk, [1])
  await desk.finish()
  expect((await desk.look()).run.state).toBe('done')
  expect(await why()).toEqual([
    ['unreachable', 'no-digits'],
    ['waiting', null],
  ])
  expect(await again(desk, [1], { submissionId: 'once more' })).toMatchObject({ kind: 'marked' })
  expect((await why())[0]).toEqual(['not-sent', null])
})
