import type { Message } from '../shared/message.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import type { RunRow } from '../shared/run.ts'
import type { Thread } from '../shared/thread.ts'
import type { DeskEvent } from './events.ts'
import { replyNotice, type TextsOf } from './notice-names.ts'
import type { RunNews } from './run-notices.ts'

/** A reply that waits for a person. */
export interface Waiting {
  messageId: string
  customer: Msisdn
  text: string
  /** What it can be filed as. */
  options: Message['options']
  questions: Message['questions']
  /** Null where there is none, or it has not been heard of yet. */
  run: { id: string; name: string } | null
  /** What calls for somebody where it is not the text itself: another answer than before, or what was put off is due. */
  why: 'changed' | 'due' | null
}

/** What is told outside of the window: one customer's reply, how many customers of a run need somebody, or what a run did. */
export type Notice = { id: string } & (
  | { kind: 'one'; reply: Waiting }
  | { kind: 'several'; customers: number; run: Waiting['run'] }
  | { kind: 'run'; run: { id: string; name: string }; news: RunNews[] }
)

/** So long is waited for others of the same burst, and for the run to be known. */
const gatherMs = 1_500
/** No sooner than this after the last. */
const restMs = 5_000
/** Of so many replies it is remembered which run they belong to, in case they are told of later. */
const runsMost = 2_000

export interface Notices {
  hear(events: readonly DeskEvent[]): void
  /** A person has waved it away. */
  dismissed(noticeId: string): void
}

/**
 * Which replies are told of outside of the window, and until when. Told is what has come to need a person while nobody
 * looked: a text, an answer that is another one than before, and what was put off until now; never small talk or an
 * answer that was filed. A burst of a run is one notice, which takes the place of those of the same run before it. One
 * goes as soon as nobody is needed any more, or not yet.
 *
 * @param needs.isLookedAt somebody has the window in front of them
 * @param needs.texts null until the desk was heard of
 */
