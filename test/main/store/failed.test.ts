import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { holding } from '../../../src/main/store/hold.ts'
import { deliveryOn } from '../../support/conversation.ts'
import { accepted, refused as noNumber, openRunDesk } from '../../support/run-desk.ts'
import { number, ours, draft as runDraft } from '../../support/run-draft.ts'
import { accept, ann, ben, cem, lose, openThreads, refuse } from '../../support/threads.ts'

type Desk = ReturnType<typeof openThreads>
const dan = '447700900104'

const counts = (passed: number, old = 0) => ({ old, passed })
const groups = (desk: Desk) => desk.read.failed({ ours, now: desk.at() }).groups
const ids = (desk: Desk) => groups(desk).flatMap(({ again }) => again.map((id) => Number(id.slice(1))))
const again = (desk: Desk, seqs: number[], over: { submissionId?: string; alsoUnsure?: boolean } = {}) =>
  desk.write.textAgain({ submissionId: 'press', seqs, alsoUnsure: false, ours, now: desk.at(), ...over })

test('by reason, the largest group first; of whom nothing more is to be sent is counted and not offered', () => {
  const desk = openThreads()
  const [first, second] = [desk.queue(ann), desk.queue(ben)]
  const wrote = desk.queue(cem)
  desk.leave(refuse)
  const unsure = desk.queue(dan)
  desk.leave(lose)
  // Small talk needs nobody: the thread stays under "failed".
  desk.db.prepare('UPDATE messages SET needs_person = 0 WHERE seq = ?').run(desk.says(cem, 'thanks'))
  expect(groups(desk)).toEqual([
    {
      problem: 'No credit.',
      problemCode: 'vonage-9',
      unsure: false,
      texts: 3,
      ...counts(1),
      again: [`m${second}`, `m${first}`],
    },
    { problem: 'Not known.', problemCode: 'timeout', unsure: true, texts: 1, ...counts(0), again: [`m${unsure}`] },
  ])
  expect(again(desk, [wrote])).toMatchObject({ queued: 0, passed: 1 })
  // Who needs somebody is not in the tab, and neither is their text in its groups.
  desk.write.raiseThread({ customer: ann, now: desk.at() })
  expect(ids(desk)).toEqual([second, unsure])
})

test('each goes again as a text of its own, once however often it is pressed; of unknown fate only where that is said', () => {
  const desk = openThreads()
  const [first, second] = [desk.queue(ann), desk.queue(ben)]
  desk.leave(refuse)
  const unsure = desk.queue(cem)
  desk.leave(lose)
  const all = [first, second, unsure]
  expect(again(desk, all)).toEqual({ kind: 'again', queued: 2, marked: 0, waiting: 0, passed: 1, moved: [] })
  expect(again(desk, all)).toMatchObject({ kind: 'repeated', queued: 2, passed: 1 })
  expect(again(desk, all, { submissionId: 'other window' })).toMatchObject({ queued: 0, passed: 3 })
  expect(desk.counts().failed).toBe(1)
  expect(desk.leave(accept)).toHaveLength(2)
  const [newest, before] = desk.read.list({ customer: ann })
  expect(newest).toMatchObject({ state: 'submitted', triedBefore: { id: `m${first}` } })
  expect(newest?.reference).not.toBe(before?.reference)
  expect(again(desk, [unsure], { submissionId: 'second', alsoUnsure: true })).toMatchObject({ queued: 1 })
  // What the same person typed once more by hand is the newer one.
  const typed = desk.queue(dan)
  desk.leave(refuse)
  desk.queue(dan)
  desk.leave(accept)
  expect(again(desk, [typed], { submissionId: 'third' })).toMatchObject({ queued: 0, passed: 1 })
})

test('nobody who has opted out gets it, and a question asks with its own digits or not at all', () => {
  const desk = openThreads()
  const lost = desk.queue(ben)
  desk.leave(refuse)
  desk.says(ben, 'STOP')
  expect(again(desk, [lost])).toMatchObject({ queued: 0, passed: 1 })
  const asked = desk.ask(ann)
  desk.carrierSays(asked, 'failed')
  expect(again(desk, [asked], { submissionId: 'two' })).toMatchObject({ queued: 1 })
  desk.leave(accept)
  // It is a question: an answer is filed.
  desk.says(ann, '2')
  expect(desk.thread(ann).last).toMatchObject({ kind: 'thanks' })
  // Her "2" would be an answer to the one that is open now.
  const monday = desk.queue(cem, deliveryOn('Monday'))
  desk.leave(accept)
  desk.carrierSays(monday, 'failed')
  desk.queue(cem, deliveryOn('Friday'))
  desk.leave(accept)
  expect(again(desk, [monday], { submissionId: 'three' })).toMatchObject({ queued: 0, passed: 1 })
})

test('all that waits is taken back, up to what was there to be seen; a lost text is there again', () => {
  const desk = openThreads()
  const lost = desk.queue(ann)
  desk.leave(refuse)
  again(desk, [lost])
  desk.queue(ben)
  const { waiting } = desk.read.failed({ ours, now: desk.at() })
  expect(waiting.texts).toBe(2)
  const unseen = desk.queue(cem)
  expect(desk.write.cancelWaiting(waiting.upTo)).toBe(2)
  expect(desk.write.cancelWaiting(waiting.upTo)).toBe(0)
  expect(desk.leave(accept)).toEqual([unseen])
  expect(ids(desk)).toEqual([lost])
  expect(again(desk, [lost], { submissionId: 'after all' })).toMatchObject({ queued: 1 })
})

test('what waits is taken back without a look through all texts', () => {
  const desk = openThreads()
  desk.queue(ann)
  const asked: string[] = []
  const traced = new Database(desk.db.name, { verbose: (sql) => asked.push(String(sql)) })
  onTestFinished(() => void traced.close())
  expect(holding(traced, () => {}).cancelWaiting(desk.newest())).toBe(1)
  const plansOf = (sql: string) => traced.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all()
  const plans = [...asked].filter((sql) => sql.startsWith('SELECT')).flatMap(plansOf)
  const isScan = /INTEGER PRIMARY KEY \(rowid[<>]/
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.filter(({ detail }) => isScan.test(detail))).toEqual([])
})

test('a text of a run goes again with its run, in its turn, and its row follows it', async () => {
  const desk = await openRunDesk()
  await desk.make(runDraft(4))
  desk.pass(10_000)
  await desk.finish((customer) => (customer === number(1) ? noNumber : accepted()))
  const [group] = (await desk.store.ask('failed', { ours, now: desk.at() })).groups
  expect(group).toMatchObject({ problemCode: 'vonage-3', texts: 1 })
  const seqs = (group?.again ?? []).map((id) => Number(id.slice(1)))
  const press = () =>
    desk.store.write('textAgain', { submissionId: 'press', seqs, alsoUnsure: false, ours, now: desk.at() })
  expect(await press()).toMatchObject({ queued: 0, marked: 1, moved: [{ run: 1, places: [2] }] })
  expect((await desk.look()).run.state).toBe('sending')
  expect((await desk.store.ask('failed', { ours, now: desk.at() })).groups[0]?.again).toEqual([])
  expect(await press()).toMatchObject({ kind: 'repeated', marked: 1 })
  await desk.finish()
  expect(await press()).toMatchObject({ kind: 'repeated', marked: 1 })
  await desk.finish()
  expect(desk.sent.filter((customer) => customer === number(1))).toHaveLength(2)
  expect((await desk.look()).rows[1]).toMatchObject({ outcome: 'waiting', text: { state: 'submitted' } })
})
