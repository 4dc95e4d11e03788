import { expect, test } from 'vitest'
import { deliveryOn, draft as textDraft } from '../../support/conversation.ts'
import { accepted, openRunDesk, refused, unknown } from '../../support/run-desk.ts'
import { number, ours, draft as runDraft } from '../../support/run-draft.ts'
import { inboundText, receipt } from '../../support/store.ts'
import { accept, ann, ben, cem, lose, openThreads, refuse } from '../../support/threads.ts'

type Desk = ReturnType<typeof openThreads>
const day = 86_400_000
let presses = 0
const by = (seqs: number[], now: number) => {
  presses += 1
  return { submissionId: `press ${presses}`, seqs, alsoUnsure: false, ours, now }
}
const again = (desk: Desk, seqs: number[]) => desk.write.textAgain(by(seqs, desk.at()))
const offered = (desk: Desk) =>
  desk.read
    .failed({ ours, now: desk.at() })
    .groups.flatMap((group) => group.again)
    .map((id) => Number(id.slice(1)))
const lostText = (desk: Desk, ...[customer, over]: Parameters<Desk['queue']>) => {
  const seq = desk.queue(customer, over)
  desk.leave(refuse)
  return seq
}
const stateOf = (desk: Desk, seq: number) => desk.read.bySeqs([seq])[0]

type RunDesk = Awaited<ReturnType<typeof openRunDesk>>
/** Of a run of four the second, whose text was refused. */
async function lostRow(over: Parameters<typeof runDraft>[1] = {}) {
  const desk = await openRunDesk()
  await desk.make(runDraft(4, over))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(1) ? refused : accepted()))
  return { desk, seqs: await offeredRows(desk) }
}
async function offeredRows(desk: RunDesk) {
  const { groups } = await desk.store.ask('failed', { ours, now: desk.at() })
  return groups.flatMap((group) => group.again).map((id) => Number(id.slice(1)))
}
const press = (desk: RunDesk, seqs: number[]) => desk.store.write('textAgain', by(seqs, desk.at()))
const queueTo = (desk: RunDesk, over: Partial<Parameters<typeof textDraft>[0]>) =>
  desk.store.write('queue', textDraft({ customer: number(1), now: desk.at(), ...over }))
/** It is read, and somebody is done with it. */
async function says(desk: RunDesk, text: string) {
  await desk.store.write('receive', inboundText({ customer: number(1), text, arrivedAt: desk.at(), sentAt: desk.at() }))
  const [reply] = await desk.store.ask('list', { customer: number(1), direction: 'inbound' })
  await desk.store.write('closeReply', { seq: reply?.seq ?? 0, now: desk.at() })
}
const textsTo = (desk: RunDesk, customer: string) => desk.sent.filter((each) => each === customer).length

test('a row of a run whose customer wrote anything since, or was asked or told the same since, is passed over', async () => {
  const { desk, seqs } = await lostRow()
  expect(seqs).toHaveLength(1)
  const [lost] = await desk.store.ask('bySeqs', seqs)
  const same = await queueTo(desk, { submissionId: 'by hand', text: lost?.text ?? '' })
  expect(await press(desk, seqs)).toMatchObject({ queued: 0, marked: 0, passed: 1 })
  // Taken back, it is as if nobody had told them.
  await desk.store.write('cancelText', 'seq' in same ? same.seq : 0)
  expect(await offeredRows(desk)).toEqual(seqs)
  const asked = await queueTo(desk, { submissionId: 'other day', ...deliveryOn('Friday') })
  expect(await press(desk, seqs)).toMatchObject({ marked: 0, passed: 1 })
  await desk.store.write('cancelText', 'seq' in asked ? asked.seq : 0)
  await says(desk, 'ok')
  expect(await press(desk, seqs)).toMatchObject({ marked: 0, passed: 1 })
  // One at a time, from the run, a person may.
  const single = { run: 1, submissionId: 'one', places: [2], alsoUnsure: false, now: desk.at() }
  expect(await desk.store.write('retryRows', single)).toMatchObject({ kind: 'marked', marked: 1 })
  await desk.finish()
  expect(textsTo(desk, number(1))).toBe(2)
})

test('nor does it go while another run is about to ask its customer the same', async () => {
  const { desk, seqs } = await lostRow()
  await desk.make(runDraft(2, { submissionId: 'two', now: desk.at(), startsAt: desk.at() + 10_000 }))
  expect(await offeredRows(desk)).toEqual([])
  expect(await press(desk, seqs)).toMatchObject({ marked: 0, passed: 1 })
  await desk.store.write('stopRun', { run: 2 })
  expect(await press(desk, seqs)).toMatchObject({ marked: 1 })
  // What was marked before is looked at so in its turn, too.
  await desk.make(runDraft(2, { submissionId: 'three', now: desk.at(), startsAt: desk.at() + 10_000 }))
  desk.pass(10_000)
  await desk.finish()
  expect(textsTo(desk, number(1))).toBe(2)
})

