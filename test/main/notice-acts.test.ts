import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Host, openHost } from '../../src/main/host.ts'
import { type LeadsTo, noticeActs } from '../../src/main/notice-acts.ts'
import { replyNotice } from '../../src/main/notice-names.ts'
import { done, refused } from '../../src/shared/result.ts'
import { ngrokFromSource } from '../support/ngrok-source.ts'
import { freshFolder, startThreads } from '../support/store.ts'

/** A whole desk in practice, whose customers text it. */
let host: Host
beforeAll(async () => {
  host = await openHost({
    dataDir: freshFolder(),
    shell: 'desktop',
    environment: {},
    accounts: { load: async () => ({ account: null, problem: null }), save: async () => done(null) },
    openLink: async () => refused('not-here', 'No.'),
    threads: startThreads(),
    startNgrok: ngrokFromSource,
    unexpected: (what, error) => expect.fail(`${what}: ${String(error)}`),
  })
  await host.started
}, 30_000)
afterAll(() => host.close())

const within = { timeout: 10_000 }
let last = 447700900300
/** Somebody who was asked writes what needs a person. @returns the reply, and what was led to since */
async function asked(text = 'can you come after 3?') {
  last += 1
  const customer = String(last)
  const sent = await host.calls.sendNotice({
    submissionId: `ask-${customer}`,
    to: `+${customer}`,
    questionId: 'delivery',
    fields: { weekday: 'Thursday' },
  })
  expect(sent).toMatchObject({ ok: true })
  await expect.poll(async () => (await outbound(customer))[0]?.state, within).toBe('delivered')
  await host.calls.playCustomer({ customer, text })
  const reply = async () => {
    const listed = await host.calls.listMessages({ customer, direction: 'inbound' })
    return listed.ok ? listed.value.messages[0] : undefined
  }
  await expect.poll(async () => (await reply())?.text, within).toBe(text)
  const { id = '', needsPerson } = (await reply()) ?? {}
  return { customer, id, needsPerson, notice: await noticeOf({ id, customer }), reply }
}
/** As it is named when it is shown now. */
async function noticeOf(reply: { id: string; customer: string }) {
  const desk = await host.calls.getDesk({})
  return replyNotice(reply, desk.ok ? desk.value : null)
}
async function outbound(customer: string) {
  const listed = await host.calls.listMessages({ customer, direction: 'outbound' })
  return listed.ok ? listed.value.messages : []
}
const draftOf = async (customer: string) => {
  const known = await host.calls.getThread({ customer })
  return known.ok ? known.value.person.draft : null
}
/** A program that was started a moment ago. */
function started(over: Partial<Host['calls']> = {}) {
  const givenBack: string[] = []
  const led: LeadsTo[] = []
  const { act, shownAnew } = noticeActs({
    calls: { ...host.calls, ...over },
    lead: (to) => led.push(to),
    notKept: (text) => givenBack.push(text),
    unexpected: (what, error) => expect.fail(`${what}: ${String(error)}`),
  })
  return { led, givenBack, act, shownAnew }
}

test('what is written back is sent once, though it is handed over twice, and once more after a restart', async () => {
  const { customer, notice, needsPerson, reply } = await asked()
  expect(needsPerson).toBe(true)
  const { act, led } = started()
  const back = { kind: 'reply', text: 'Yes, after 4.' } as const
  await Promise.all([act(notice, back), act(notice, back)])
  await act(notice, back)
  await started().act(notice, back)
  expect((await outbound(customer)).filter(({ text }) => text === back.text)).toHaveLength(1)
  expect(await reply()).toMatchObject({ needsPerson: false, answer: { text: back.text } })
  expect(led).toEqual([])
  expect(await draftOf(customer)).toBe('')
})

test('it is filed once as the option at its place, and thanked for once', async () => {
  const { customer, notice, reply } = await asked()
  const { act, led } = started()
  await act(notice, { kind: 'file', place: 1 })
  await act(notice, { kind: 'file', place: 1 })
  await act(notice, { kind: 'file', place: 0 })
  expect(await reply()).toMatchObject({ needsPerson: false, because: { rule: 'option', option: '2' } })
  await expect
    .poll(async () => (await outbound(customer)).filter(({ kind }) => kind === 'thanks').length, within)
    .toBe(1)
  expect(led).toEqual([])
})

