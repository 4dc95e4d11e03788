import { expect, test } from 'vitest'
import type { Ask } from '../../../src/main/store/ask.ts'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import type { Message } from '../../../src/shared/message.ts'
import type { Question } from '../../../src/shared/question.ts'
import { draft, now, openConversation } from '../../support/conversation.ts'
import * as runs from '../../support/run-desk.ts'
import * as runDraft from '../../support/run-draft.ts'
import { inboundText, receipt } from '../../support/store.ts'

const hour = 3_600_000

/** All know "yes". With `text` they say which figures are digits, so that a second one can be asked with others. */
const yesOrNo = (name: string, over: Partial<Question> = {}): Question => ({
  id: name.toLowerCase(),
  name,
  text: `${name}? 2 men come. 1 (yes) or no`,
  fields: [],
  options: ['yes', 'no'].map((label, index) => ({
    digit: String(index + 1),
    label,
    synonyms: [],
    acknowledgement: `${name}: ${label}.`,
  })),
  ...over,
})
const home = yesOrNo('Home')
const lift = yesOrNo('Lift')
const liftBeside = yesOrNo('Lift', { text: 'Lift? 1 (yes) or 2 (no)' })

async function openTwo() {
  const conversation = await openConversation()
  const { store, settle, messageOf } = conversation
  async function asked(question: Question, over: Partial<Ask> = {}) {
    const { id, fields: _, ...words } = question
    await store.write('saveQuestion', { questionId: id, version: 0, question: words })
    const { text: __, notice: ___, ...rest } = draft()
    const queued = await store.write('ask', { ...rest, question, fields: {}, ownDigits: true, ...over })
    if (queued.kind !== 'queued') throw new Error(queued.kind)
    const providerId = crypto.randomUUID()
    if (over.holdMs === undefined) await settle(queued.seq, { kind: 'accepted', providerIds: [providerId] })
    return { seq: queued.seq, providerId }
  }
  async function says(text: string, over: Parameters<typeof inboundText>[0] = {}): Promise<Message> {
    await store.write('receive', inboundText({ text, ...over }))
    const [reply] = await store.ask('list', { direction: 'inbound', limit: 1 })
    if (reply === undefined) throw new Error('no reply')
    return reply
  }
  /** As an option of the question of that name, as the reply offers it. */
  async function file({ seq }: Message, name: string, option: string, submissionId: string = crypto.randomUUID()) {
    const { questions } = await messageOf(seq)
    const notice = Number(questions.find((each) => each.name === name)?.notice.slice(1) ?? '0')
    return store.write('fileReply', { submissionId, seq, option, notice, now })
  }
  /** What came of each question, oldest first. */
  const outcomes = async () =>
    (await store.ask('person', { customer: '447700900123', now })).outcomes
      .toReversed()
      .map(({ outcome, option }) => option ?? outcome)
  const names = ({ questions }: Message) => questions.map(({ name }) => name)
  return { ...conversation, asked, says, file, outcomes, names }
}

test('a reply that two open questions know is filed for either, and the other stays open', async () => {
  const { asked, says, file, outcomes, names, messageOf } = await openTwo()
  await asked(home)
  await asked(lift)
  const first = await says('1')
  const reply = await says('yes')
  for (const each of [first, reply]) {
    expect(each).toMatchObject({ needsPerson: true, because: { why: 'two questions are open' } })
    // Its own first, which is the newest; the digits are the same.
    expect(names(each)).toEqual(['Lift', 'Home'])
    const digits = each.questions.map(({ options }) => options.map(({ digit }) => digit).join())
    expect(digits).toEqual(['1,2', '1,2'])
  }
  expect(await outcomes()).toEqual(['waiting', 'person'])
  expect(await file(reply, 'Home', '9')).toEqual({ kind: 'no-such-option' })
  expect(await file(reply, 'Home', '1', 'once')).toEqual({ kind: 'filed' })
  expect(await file(reply, 'Home', '1', 'once')).toEqual({ kind: 'filed' })
  expect(await file(reply, 'Lift', '1', 'once')).toEqual({ kind: 'other-filing' })
  const filed = await messageOf(reply.seq)
  expect(filed).toMatchObject({ needsPerson: false, thanks: { text: 'Home: yes.' } })
  expect(filed.because).toMatchObject({ rule: 'option', option: '1', label: 'yes', why: 'filed by hand' })
  expect(filed.because).not.toHaveProperty('wasFor')
  // The one before it still waits, for the one question that does.
  expect(await outcomes()).toEqual(['1', 'person'])
  expect(await messageOf(first.seq)).toMatchObject({ needsPerson: true, questions: [] })
  expect(await file(first, 'Lift', '2')).toEqual({ kind: 'no-such-option' })
})

