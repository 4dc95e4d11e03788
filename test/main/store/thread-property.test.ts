import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lostStates } from '../../../src/shared/message.ts'
import { threadTabs } from '../../../src/shared/thread.ts'
import { accept, ann, ben, lose, openThreads, refuse } from '../../support/threads.ts'

type Desk = ReturnType<typeof openThreads>

const day = 86_400_000
const customers = [ann, ben]

interface Text {
  seq: number
  customer: string
  direction: string
  kind: string | null
  state: string
  needs: 0 | 1
  done: number | null
  notice: number | null
  was: string | null
}

/** What a person, or a change of mind, raised: kept by the test, in the plainest way. */
interface Raise {
  at: number
  by: number | null
  answer: number | null
}

/** Every list once more, from nothing but messages, questions, consent, and what was raised and put off. */
function recompute({ db, at }: Desk, raises: Map<string, Raise>, snoozes: Map<string, number>) {
  const texts = db
    .prepare<[], Text>(
      `SELECT seq, customer, direction, kind, state, needs_person AS needs, done_at AS done, notice, because ->> 'was' AS was
       FROM messages ORDER BY seq`,
    )
    .all()
  const notices = db.prepare<[], { id: number; customer: string; at: number }>(
    "SELECT id, customer, opened_at AS at FROM notices WHERE state = 'waiting'",
  )
  const out = new Set(db.prepare('SELECT customer FROM opt_outs').pluck().all() as string[])
  const stateOf = (seq: number | null) => texts.find((text) => text.seq === seq)?.state ?? ''
  const isLost = (state: string) => (lostStates as readonly string[]).includes(state)
  const threads = customers.flatMap((customer) => {
    const own = texts.filter((text) => text.customer === customer)
    const last = own.at(-1)?.seq
    if (last === undefined) return []
    const raise = raises.get(customer)
    const isRaised =
      raise !== undefined &&
      (raise.answer === null || isLost(stateOf(raise.answer)) || stateOf(raise.answer) === 'cancelled')
    const needing = own.filter(({ needs }) => needs === 1).map(({ seq }) => seq)
    const need = Math.min(...needing, ...(isRaised ? [raise.at] : []))
    const isSnoozed = need !== Number.POSITIVE_INFINITY && (snoozes.get(customer) ?? 0) > at()
    const asked = notices
      .all()
      .some(
        ({ id, customer: whom, at: openedAt }) =>
          whom === customer &&
          openedAt > at() - 30 * day &&
          !out.has(customer) &&
          own.some(
            ({ notice, kind, state }) =>
              notice === id && kind === 'notice' && !['cancelled', 'refused', 'failed', 'expired'].includes(state),
          ),
      )
    const status =
      need !== Number.POSITIVE_INFINITY && !isSnoozed
        ? 'needs-you'
        : own.some(({ state, done }) => isLost(state) && done === null)
          ? 'failed'
          : isSnoozed || asked
            ? 'waiting'
            : 'done'
    return [{ customer, status, last, need }]
  })
  const newestFirst = threads.toSorted((one, other) => other.last - one.last)
  const inTab = (tab: string) =>
    tab === 'needs-you'
      ? threads
          .filter(({ status }) => status === tab)
          .toSorted((one, other) => one.need - other.need || (one.customer < other.customer ? -1 : 1))
      : newestFirst.filter(({ status }) => tab === 'all' || status === tab)
  return Object.fromEntries(threadTabs.map((tab) => [tab, inTab(tab).map(({ customer }) => customer)]))
}

const words = ['2', '3', 'can you come after 3?', 'ok thx', 'STOP', 'START', 'purple']
const who = fc.constantFrom(...customers)
const step = fc.oneof(
  fc.record({ does: fc.constant('says' as const), customer: who, text: fc.constantFrom(...words) }),
  fc.record({ does: fc.constant('says' as const), customer: who, text: fc.constantFrom(...words) }),
  fc.record({ does: fc.constantFrom('ask' as const, 'write' as const, 'answer' as const), customer: who }),
  fc.record({ does: fc.constant('leave' as const), how: fc.constantFrom(accept, refuse, lose) }),
  fc.record({ does: fc.constantFrom('delivered' as const, 'failed' as const), pick: fc.nat(6) }),
  fc.record({
    does: fc.constantFrom(...(['cancel', 'reopen', 'close', 'file', 'release'] as const)),
    pick: fc.nat(6),
  }),
  fc.record({
    does: fc.constantFrom('done' as const, 'raise' as const, 'snooze' as const),
    customer: who,
    back: fc.nat(3),
  }),
  fc.record({ does: fc.constantFrom('pass' as const, 'late' as const) }),
)
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never