export function makeNotices(needs: {
  isLookedAt: () => boolean
  texts: () => TextsOf | null
  show: (notice: Notice) => void
  withdraw: (noticeId: string) => void
  later: (run: () => void, ms: number) => void
  now: () => number
}): Notices {
  const waiting = new Map<string, Waiting>()
  /** Put off: they may change meanwhile, and are told of once they are due. */
  const asleep = new Map<string, Waiting>()
  /** By customer: an answer that replaced another. Whether somebody has to look is what the thread says. */
  const changed = new Map<Msisdn, Waiting>()
  /** By customer: until when they were put off that were told of as due. */
  const woken = new Map<Msisdn, string>()
  const runs = new Map<string, Waiting['run']>()
  /** Ids of those of which nothing was told yet. */
  const fresh = new Set<string>()
  /** By notice: the replies that it speaks of and that still wait. */
  const shown = new Map<string, Set<string>>()
  let due = false
  let toldAt = Number.NEGATIVE_INFINITY
  const began = needs.now()
  let desk: string | null = null

  function hear(events: readonly DeskEvent[]) {
    for (const event of events) {
      if (event.name === 'message') for (const message of event.data) hearMessage(message)
      else if (event.name === 'gone') event.data.forEach(settle)
      else if (event.name === 'thread') for (const thread of event.data) hearThread(thread)
      else if (event.name === 'run') for (const { run, rows } of event.data) for (const row of rows) know(run, row)
      else if (event.name === 'desk') {
        // Somebody was erased, or it is another desk: nothing that was told may stay on the screen.
        const now = `${event.data.mode} ${event.data.restoredAt} ${event.data.erasures}`
        if (desk !== null && desk !== now) forgetAll()
        desk = now
      }
    }
  }
  function hearMessage({ id, direction, needsPerson, because, customer, text, options, questions }: Message) {
    if (direction !== 'inbound') return
    const run = runs.get(id) ?? null
    const heard: Waiting = { messageId: id, customer, text, options, questions, run, why: null }
    const known = waiting.get(id)
    if (asleep.has(id) && needsPerson) asleep.set(id, heard)
    else if (needsPerson) {
      waiting.set(id, heard)
      if (known === undefined) ring(id)
    } else if (!isChange(because)) settle(id)
    else if (known?.why === 'changed') waiting.set(id, { ...heard, why: 'changed' })
    else changed.set(customer, { ...heard, why: 'changed' })
  }
  /** Also of those of whom no text speaks: put off, due again, answered, or with another answer than before. */
  function hearThread({ customer, status, needs: asks, changedBy, snoozedUntil, last }: Thread) {
    const ofThem = (each: Waiting) => each.customer === customer
    const before = changed.get(customer)
    changed.delete(customer)
    if (status !== 'needs-you' || asks === null) {
      for (const each of [...waiting.values()].filter(ofThem)) {
        settle(each.messageId)
        if (snoozedUntil !== null) asleep.set(each.messageId, each)
      }
      if (snoozedUntil === null)
        for (const { messageId } of [...asleep.values()].filter(ofThem)) asleep.delete(messageId)
      return
    }
    for (const each of [...asleep.values()].filter(ofThem)) {
      asleep.delete(each.messageId)
      waiting.set(each.messageId, each)
    }
    for (const { messageId, why } of [...waiting.values()].filter(ofThem))
      if (why === 'changed' && messageId !== changedBy) settle(messageId)
    // The thread may be told of before its text is.
    const isNew = last.direction === 'inbound' && isChange(last.because) && Date.parse(last.at) >= began
    const differs = before ?? (isNew ? ({ ...inLast(customer, last), why: 'changed' } as const) : undefined)
    if (differs !== undefined && differs.messageId === changedBy && !waiting.has(changedBy)) wait(differs)
    const { putOffUntil } = asks
    // What came due before this start the window says; nobody was away from it since.
    if (putOffUntil === null || Date.parse(putOffUntil) < began || woken.get(customer) === putOffUntil) return
    woken.set(customer, putOffUntil)
    const newest = [...waiting.values()].findLast(ofThem)
    wait({ ...(newest ?? inLast(customer, last)), why: 'due' })
  }
  const inLast = (customer: Msisdn, { id, direction, text }: Thread['last']): Omit<Waiting, 'why'> => ({
    messageId: id,
    customer,
    text: direction === 'inbound' ? text : '',
    options: [],
    questions: [],
    run: runs.get(id) ?? null,
  })
  function wait(reply: Waiting) {
    waiting.set(reply.messageId, reply)
    ring(reply.messageId)
  }
  function ring(id: string) {
    fresh.add(id)
    if (due) return
    due = true
    needs.later(tell, Math.max(gatherMs, toldAt + restMs - needs.now()))
  }
  function know({ id, name }: { id: string; name: string }, { said }: RunRow) {
    if (said === null) return
    const run = { id, name }
    runs.delete(said.messageId)
    runs.set(said.messageId, run)
    for (const oldest of runs.keys()) {
      if (runs.size <= runsMost) break
      runs.delete(oldest)
    }
    const known = waiting.get(said.messageId)
    if (known !== undefined) waiting.set(said.messageId, { ...known, run })
  }
  function settle(id: string) {
    waiting.delete(id)
    asleep.delete(id)
    fresh.delete(id)
    for (const [noticeId, replies] of shown)
      if (replies.delete(id) && replies.size === 0) {
        shown.delete(noticeId)
        needs.withdraw(noticeId)
      }
  }
  function forgetAll() {
    for (const noticeId of shown.keys()) needs.withdraw(noticeId)
    for (const kept of [waiting, asleep, changed, woken, runs, fresh, shown]) kept.clear()
  }

  function tell() {
    due = false
    const told = [...fresh].flatMap((id) => waiting.get(id) ?? [])
    fresh.clear()
    if (told.length === 0 || needs.isLookedAt()) return
    toldAt = needs.now()
    for (const runId of new Set(told.map(({ run }) => run?.id ?? null)))
      tellOf(
        runId,
        told.filter(({ run }) => (run?.id ?? null) === runId),
      )
  }
  function tellOf(runId: string | null, told: readonly Waiting[]) {
    const before = [...shown].filter(([, ids]) => [...ids].some((id) => (waiting.get(id)?.run?.id ?? null) === runId))
    const stillThere = before.flatMap(([, ids]) => [...ids].flatMap((id) => waiting.get(id) ?? []))
    const all = [...stillThere, ...told]
    const customers = new Set(all.map(({ customer }) => customer)).size
    const newest = all.at(-1)
    if (newest === undefined) return
    for (const [noticeId] of before) {
      shown.delete(noticeId)
      needs.withdraw(noticeId)
    }
    const notice: Notice =
      customers === 1
        ? {
            id: replyNotice({ id: newest.messageId, customer: newest.customer }, needs.texts()),
            kind: 'one',
            reply: newest,
          }
        : { id: `several-${runId ?? 'all'}`, kind: 'several', customers, run: newest.run }
    shown.set(notice.id, new Set(all.map(({ messageId }) => messageId)))
    needs.show(notice)
  }

  return { hear, dismissed: (noticeId) => void shown.delete(noticeId) }
}

/** It replaced another answer, and nobody has filed it by hand since. */
const isChange = (because: Message['because']) => because?.was !== undefined && because.filedAt === undefined