test('what is marked is looked at again in its turn', async () => {
  const { desk, seqs } = await lostRow()
  await press(desk, seqs)
  await desk.store.write('pauseRun', { run: 1 })
  await says(desk, 'ok')
  await desk.resume()
  await desk.finish()
  expect(textsTo(desk, number(1))).toBe(1)
  // And so is how long ago it left.
  const { desk: other, seqs: rows } = await lostRow()
  await press(other, rows)
  await other.store.write('pauseRun', { run: 1 })
  other.pass(3 * day)
  await other.resume()
  await other.finish()
  expect(textsTo(other, number(1))).toBe(1)
})

test('one press texts nobody twice, whatever was lost of them: the newest goes', async () => {
  const { desk, seqs } = await lostRow()
  await queueTo(desk, { submissionId: 'loose', text: 'On our way' })
  await desk.deliver(() => refused)
  const all = await offeredRows(desk)
  expect(all).toHaveLength(1)
  expect(await press(desk, [...seqs, ...all])).toMatchObject({ queued: 1, marked: 0, passed: 1 })
  const two = openThreads()
  const [first, second] = [lostText(two, ann, { text: 'one' }), lostText(two, ann, { text: 'two' })]
  expect(offered(two)).toEqual([second])
  expect(again(two, [first, second])).toMatchObject({ queued: 1, passed: 1 })
  two.leave(accept)
  expect(two.read.list({ customer: ann })[0]).toMatchObject({ text: 'two', state: 'submitted' })
  // Nor does the older one come after it with the next press.
  expect(offered(two)).toEqual([])
})

test('what left more than two days ago is counted apart, and stays', () => {
  const desk = openThreads()
  const old = lostText(desk, ann)
  desk.pass(2 * day)
  const fresh = lostText(desk, ben)
  expect(desk.read.failed({ ours, now: desk.at() }).groups).toMatchObject([
    { texts: 2, old: 1, passed: 0, again: [`m${fresh}`] },
  ])
  expect(again(desk, [old, fresh])).toMatchObject({ queued: 1, passed: 1 })
})

test('a run whose time is over stays over', async () => {
  const until = runDraft(1).startsAt + 3_600_000
  const { desk, seqs } = await lostRow({ until })
  desk.pass(3_600_000)
  expect(await offeredRows(desk)).toEqual([])
  expect(await press(desk, seqs)).toMatchObject({ marked: 0, passed: 1, moved: [] })
  expect((await desk.look()).run).toMatchObject({ state: 'done', until: new Date(until).toISOString() })
})

test('what the desk sent by itself goes no second time, and is not taken back with all that waits', () => {
  const desk = openThreads()
  desk.ask(ann)
  desk.says(ann, '1')
  desk.queue(ben)
  const { waiting } = desk.read.failed({ ours, now: desk.at() })
  expect(waiting.texts).toBe(1)
  const thanks = desk.newest() - 1
  expect(desk.write.cancelWaiting(desk.newest())).toBe(1)
  expect(desk.leave(refuse)).toEqual([thanks])
  expect(offered(desk)).toEqual([])
  expect(again(desk, [thanks])).toMatchObject({ queued: 0, passed: 1 })
})

test('a text that goes again with others stays here once its customer has written; one that a person sends again leaves', () => {
  const desk = openThreads()
  const asked = desk.ask(ann)
  desk.carrierSays(asked, 'failed')
  const byHand = lostText(desk, ben)
  again(desk, [asked])
  const waits = desk.newest()
  const one = desk.queue(ben, { submissionId: 'by hand', again: byHand })
  desk.says(ann, '1')
  desk.says(ben, 'hello?')
  expect(stateOf(desk, waits)).toMatchObject({ state: 'cancelled', problemCode: 'answered-first' })
  expect(stateOf(desk, asked)).toMatchObject({ textedAgain: null, doneAt: null })
  expect(stateOf(desk, one)).toMatchObject({ state: 'queued' })
  // The answer is the first one's.
  expect(desk.thread(ann).filedAs).toMatchObject({ digit: '1' })
  expect(desk.leave(accept)).toContain(one)
  expect(offered(desk)).toEqual([])
})

test('so does one that is held, and one that was leaving when they wrote and came back', () => {
  const desk = openThreads()
  const [first, second] = [lostText(desk, ann), lostText(desk, ben)]
  again(desk, [first, second])
  const { claimed } = desk.write.claim({ now: desk.at(), limit: 1, notFrom: [], steadySince: 0 })
  const [leaving] = claimed
  desk.db.prepare("UPDATE messages SET state = 'held', needs_person = 1 WHERE again = ?").run(second)
  desk.says(ann, 'hello?')
  desk.says(ben, 'hello?')
  desk.write.settle({ seq: leaving?.seq ?? 0, outcome: cameBack(desk.at()), now: desk.at() })
  expect(desk.leave(accept)).toEqual([])
  const states = desk.db.prepare('SELECT problem_code FROM messages WHERE again IS NOT NULL').pluck().all()
  expect(states).toEqual(['answered-first', 'answered-first'])
})