function carryOut(desk: Desk, raises: Map<string, Raise>, snoozes: Map<string, number>, each: Step): void {
  const { db, write, at, newest } = desk
  const needing = () => new Set(db.prepare('SELECT seq FROM messages WHERE needs_person = 1').pluck().all() as number[])
  const before = needing()
  const pick = 'pick' in each ? Math.max(newest() - each.pick, 1) : 0
  const customerOf = (seq: number) =>
    db.prepare<[number], string>('SELECT customer FROM messages WHERE seq = ?').pluck().get(seq) ?? ''
  const state = (seq: number) =>
    db.prepare<[number], string>('SELECT state FROM messages WHERE seq = ?').pluck().get(seq) ?? ''
  const isActive = (raise: Raise | undefined) =>
    raise !== undefined &&
    (raise.answer === null || ['unknown', 'refused', 'failed', 'expired', 'cancelled'].includes(state(raise.answer)))
  const lower = (customer: string, upTo: number) => {
    const by = raises.get(customer)?.by ?? 0
    if (by <= upTo) raises.delete(customer)
  }
  const queued = (customer: string, inReplyTo: number, queue: () => number) => {
    const raise = raises.get(customer)
    const wasActive = isActive(raise)
    const seq = queue()
    if (raise !== undefined && wasActive && (raise.by ?? 0) <= inReplyTo) raise.answer = seq
  }
  const tryTo = (run: () => void) => {
    try {
      run()
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'opted-out') throw error
    }
  }
  if (each.does === 'says') {
    const wasActive = isActive(raises.get(each.customer))
    const seq = desk.says(each.customer, each.text)
    const was = db
      .prepare<[number], string | null>("SELECT because ->> 'was' FROM messages WHERE seq = ?")
      .pluck()
      .get(seq)
    if (was != null) {
      const raise = raises.get(each.customer)
      raises.set(each.customer, { at: wasActive && raise !== undefined ? raise.at : seq, by: seq, answer: null })
      snoozes.delete(each.customer)
    }
  } else if (each.does === 'ask') tryTo(() => queued(each.customer, 0, () => desk.ask(each.customer)))
  else if (each.does === 'write') tryTo(() => queued(each.customer, 0, () => desk.queue(each.customer)))
  else if (each.does === 'answer')
    tryTo(() => {
      const inReplyTo = Number(
        db
          .prepare("SELECT max(seq) FROM messages WHERE customer = ? AND direction = 'inbound'")
          .pluck()
          .get(each.customer),
      )
      if (inReplyTo > 0)
        queued(each.customer, inReplyTo, () => desk.queue(each.customer, { inReplyTo, wholeThread: true }))
    })
  else if (each.does === 'leave') desk.leave(each.how)
  else if (each.does === 'delivered' || each.does === 'failed') desk.carrierSays(pick, each.does)
  else if (each.does === 'cancel') write.cancelText(pick)
  else if (each.does === 'release') write.releaseText({ seq: pick, now: at() })
  else if (each.does === 'reopen') write.reopen({ seq: pick })
  else if (each.does === 'close') {
    write.closeReply({ seq: pick, now: at() })
    write.closeText({ seq: pick, now: at() })
  } else if (each.does === 'file') {
    const { kind } = write.fileReply({ submissionId: desk.submission(), seq: pick, option: '1', now: at() })
    if (
      kind === 'filed' &&
      db.prepare("SELECT because ->> 'filedAt' FROM messages WHERE seq = ?").pluck().get(pick) != null
    )
      lower(customerOf(pick), pick)
  } else if (each.does === 'done') {
    const upTo = Math.max(newest() - each.back, 1)
    if (write.closeThread({ customer: each.customer, upTo, now: at() }).kind === 'closed') {
      lower(each.customer, upTo)
      snoozes.delete(each.customer)
    }
  } else if (each.does === 'raise') {
    const wasActive = isActive(raises.get(each.customer))
    if (write.raiseThread({ customer: each.customer, now: at() }).kind === 'moved') {
      if (!wasActive) raises.set(each.customer, { at: newest(), by: null, answer: null })
      snoozes.delete(each.customer)
    }
  } else if (each.does === 'snooze') {
    const needs = isActive(raises.get(each.customer)) || [...before].some((seq) => customerOf(seq) === each.customer)
    const until = at() + (each.back - 1) * day
    if (write.snoozeThread({ customer: each.customer, until, now: at() }).kind === 'moved') {
      if (!needs) raises.set(each.customer, { at: newest(), by: null, answer: null })
      snoozes.set(each.customer, until)
    }
  } else if (each.does === 'pass') desk.pass(day)
  else write.claim({ now: at() + day, limit: 5, notFrom: [], steadySince: at() + day })
  // Whatever needs somebody anew ends what put the thread off.
  for (const seq of needing()) if (!before.has(seq)) snoozes.delete(customerOf(seq))
}

test('after any sequence of what may happen, every tab and its count is what one would find by looking through all texts', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
      const desk = openThreads()
      const [raises, snoozes] = [new Map<string, Raise>(), new Map<string, number>()]
      for (const each of steps) {
        carryOut(desk, raises, snoozes, each)
        const expected = recompute(desk, raises, snoozes)
        expect(Object.fromEntries(threadTabs.map((tab) => [tab, desk.customers(tab)]))).toEqual(expected)
        const { needsYou, waiting, failed } = desk.counts()
        expect([needsYou, waiting, failed]).toEqual(
          ['needs-you', 'waiting', 'failed'].map((tab) => expected[tab]?.length),
        )
        expect(desk.read.threadsNeedYou(desk.at())).toBe(needsYou)
      }
      desk.close()
    }),
    { numRuns: 10 },
  )
}, 60_000)