test('another answer than before is written back to from there, once, and nobody needs to look any more', async () => {
  const { customer } = await asked('1')
  const latest = async () => {
    const listed = await host.calls.listMessages({ customer, direction: 'inbound' })
    return listed.ok ? listed.value.messages[0] : undefined
  }
  await host.calls.playCustomer({ customer, text: '2' })
  await expect.poll(async () => (await latest())?.because, within).toMatchObject({ option: '2', was: '1' })
  const needs = async () => {
    const known = await host.calls.getThread({ customer })
    return known.ok ? known.value.person.thread?.needs : undefined
  }
  await expect.poll(needs, within).toMatchObject({ why: 'changed the answer' })
  const notice = await noticeOf({ id: (await latest())?.id ?? '', customer })
  const { act, led } = started()
  await act(notice, { kind: 'reply', text: 'Noted, Thursday it is.' })
  expect((await outbound(customer)).filter(({ text }) => text === 'Noted, Thursday it is.')).toHaveLength(1)
  expect([await needs(), led, await draftOf(customer)]).toEqual([null, [], ''])
  // Dealt with: what is written now is only kept.
  await started().act(notice, { kind: 'reply', text: 'And one more thing.' })
  expect(await draftOf(customer)).toBe('And one more thing.')
})

test('somebody was quicker: nothing is sent, the words are kept as a draft, and the window opens on them', async () => {
  const { customer, id, notice } = await asked()
  await host.calls.closeReply({ messageId: id })
  await host.calls.saveDraft({ customer, text: 'begun before' })
  const { act, led } = started()
  await act(notice, { kind: 'reply', text: 'Yes, after 4.' })
  expect(await outbound(customer)).toHaveLength(1)
  expect(await draftOf(customer)).toBe('begun before\nYes, after 4.')
  expect(led).toEqual([{ customer }])
})

test('to who has opted out nothing goes, and the words are kept', async () => {
  const { customer, notice } = await asked()
  await host.calls.playCustomer({ customer, text: 'STOP' })
  await expect
    .poll(async () => {
      const known = await host.calls.getCustomer({ number: `+${customer}` })
      return known.ok && known.value.optedOut !== null
    }, within)
    .toBe(true)
  const { act, led } = started()
  await act(notice, { kind: 'reply', text: 'Yes, after 4.' })
  expect((await outbound(customer)).map(({ text }) => text)).not.toContain('Yes, after 4.')
  expect(await draftOf(customer)).toBe('Yes, after 4.')
  expect(led).toEqual([{ customer }])
})

test('an answer that did not arrive is not sent again by itself: other words are, the same lead to what became of them', async () => {
  const desk = await host.calls.getDesk({})
  const landline = desk.ok ? desk.value.practice?.cast.find(({ habit }) => habit === 'unreachable') : undefined
  const customer = landline?.msisdn ?? ''
  await host.calls.playCustomer({ customer, text: 'who is this?' })
  const reply = async () => {
    const listed = await host.calls.listMessages({ customer, direction: 'inbound' })
    return listed.ok ? listed.value.messages[0] : undefined
  }
  await expect.poll(async () => (await reply())?.needsPerson, within).toBe(true)
  const notice = await noticeOf({ id: (await reply())?.id ?? '', customer })
  const { act, led, shownAnew } = started()
  await act(notice, { kind: 'reply', text: 'Your parcel.' })
  await expect.poll(async () => (await reply())?.answer?.state, within).toBe('failed')
  expect(await reply()).toMatchObject({ needsPerson: true })
  // Handed over late and a second time.
  await act(notice, { kind: 'reply', text: 'Your parcel.' })
  await started().act(notice, { kind: 'reply', text: 'Your parcel.' })
  expect(await outbound(customer)).toHaveLength(1)
  shownAnew({ id: notice })
  await act(notice, { kind: 'reply', text: 'Your parcel.' })
  expect([await outbound(customer), led]).toEqual([[expect.anything()], [{ customer }]])
  shownAnew({ id: notice })
  await act(notice, { kind: 'reply', text: 'It is about your parcel.' })
  expect(await outbound(customer)).toHaveLength(2)
  expect(await draftOf(customer)).toBe('')
})

test('pressed, or sent with nothing in it, it opens the thread; of several the run; else all who wait', async () => {
  const { customer, notice } = await asked()
  const { act, led } = started()
  await act(notice, { kind: 'open' })
  await act(notice, { kind: 'reply', text: '  \n' })
  await act('several-run7', { kind: 'open' })
  await act('several-all', { kind: 'reply', text: 'to whom?' })
  await act(await noticeOf({ id: 'm999999', customer }), { kind: 'reply', text: 'to whom?' })
  await act('somebody else’s', { kind: 'file', place: 0 })
  expect(led).toEqual([{ customer }, { customer }, { runId: 'run7' }, null, null, null])
  expect(await outbound(customer)).toHaveLength(1)
})

