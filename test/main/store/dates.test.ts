import { expect, test } from 'vitest'
import type { Question } from '../../../src/shared/question.ts'
import { draft, openConversation } from '../../support/conversation.ts'
import { openRunDesk } from '../../support/run-desk.ts'
import { number, draft as runDraft, start } from '../../support/run-draft.ts'
import { inboundText, receipt } from '../../support/store.ts'

const gate: Question = {
  id: 'delivery',
  name: 'Gate',
  text: 'Tomorrow ({date1})? Reply 1 (tomorrow) or 2 (depot).',
  fields: [],
  options: [
    { digit: '1', label: 'tomorrow', synonyms: [], acknowledgement: 'See you on {date}.', day: { after: 1 } },
    { digit: '2', label: 'depot', synonyms: [], acknowledgement: 'It waits.' },
  ],
}
/** By the clock of whoever runs the tests, as the desk's dates are. */
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime()

test('a date is kept with what was asked, and thanked with', async () => {
  const { store, inbound } = await openConversation()
  const { text: _, notice: __, ...rest } = draft({ now: at(24, 10) })
  const queued = await store.write('ask', { ...rest, question: gate, fields: {} })
  if (queued.kind !== 'queued') throw new Error(queued.kind)
  await store.write('claim', { now: at(24, 10), limit: 1, notFrom: [], steadySince: 0 })
  const outcome = { kind: 'accepted' as const, providerIds: ['one'] }
  await store.write('settle', { seq: queued.seq, outcome, now: at(24, 10) })
  await store.write('receive', inboundText({ text: '1', arrivedAt: at(25, 9), sentAt: at(25, 9) }))
  expect(await inbound()).toMatchObject([
    {
      because: { rule: 'option', option: '1', label: 'tomorrow' },
      options: [
        { digit: '1', date: '2026-11-25' },
        { digit: '2', date: null },
      ],
      thanks: { text: 'See you on Wed 25 Nov.' },
    },
  ])
  const of = { customer: rest.customer, now: at(25, 9) }
  expect(await store.ask('person', of)).toMatchObject({
    outcomes: [{ options: [{ digit: '1', date: '2026-11-25' }, { date: null }] }],
  })
  expect(await store.ask('thread', of)).toMatchObject({ filedAs: { digit: '1', date: '2026-11-25' } })
})

test('a lost one that goes again with many others on another day counts its dates from that day', async () => {
  const { store } = await openConversation()
  const { text: _, notice: __, ...rest } = draft({ now: at(24, 10) })
  const queued = await store.write('ask', { ...rest, question: gate, fields: {} })
  const seq = queued.kind === 'queued' ? queued.seq : 0
  const leave = (now: number) => store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })
  await leave(at(24, 10))
  await store.write('settle', {
    seq,
    outcome: { kind: 'refused', code: 'vonage-9', text: 'No credit.' },
    now: at(24, 10),
  })
  const again = { submissionId: 'press', seqs: [seq], alsoUnsure: false, ours: '447700900000', now: at(25, 9) }
  expect(await store.write('textAgain', again)).toMatchObject({ queued: 1 })
  expect((await leave(at(25, 9))).claimed).toMatchObject([{ text: expect.stringContaining('Thu 26 Nov') }])
})

test('what leaves after midnight counts its dates from the day it leaves, and says so everywhere', async () => {
  const { store, messageOf } = await openConversation()
  const { text: _, notice: __, ...rest } = draft({ now: at(24, 23, 59) })
  const ask = { ...rest, question: gate, fields: {} }
  const queued = await store.write('ask', ask)
  const seq = queued.kind === 'queued' ? queued.seq : 0
  expect((await messageOf(seq)).text).toContain('Wed 25 Nov')
  await store.search('wed', undefined)
  const { claimed } = await store.write('claim', { now: at(25, 0, 1), limit: 1, notFrom: [], steadySince: 0 })
  expect(claimed).toMatchObject([{ text: 'Tomorrow (Thu 26 Nov)? Reply 1 (tomorrow) or 2 (depot).' }])
  expect((await messageOf(seq)).text).toBe(claimed[0]?.text)
  expect(await store.search('wed', undefined)).toEqual([])
  expect(await store.search('thu', undefined)).toHaveLength(1)
  // The same request once more is the same text, whatever day it is by now.
  expect(await store.write('ask', { ...ask, now: at(27, 8) })).toEqual({ kind: 'repeated', seq })
  await store.write('settle', { seq, outcome: { kind: 'accepted', providerIds: ['one'] }, now: at(25, 0, 1) })
  await store.write('receive', inboundText({ text: '1', arrivedAt: at(25, 9), sentAt: at(25, 9) }))
  const [reply] = await store.ask('list', { direction: 'inbound' })
  expect(reply).toMatchObject({ options: [{ date: '2026-11-26' }, {}], thanks: { text: 'See you on Thu 26 Nov.' } })
})