test('filed for the other question after all: the first is what it was without this reply', async () => {
  const { asked, says, file, outcomes, names, thanks, messageOf, store } = await openTwo()
  await asked(home)
  await asked(lift)
  const reply = await says('yes')
  await file(reply, 'Lift', '1')
  const { claimed } = await store.write('claim', { now: now + hour, limit: 10, notFrom: [], steadySince: 0 })
  for (const { seq } of claimed)
    await store.write('settle', { seq, outcome: { kind: 'accepted', providerIds: ['thanks'] }, now })
  expect(await outcomes()).toEqual(['waiting', '1'])
  await file(reply, 'Home', '2')
  expect(await outcomes()).toEqual(['2', 'waiting'])
  const moved = await messageOf(reply.seq)
  expect(moved.because).toMatchObject({ option: '2', wasFor: { question: 'Lift', option: '1' } })
  expect(moved.because).not.toHaveProperty('was')
  expect(names(moved)).toEqual(['Home', 'Lift'])
  await file(reply, 'Home', '1')
  expect((await messageOf(reply.seq)).because).toMatchObject({ was: '2', wasFor: { question: 'Lift' } })
  await file(reply, 'Lift', '1')
  expect(await outcomes()).toEqual(['waiting', '1'])
  expect((await thanks()).map(({ text, state }) => [text, state])).toEqual([
    ['Lift: yes.', 'submitted'],
    ['Changed from 1 (yes) to 2 (no). Home: no.', 'cancelled'],
    ['Changed from 1 (yes) to 1 (yes). Home: yes.', 'cancelled'],
  ])
})

test('thanks for the one that were leaving are not sent after those for the other, of the same digit', async () => {
  const { asked, says, file, store, thanks } = await openTwo()
  await asked(home)
  await asked(lift)
  const reply = await says('yes')
  await file(reply, 'Lift', '1')
  const { claimed } = await store.write('claim', { now, limit: 10, notFrom: [], steadySince: 0 })
  await file(reply, 'Home', '1')
  const outcome = { kind: 'not-sent', attempt: 1, dueAt: now + 1000, code: 'vonage-1', text: 'Throttled.' } as const
  await store.write('settle', { seq: claimed[0]?.seq ?? 0, outcome, now })
  expect((await thanks()).map(({ problemCode }) => problemCode)).toEqual(['replaced', null])
})

test('an earlier answer counts again, and what was asked about once more waits again', async () => {
  const { asked, says, file, outcomes, store, messageOf } = await openTwo()
  await asked(home)
  await asked(liftBeside)
  await says('2')
  const changed = await says('1')
  expect(changed).toMatchObject({ because: { option: '1', was: '2' }, questions: [{ name: 'Home' }, { name: 'Lift' }] })
  await file(changed, 'Lift', '3')
  expect(await outcomes()).toEqual(['2', '3'])
  // Back again, although both have an answer by now.
  await file(changed, 'Home', '1')
  expect(await outcomes()).toEqual(['1', 'waiting'])

  const other = { customer: '447700900124' }
  await asked({ ...home, reask: { text: 'Please reply 1 or no.', most: 1 } }, other)
  const purple = await says('purple', other)
  await asked(lift, other)
  const reply = await says('yes', other)
  await file(reply, 'Home', '1')
  expect(await messageOf(purple.seq)).toMatchObject({ needsPerson: false })
  await file(reply, 'Lift', '1')
  expect(await messageOf(purple.seq)).toMatchObject({ needsPerson: true, because: { why: 'no option in it' } })
  const person = await store.ask('person', { ...other, now })
  expect(person.outcomes.map(({ outcome }) => outcome)).toEqual(['option', 'person'])
})

