import { expect, test } from 'vitest'
import { makeExport } from '../../../src/main/runs/make-export.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { openRunDesk } from '../../support/run-desk.ts'
import { draft, number, ours, start } from '../../support/run-draft.ts'
import { inboundText } from '../../support/store.ts'

/** Customer 1 was asked yesterday and has not answered; a run asks 0 to 2 all the same. */
async function openSecondRun(over: Parameters<typeof draft>[1] = {}) {
  const desk = await openRunDesk()
  const asked = { submissionId: 'before', customer: number(1), ours, now: start - 3_600_000 }
  const queued = await desk.store.write('ask', { ...asked, question: deliveryQuestion, fields: { weekday: 'Monday' } })
  expect(queued.kind).toBe('queued')
  await desk.deliver()
  const entries = draft(3).entries.map((entry, index) => ({ ...entry, anyway: index === 1 }))
  const made = await desk.make(draft(3, { entries, ...over }))
  const say = (index: number, text: string) =>
    desk.store.write('receive', inboundText({ customer: number(index), text, sentAt: desk.at(), arrivedAt: desk.at() }))
  return { desk, made, say }
}

test('the board knows its options by their own digits, and each card the digit that the customer was given', async () => {
  const { desk, say } = await openSecondRun()
  desk.pass(10_000)
  await desk.finish()
  const texts = await desk.store.ask('list', { customer: number(1), direction: 'outbound' })
  expect(texts[0]?.text).toContain('4 (tomorrow), 5 (Thursday) or 6 (deliver to post office)')
  await say(0, '2')
  await say(1, '2')
  let { run, rows } = await desk.look()
  // That was the answer to the question before.
  expect(rows.map(({ outcome }) => outcome)).toEqual(['option', 'waiting', 'waiting'])
  await say(1, '5')
  ;({ run, rows } = await desk.look())
  expect(rows[0]).toMatchObject({ option: '2', digits: null })
  expect(rows[1]).toMatchObject({ outcome: 'option', option: '2', digits: { 1: '4', 2: '5', 3: '6' } })
  expect(run.chosen).toEqual({ 1: 0, 2: 2, 3: 0 })
  const file = await makeExport(desk.store, { run: 1, since: 'start', now: desk.at() })
  expect(file?.rows.map(({ option }) => option)).toEqual(['2', '2', null])
})

test('the second text says the customer’s own digits, and silence counts as the run’s option', async () => {
  const hour = 3_600_000
  const { desk } = await openSecondRun({
    chase: { at: start + hour, text: 'Still 1, 2 or 3?', defaultAt: start + 2 * hour, option: '1' },
  })
  desk.pass(10_000)
  await desk.finish()
  desk.pass(hour)
  await desk.finish()
  const second = async (index: number) => (await desk.store.ask('list', { customer: number(index), limit: 1 }))[0]?.text
  expect(await Promise.all([0, 1, 2].map(second))).toEqual(['Still 1, 2 or 3?', 'Still 4, 5 or 6?', 'Still 1, 2 or 3?'])
  desk.pass(hour)
  await desk.finish()
  const { run, rows } = await desk.look()
  expect(rows.map(({ option }) => option)).toEqual(['1', '1', '1'])
  expect(run.chosen).toMatchObject({ 1: 3 })
})

test('nobody is told digits that are another question’s, where the second text does not say which they are', async () => {
  const { desk } = await openSecondRun({
    chase: { at: start + 3_600_000, text: 'With 2 men: 1 or 2?', defaultAt: null, option: null },
  })
  desk.pass(10_000)
  await desk.finish()
  desk.pass(3_600_000)
  await desk.finish()
  expect((await desk.look()).rows.map(({ chasedAt }) => chasedAt !== null)).toEqual([true, false, true])
})

test('without other digits the line is named, and a row that finds none in its turn is left out', async () => {
  const question = { ...deliveryQuestion, text: 'With 2 men on {weekday}: 1, 2 or 3?' }
  const { desk, made } = await openSecondRun({ question })
  expect(made).toEqual({ kind: 'no-digits', place: 2 })
  await desk.make(draft(3, { question, submissionId: 'later', entries: draft(5).entries.slice(2) }))
  const asked = { submissionId: 'meanwhile', customer: number(3), ours, now: desk.at() }
  await desk.store.write('ask', { ...asked, question: deliveryQuestion, fields: { weekday: 'Monday' } })
  desk.pass(10_000)
  await desk.finish()
  expect((await desk.look()).rows.map(({ outcome, why }) => [outcome, why])).toEqual([
    ['waiting', null],
    ['left-out', 'no-digits'],
    ['waiting', null],
  ])
})