test('a run tells its day where it is one, and each customer’s where there are several', async () => {
  const desk = await openRunDesk()
  await desk.make(runDraft(5, { question: gate, entries: plain(5), startsAt: start + 10_000 }))
  expect((await desk.look()).run.options).toMatchObject([{ date: null }, { date: null }])
  desk.pass(10_000)
  await desk.advance()
  await desk.deliver()
  const { run } = await desk.look()
  expect(run.options[0]?.date).toMatch(/^2026-05-/)
  await desk.store.write('pauseRun', { run: 1 })
  desk.pass(86_400_000)
  await desk.resume()
  await desk.finish()
  for (const index of [0, 4])
    await desk.store.write(
      'receive',
      inboundText({ customer: number(index), text: '1', sentAt: desk.at(), arrivedAt: desk.at() }),
    )
  const { run: later, rows } = await desk.look()
  expect(later.options[0]?.date).toBeNull()
  expect(rows[0]?.date).toBe(run.options[0]?.date)
  expect(Date.parse(rows[4]?.date ?? '') - Date.parse(rows[0]?.date ?? '')).toBe(86_400_000)
  expect(rows[1]).toMatchObject({ outcome: 'waiting', date: null })
})

test('texts of a run that were held over midnight leave with the date of the day they leave', async () => {
  const desk = await openRunDesk()
  await desk.make(runDraft(2, { question: gate, entries: plain(2), startsAt: start + 10_000 }))
  desk.pass(10_000)
  await desk.advance()
  await desk.store.write('pauseRun', { run: 1 })
  const before = (await desk.store.ask('list', {})).map(({ text }) => text)
  desk.pass(86_400_000)
  await desk.resume()
  await desk.finish()
  const after = (await desk.store.ask('list', {})).map(({ text }) => text)
  expect(new Set(before).size).toBe(1)
  expect(new Set(after).size).toBe(1)
  expect(after[0]).not.toBe(before[0])
})

const plain = (count: number) => runDraft(count).entries.map((entry) => ({ ...entry, fields: {} }))

test.each(['failed', 'unknown'] as const)(
  'of a dated question that was %s and sent again on another day, a digit answers the one that came',
  async (fate) => {
    const { store, settle, inbound } = await openConversation()
    const { text: _, notice: __, ...rest } = draft()
    const dated = { ...gate, options: gate.options.map((option) => ({ ...option, label: `${option.label} {date1}` })) }
    const ask = async (day: number, over: { again?: number; customer?: string } = {}) => {
      const now = at(day, 10)
      const submissionId = crypto.randomUUID()
      const queued = await store.write('ask', { ...rest, submissionId, question: dated, fields: {}, now, ...over })
      if (queued.kind !== 'queued') throw new Error(queued.kind)
      await store.write('claim', { now, limit: 1, notFrom: [], steadySince: 0 })
      return queued.seq
    }
    const accepted = (id: string) => ({ kind: 'accepted' as const, providerIds: [id] })
    const first = await ask(24)
    if (fate === 'unknown') await settle(first, { kind: 'unknown', code: 'timeout', text: 'Not known.' })
    else {
      await settle(first, accepted('first'))
      await store.write('receipt', receipt({ providerId: 'first', status: 'failed', errorCode: '1' }))
    }
    const second = await ask(25, { again: first })
    await settle(second, accepted('second'))
    const says = async (text: string, when: number) => {
      await store.write('receive', inboundText({ text, arrivedAt: at(25, 11), sentAt: when }))
      return (await inbound())[0]
    }
    // The control: written before the second left, it may be about either.
    expect(await says('1', at(25, 9))).toMatchObject({ because: { why: 'two questions are open' } })
    expect(await says('1', at(25, 11))).toMatchObject({
      because: { rule: 'option', option: '1', label: 'tomorrow Thu 26 Nov' },
    })
  },
)