const cameBack = (at: number) =>
  ({ kind: 'not-sent', attempt: 1, dueAt: at, code: 'network', text: 'Not reached.' }) as const

test('nor does it leave when its run is paused and goes on after it came back', async () => {
  const { desk } = await lostRow()
  await desk.store.write('retryRows', { run: 1, submissionId: 'r', places: [2], alsoUnsure: false, now: desk.at() })
  await desk.advance()
  const { claimed } = await desk.store.write('claim', { now: desk.at(), limit: 1, notFrom: [], steadySince: 0 })
  await says(desk, 'hello?')
  const order = { seq: claimed[0]?.seq ?? 0, outcome: cameBack(desk.at()), now: desk.at() }
  await desk.store.write('settle', order)
  // Said once more, as after a disk that failed, it changes nothing.
  await desk.store.write('settle', order)
  await desk.store.write('pauseRun', { run: 1 })
  await desk.resume()
  await desk.finish()
  expect(textsTo(desk, number(1))).toBe(1)
})

test('half of a long reply keeps back what was leaving and came back, too', () => {
  const desk = openThreads()
  again(desk, [lostText(desk, ann)])
  const { claimed } = desk.write.claim({ now: desk.at(), limit: 1, notFrom: [], steadySince: 0 })
  const part = { ref: '1', number: 1, total: 2 }
  desk.write.receive(inboundText({ customer: ann, text: 'I will be', part, sentAt: desk.at(), arrivedAt: desk.at() }))
  desk.write.settle({ seq: claimed[0]?.seq ?? 0, outcome: cameBack(desk.at()), now: desk.at() })
  expect(desk.leave(accept)).toEqual([])
})

test('half of a long reply is enough: nothing goes again, and what waits stays here', () => {
  const desk = openThreads()
  const [first, second] = [lostText(desk, ann), lostText(desk, ben)]
  again(desk, [first])
  for (const customer of [ann, ben]) {
    const part = { ref: '1', number: 1, total: 2 }
    desk.write.receive(inboundText({ customer, text: 'I will be', part, sentAt: desk.at(), arrivedAt: desk.at() }))
  }
  expect(desk.leave(accept)).toEqual([])
  expect(offered(desk)).toEqual([])
  expect(again(desk, [first, second])).toMatchObject({ queued: 0, passed: 2 })
})

test('half of a long reply that stayed half keeps nobody back for ever', () => {
  const desk = openThreads()
  const part = { ref: '1', number: 1, total: 2 }
  const ago = desk.at() - 27 * 3_600_000
  desk.write.receive(inboundText({ customer: ann, text: 'I will be', part, sentAt: ago, arrivedAt: ago }))
  const lost = lostText(desk, ann)
  expect(offered(desk)).toEqual([lost])
  expect(again(desk, [lost])).toMatchObject({ queued: 1 })
  expect(desk.leave(accept)).toHaveLength(1)
})

/** A time of that day by the clock of whoever runs the tests. */
const clockAt = (at: number) => new Date(at).toTimeString().slice(0, 5)

test.each([
  { what: 'is past, and late answers need a person', by: -1, late: 'person' as const, goes: false },
  { what: 'is past, and late answers count', by: -1, late: 'counts' as const, goes: true },
  { what: 'is to come', by: 1, late: 'person' as const, goes: true },
])('a question whose closing time $what: goes with many others: $goes', ({ by: minutes, late, goes }) => {
  const desk = openThreads()
  const { text, notice } = deliveryOn('Friday')
  if (notice === null) throw new Error('a question')
  const closing = { at: clockAt(desk.at() + minutes * 60_000), late }
  const lost = lostText(desk, ann, { text, notice: { ...notice, handling: { reask: null, closing } } })
  expect(offered(desk)).toEqual(goes ? [lost] : [])
  expect(again(desk, [lost])).toMatchObject({ queued: goes ? 1 : 0 })
})

test('nor does it leave once the first one, of unknown fate, turns out to have arrived or been taken', async () => {
  const desk = openThreads()
  const first = [desk.queue(ann), desk.queue(ben), desk.queue(cem, deliveryOn('Friday'))]
  desk.leave(lose)
  desk.write.textAgain({ ...by(first, desk.at()), alsoUnsure: true })
  const says = (seq: number, status: string) =>
    desk.write.receipt(receipt({ reference: stateOf(desk, seq)?.reference ?? null, providerId: `p${seq}`, status }))
  const [arrived = 0, , taken = 0] = first
  says(arrived, 'delivered')
  says(taken, 'buffered')
  expect(desk.leave(accept)).toHaveLength(1)
  expect(desk.read.bySeqs(first)).toMatchObject([
    { state: 'delivered', textedAgain: null, doneAt: null },
    { state: 'unknown' },
    { state: 'submitted', textedAgain: null },
  ])
  expect(desk.read.list({ customer: ann })[0]).toMatchObject({ state: 'cancelled', problemCode: 'reached-meanwhile' })
})

