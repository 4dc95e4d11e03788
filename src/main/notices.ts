import { createHash } from 'node:crypto'
import type { DeskState } from '../shared/desk-state.ts'
import type { Message } from '../shared/message.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import type { RunRow } from '../shared/run.ts'
import type { DeskEvent } from './events.ts'

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
}

/** What is told outside of the window: one customer's reply, or how many customers of a run need somebody. */
export type Notice = { id: string } & (
  | { kind: 'one'; reply: Waiting }
  | { kind: 'several'; customers: number; run: Waiting['run'] }
)

/** Which texts a message's number is of: practice has its own, and what was put back has other ones under the same. */
export type TextsOf = Pick<DeskState, 'mode' | 'restoredAt'>

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
 * looked: never small talk or an answer that was filed. A burst of a run is one notice, which takes the place of those of
 * the same run before it. One goes as soon as nobody is needed any more.
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
  const runs = new Map<string, Waiting['run']>()
  /** Ids of those of which nothing was told yet. */
  const fresh = new Set<string>()
  /** By notice: the replies that it speaks of and that still wait. */
  const shown = new Map<string, Set<string>>()
  let due = false
  let toldAt = Number.NEGATIVE_INFINITY
  let desk: string | null = null

  function hear(events: readonly DeskEvent[]) {
    for (const event of events) {
      if (event.name === 'message') for (const message of event.data) hearMessage(message)
      else if (event.name === 'gone') event.data.forEach(settle)
      else if (event.name === 'run') for (const { run, rows } of event.data) for (const row of rows) know(run, row)
      else if (event.name === 'desk') {
        // Somebody was erased, or it is another desk: nothing that was told may stay on the screen.
        const now = `${event.data.mode} ${event.data.restoredAt} ${event.data.erasures}`
        if (desk !== null && desk !== now) forgetAll()
        desk = now
      }
    }
  }
  function hearMessage({ id, direction, needsPerson, customer, text, options, questions }: Message) {
    if (direction !== 'inbound') return
    if (!needsPerson) return settle(id)
    const known = waiting.get(id)
    waiting.set(id, { messageId: id, customer, text, options, questions, run: runs.get(id) ?? null })
    if (known !== undefined) return
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
    fresh.delete(id)
    for (const [noticeId, replies] of shown)
      if (replies.delete(id) && replies.size === 0) {
        shown.delete(noticeId)
        needs.withdraw(noticeId)
      }
  }
  function forgetAll() {
    for (const noticeId of shown.keys()) needs.withdraw(noticeId)
    for (const kept of [waiting, runs, fresh, shown]) kept.clear()
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

/**
 * A notice's name says what it is about: the system hands it back after a restart too, when nothing else is left of it.
 * By then the same number may be another customer's text, so the name holds whose it was, and of which texts. The
 * customer is a hash in it, as systems keep such names.
 *
 * @param texts null where that is not known: then nothing but the window can be had by it
 */
export function replyNotice({ id, customer }: Pick<Message, 'id' | 'customer'>, texts: TextsOf | null): string {
  const restored = texts?.restoredAt == null ? 'never' : Date.parse(texts.restoredAt)
  const whose = createHash('sha256').update(customer).digest('hex').slice(0, 16)
  return `reply-${id}-${texts?.mode ?? 'unknown'}-${restored}-${whose}`
}

/**
 * @returns of a reply its number alone: it is the one that was meant when {@link replyNotice} names it the same. Null for
 *   a name that is none of ours
 */
export function readNotice(id: string): { messageId: string } | { runId: string | null } | null {
  const [, messageId, runId] =
    /^(?:reply-(m[1-9]\d{0,15})-[a-z]+-(?:never|\d{1,16})-[0-9a-f]{16}|several-(run[1-9]\d{0,14}|all))$/.exec(id) ?? []
  if (messageId !== undefined) return { messageId }
  return runId === undefined ? null : { runId: runId === 'all' ? null : runId }
}
