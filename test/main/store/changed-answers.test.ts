import { expect, test } from 'vitest'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { countsOf } from '../../../src/shared/run-counts.ts'
import { openRunDesk } from '../../support/run-desk.ts'
import { draft, number, ours } from '../../support/run-draft.ts'
import { inboundText } from '../../support/store.ts'

const hour = 3_600_000

async function open() {
  const desk = await openRunDesk()
  const closing = { hours: 4, late: 'counts' } as const
  await desk.make(draft(2, { question: { ...deliveryQuestion, closing } }))
  desk.pass(10_000)
  await desk.finish()
  const { store } = desk
  const says = async (text: string, customer = number(0)) => {
    desk.pass(1_000)
    await store.write('receive', inboundText({ customer, ours, text, sentAt: desk.at(), arrivedAt: desk.at() }))
    const [message] = await store.ask('list', { customer, direction: 'inbound', limit: 1 })
    return message?.seq ?? 0
  }
  const first = async () => (await desk.look()).rows[0]
  return { ...desk, says, first, badge: () => store.ask('threadsNeedYou', desk.at()) }
}

test('a row says which words were filed, when, what they replaced, and that they came late', async () => {
  const { says, first, pass, at } = await open()
  await says('2.')
  const since = new Date(at()).toISOString()
  expect(await first()).toMatchObject({
    outcome: 'option',
    filed: { byHand: false, heard: '2', at: since, was: null, late: false },
    changed: false,
  })
  // The same once more, small talk and a question say nothing of what was filed.
  await says('1')
  for (const text of ['1', 'ok thanks']) await says(text)
  expect(await first()).toMatchObject({ option: '1', filed: { heard: '1', was: '2', late: false }, changed: true })
  pass(5 * hour)
  await says('3')
  expect(await first()).toMatchObject({ option: '3', filed: { was: '1', late: true }, changed: true })
})

test('who has changed the answer is counted until somebody has dealt with it, and its card is told', async () => {
  const desk = await open()
  const { store, says, first, look, badge } = desk
  await says('1')
  expect((await look()).run).toMatchObject({ changed: 0 })
  const other = await says('2')
  await says('which van?', number(1))
  const { run } = await look()
  expect(run).toMatchObject({ changed: 1, chosen: { '1': 0, '2': 1 }, outcomes: { option: 1, person: 1 } })
  // The board and the badge agree.
  expect(countsOf(run).need).toBe(await badge())
  await store.write('queue', {
    submissionId: 'noted',
    customer: number(0),
    ours,
    text: 'Noted.',
    now: desk.at(),
    notice: null,
    inReplyTo: other,
  })
  expect(await first()).toMatchObject({ changed: false, filed: { was: '1' } })
  const [text] = await store.ask('list', { direction: 'outbound', limit: 1 })
  const told = await store.ask('runChanges', { seqs: [text?.seq ?? 0], moved: [] })
  expect(told).toMatchObject([{ run: { changed: 0 }, rows: [{ place: 1, changed: false }] }])
  await says('3')
  expect((await look()).run).toMatchObject({ changed: 1 })
  await store.write('closeThread', { customer: number(0), upTo: 99, now: desk.at() })
  expect((await look()).run).toMatchObject({ changed: 0 })
  expect(await first()).toMatchObject({ changed: false, filed: { was: '2' } })
  const seq = await says('1')
  // A person has seen it who files it otherwise; what they file is theirs.
  await store.write('fileReply', { submissionId: 'file', seq, option: '2', now: desk.at() })
  expect(await first()).toMatchObject({ option: '2', changed: false, filed: { byHand: true, heard: null, was: '1' } })
})

test('a call that is taken back leaves a changed answer to somebody again, unless a person had dealt with it', async () => {
  const desk = await open()
  const { store, says, first, badge } = desk
  const settle = (as: string | null) => store.write('settleRow', { run: 1, place: 1, as, now: desk.at() })
  await says('1')
  const other = await says('2')
  await settle('At the neighbour’s')
  expect(await badge()).toBe(0)
  await settle(null)
  expect(await first()).toMatchObject({ outcome: 'option', option: '2', changed: true })
  expect(await badge()).toBe(1)
  // What is not settled is not taken back.
  await store.write('closeThread', { customer: number(0), upTo: 99, now: desk.at() })
  await settle(null)
  expect(await badge()).toBe(0)
  const text = { submissionId: 'noted', customer: number(0), ours, text: 'Noted.', notice: null, inReplyTo: other }
  await store.write('queue', { ...text, now: desk.at() })
  for (const as of ['At home', null]) await settle(as)
  expect(await badge()).toBe(0)
})