test('only questions that were open when it came are offered, and taken', async () => {
  const { asked, says, names, store, messageOf } = await openTwo()
  await asked(yesOrNo('Closed', { closing: { hours: 1, late: 'person' } }), { now: now - 2 * hour })
  await asked(yesOrNo('Old'), { now: now - 31 * 24 * hour })
  const lost = await asked(home)
  await store.write('receipt', receipt({ providerId: lost.providerId, status: 'failed', errorCode: '1' }))
  await asked(home, { again: lost.seq })
  const held = await asked(yesOrNo('Held'), { holdMs: 30_000 })
  await asked(lift)
  const reply = await says('yes')
  expect(names(reply)).toEqual(['Lift', 'Home', 'Closed'])
  const outcome: SendOutcome = { kind: 'accepted', providerIds: ['held'] }
  await store.write('claim', { now: now + hour, limit: 10, notFrom: [], steadySince: 0 })
  await store.write('settle', { seq: held.seq, outcome, now: now + hour })
  await asked(yesOrNo('Later'))
  expect(names(await messageOf(reply.seq))).toEqual(['Lift', 'Home', 'Closed'])
  const next = await says('yes', { sentAt: now + 2 * hour, arrivedAt: now + 2 * hour })
  expect(names(next)).toEqual(['Later', 'Lift', 'Held', 'Home'])
  const by = { submissionId: 'later', seq: reply.seq, option: '1', now }
  for (const notice of [Number(next.questions[0]?.notice.slice(1)), 999])
    expect(await store.write('fileReply', { ...by, notice })).toEqual({ kind: 'no-such-option' })
  // One of before the other questions, that comes late, is none of theirs.
  const early = { sentAt: now - 3 * hour, arrivedAt: now + 2 * hour }
  expect(names(await says('yes', early))).not.toContain('Lift')
})

test('the boards of both runs move, and silence counts again where it did', async () => {
  const desk = await runs.openRunDesk()
  const pass = async (ms: number) => {
    desk.pass(ms)
    await desk.finish()
  }
  const chase = { at: runDraft.start + hour, text: '1, 2 or 3?', defaultAt: runDraft.start + 2 * hour, option: '3' }
  await desk.make(runDraft.draft(1, { chase }))
  await pass(10_000)
  const entries = runDraft.draft(1).entries.map((entry) => ({ ...entry, anyway: true }))
  const times = { now: desk.at(), startsAt: desk.at() + 10_000 }
  await desk.make(runDraft.draft(1, { ...times, entries, submissionId: 'two', name: 'Thu 13' }))
  await pass(10_000)
  await pass(hour)
  await pass(hour)
  const lanes = async () =>
    (await Promise.all([1, 2].map((id) => desk.look(id)))).map(({ rows }) => rows[0]?.option ?? rows[0]?.outcome)
  expect(await lanes()).toEqual(['3', 'waiting'])
  const said = { customer: runDraft.number(0), text: '1', sentAt: desk.at(), arrivedAt: desk.at() }
  await desk.store.write('receive', inboundText(said))
  expect(await lanes()).toEqual(['1', 'waiting'])
  const [reply] = await desk.store.ask('list', { direction: 'inbound' })
  expect(reply?.questions).toMatchObject([
    { name: 'Delivery', run: 'Wed 12, North', options: [{ digit: '1' }, { digit: '2' }, { digit: '3' }] },
    { name: 'Delivery', run: 'Thu 13', options: [{ digit: '4' }, { digit: '5' }, { digit: '6' }] },
  ])
  const seq = reply?.seq ?? 0
  const notice = Number(reply?.questions[1]?.notice.slice(1))
  const changed: number[] = []
  desk.store.onChange(({ seqs }) => changed.push(...seqs))
  await desk.store.write('fileReply', { submissionId: 'by-hand', seq, option: '5', notice, now: desk.at() })
  expect(await lanes()).toEqual(['3', '2'])
  // Windows hear of both cards.
  const told = await desk.store.ask('runChanges', { seqs: changed, moved: [] })
  expect(told.map(({ run, rows }) => [run.name, rows[0]?.option, rows[0]?.said?.messageId]).toSorted()).toEqual([
    ['Thu 13', '2', reply?.id],
    ['Wed 12, North', '3', undefined],
  ])
})