test.each([
  {
    what: 'of practice, in live or the other way round',
    texts: { mode: 'live', restoredAt: null } as const,
    whose: '',
  },
  {
    what: 'from before a backup was put back',
    texts: { mode: 'practice', restoredAt: '2026-11-29T08:00:00.000Z' } as const,
    whose: '',
  },
  { what: 'of somebody else', texts: { mode: 'practice', restoredAt: null } as const, whose: '447700900999' },
  { what: 'of a desk that was not heard of yet', texts: null, whose: '' },
])('a notice $what only opens the window; the control is acted on', async ({ texts, whose }) => {
  const { customer, id, notice, reply } = await asked()
  const stale = replyNotice({ id, customer: whose || customer }, texts)
  const { act, led, givenBack } = started()
  await act(stale, { kind: 'reply', text: 'Yes, after 4.' })
  await started().act(stale, { kind: 'file', place: 0 })
  expect(await outbound(customer)).toHaveLength(1)
  expect(await reply()).toMatchObject({ needsPerson: true, answer: null })
  expect([led, givenBack, await draftOf(customer)]).toEqual([[null], ['Yes, after 4.'], ''])
  await started().act(notice, { kind: 'file', place: 0 })
  expect(await reply()).toMatchObject({ needsPerson: false, because: { option: '1' } })
})

const maybeStored = refused('maybe-stored', 'The disk failed.')

test('the disk failed as it was kept: said once more, it is sent once, and nobody needs to look', async () => {
  const { customer, notice } = await asked()
  let times = 0
  const { act, led } = started({
    sendSms: async (sms) => {
      const sent = await host.calls.sendSms(sms)
      times += 1
      return times === 1 ? maybeStored : sent
    },
  })
  await act(notice, { kind: 'reply', text: 'Yes, after 4.' })
  expect((await outbound(customer)).filter(({ text }) => text === 'Yes, after 4.')).toHaveLength(1)
  expect([led, await draftOf(customer)]).toEqual([[], ''])
})

test('while that stays uncertain no draft is kept, which would be sent as another text; the thread opens', async () => {
  const { customer, notice } = await asked()
  const answers = [maybeStored, refused('cannot-store', 'The disk is full.')]
  const { act, led, givenBack } = started({
    sendSms: async (sms) => {
      await host.calls.sendSms(sms)
      return answers.shift() ?? expect.fail('said a third time')
    },
  })
  await act(notice, { kind: 'reply', text: 'Yes, after 4.' })
  expect((await outbound(customer)).filter(({ text }) => text === 'Yes, after 4.')).toHaveLength(1)
  expect([led, givenBack, await draftOf(customer)]).toEqual([[{ customer }], [], ''])
})

const shut = async () => refused('handed-over', 'This desk is handed over.')

test.each([
  { what: 'refused', over: { sendSms: shut, saveDraft: shut } },
  { what: 'not even known', over: { sendSms: shut, getThread: shut } },
])('where the draft is $what, what was written is given back, and what was begun stays', async ({ over }) => {
  const { customer, notice } = await asked()
  await host.calls.saveDraft({ customer, text: 'begun before' })
  const { act, led, givenBack } = started(over)
  await act(notice, { kind: 'reply', text: 'Yes, after 4.' })
  expect([led, givenBack, await draftOf(customer)]).toEqual([[{ customer }], ['Yes, after 4.'], 'begun before'])
})

test('of several questions it is filed for the one that stood there, and not at all where that is not known any more', async () => {
  const { customer } = await asked('hm')
  await host.calls.sendNotice({
    submissionId: `second-${customer}`,
    to: `+${customer}`,
    questionId: 'delivery',
    fields: { weekday: 'Friday' },
    anyway: true,
  })
  await expect.poll(async () => (await outbound(customer))[0]?.state, within).toBe('delivered')
  await host.calls.playCustomer({ customer, text: 'tomorrow' })
  const reply = async () => {
    const listed = await host.calls.listMessages({ customer, direction: 'inbound' })
    if (!listed.ok || listed.value.messages[0] === undefined) throw new Error('no reply')
    return listed.value.messages[0]
  }
  await expect.poll(async () => (await reply()).questions.length, within).toBe(2)
  const { id, text, options, questions } = await reply()
  const notice = await noticeOf({ id, customer })
  const { act, led, shownAnew } = started()
  // Pressed after a restart.
  await act(notice, { kind: 'file', place: 3 })
  expect([(await reply()).needsPerson, led]).toEqual([true, [{ customer }]])
  shownAnew({
    id: notice,
    kind: 'one',
    reply: { messageId: id, customer, text, options, questions, run: null, why: null },
  })
  await act(notice, { kind: 'file', place: 3 })
  expect(await reply()).toMatchObject({ needsPerson: false, because: { option: '1', label: 'tomorrow' } })
  expect((await reply()).questions[0]?.notice).toBe(questions[1]?.notice)
})