test('nor with its run, whose row has the first one again', async () => {
  const desk = await openRunDesk()
  await desk.make(runDraft(4))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(1) ? unknown : accepted()))
  const order = { run: 1, submissionId: 'r', places: [2], alsoUnsure: true, now: desk.at() }
  expect(await desk.store.write('retryRows', order)).toMatchObject({ marked: 1 })
  const [text] = await desk.store.ask('list', { customer: number(1) })
  await desk.advance()
  await desk.store.write('receipt', receipt({ reference: text?.reference ?? null, providerId: 'late' }))
  await desk.finish()
  expect(textsTo(desk, number(1))).toBe(1)
  const { run, rows } = await desk.look()
  expect(run.state).toBe('done')
  expect(rows[1]).toMatchObject({ outcome: 'waiting', text: { messageId: text?.id, state: 'submitted' } })
  // A person who knows it may.
  await queueTo(desk, { submissionId: 'anyway', again: text?.seq ?? 0, anyway: true })
  await desk.finish()
  expect(textsTo(desk, number(1))).toBe(2)
})

test('what it was to answer is the lost one’s to answer again', () => {
  const desk = openThreads()
  const reply = desk.says(ann, 'which van?')
  const lost = desk.queue(ann, { inReplyTo: reply })
  desk.leave(refuse)
  again(desk, [lost])
  const of = desk.db.prepare('SELECT answered_by AS by, needs_person AS needs FROM messages WHERE seq = ?')
  expect(of.get(reply)).toEqual({ by: desk.newest(), needs: 0 })
  desk.says(ann, 'hello?')
  expect(of.get(reply)).toEqual({ by: lost, needs: 1 })
})

test('what it was to answer needs nobody where the first one has arrived after all', () => {
  const desk = openThreads()
  const reply = desk.says(ann, 'which van?')
  const first = desk.queue(ann, { inReplyTo: reply })
  desk.leave(lose)
  desk.write.textAgain({ ...by([first], desk.at()), alsoUnsure: true })
  desk.write.receipt(receipt({ reference: stateOf(desk, first)?.reference ?? null, providerId: 'late' }))
  desk.leave(accept)
  const of = desk.db.prepare('SELECT answered_by AS by, needs_person AS needs FROM messages WHERE seq = ?')
  expect(of.get(reply)).toEqual({ by: first, needs: 0 })
})

test('what went from another number of ours is not sent again from here', () => {
  const desk = openThreads()
  const lost = lostText(desk, ann, { ours: '447700900999' })
  expect(offered(desk)).toEqual([])
  expect(again(desk, [lost])).toMatchObject({ queued: 0, passed: 1 })
})

test('what waits with a run that is stopped is told apart from what leaves', async () => {
  const { desk, seqs } = await lostRow()
  await desk.store.write('retryRows', { run: 1, submissionId: 'r', places: [2], alsoUnsure: false, now: desk.at() })
  await desk.advance()
  await desk.deliver(() => refused)
  await desk.store.write('stopRun', { run: 1 })
  const newest = await offeredRows(desk)
  expect(newest).not.toEqual(seqs)
  const order = by(newest, desk.at())
  expect(await desk.store.write('textAgain', order)).toMatchObject({ queued: 0, marked: 1, waiting: 1, passed: 0 })
  await desk.resume()
  expect(await desk.store.write('textAgain', order)).toMatchObject({ kind: 'repeated', marked: 1, waiting: 0 })
})

test('of many reasons the largest are told, each with the words of its newest', () => {
  const desk = openThreads()
  for (let reason = 0; reason < 25; reason += 1)
    for (let text = 0; text <= reason % 5; text += 1) {
      desk.queue(String(447700902000 + reason * 10 + text))
      desk.leave(() => ({ kind: 'refused', code: `vonage-${reason}`, text: `Reason ${reason}, ${text}.` }))
    }
  const { groups } = desk.read.failed({ ours, now: desk.at() })
  expect(groups).toHaveLength(20)
  expect(groups.map(({ texts }) => texts).toSorted((one, other) => other - one)).toEqual(
    groups.map(({ texts }) => texts),
  )
  expect(groups[0]).toMatchObject({ texts: 5, problem: expect.stringMatching(/, 4\.$/) })
  expect(groups.at(-1)).toMatchObject({ texts: 2 })
})
