import type { Because, Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { AskedOption } from '../../shared/question.ts'
import type { Thread, ThreadCounts, ThreadStatus, ThreadTab } from '../../shared/thread.ts'
import { noticeOpenMs } from './closing.ts'
import type { Db } from './open.ts'
import { raisedIn } from './thread-layout.ts'

/** Epoch ms. */
interface Now {
  now: number
}

export interface ThreadPage extends Now {
  tab: ThreadTab
  limit: number
  /** The `next` of the page before. */
  after?: string | undefined
}

/** Of a row of threads, called t, at the moment `:now`. */
export const needsYou = '(t.need_seq IS NOT NULL AND (t.snoozed_until IS NULL OR t.snoozed_until <= :now))'
export const isSnoozed = '(t.need_seq IS NOT NULL AND t.snoozed_until > :now)'
const isAsked = `(t.asked_at IS NOT NULL AND t.asked_at > :now - ${noticeOpenMs})`
/** In the order of `Thread.status`: the first that is true. */
const inTab = {
  all: 'true',
  failed: `t.lost > 0 AND NOT ${needsYou}`,
  waiting: `t.lost = 0 AND (${isSnoozed} OR (t.need_seq IS NULL AND ${isAsked}))`,
  done: `t.lost = 0 AND t.need_seq IS NULL AND NOT ${isAsked}`,
} as const satisfies Record<Exclude<ThreadTab, 'needs-you'>, string>

const shownCharacters = 200
const cut = (column: string) => `substr(${column}, 1, ${shownCharacters})`

// Not as the index of lost texts has it: of all customers' those may be many, and of one they are few.
const openText = 'customer = t.customer AND done_at IS NULL'
// "Not closed" and "answered" say the same: the index has the one in its words, and without it all notices are read.
const rows = `
  SELECT t.customer, coalesce(t.name, (
      SELECT name FROM run_rows WHERE customer = t.customer AND name <> '' ORDER BY run DESC LIMIT 1)) AS name,
    t.need_seq AS needSeq, t.lost, ${isAsked} AS isAsked, t.snoozed_until AS snoozedUntil,
    t.raised_at AS raisedAt, t.raised_why AS raisedWhy,
    CASE WHEN ${raisedIn('t')} THEN t.raised_by END AS changedBy, ${cut('t.draft')} AS draft,
    EXISTS (SELECT 1 FROM opt_outs WHERE customer = t.customer) AS optedOut,
    (SELECT json_object('option', outcome, 'asked', json(asked)) FROM notices
     WHERE customer = t.customer AND state <> 'closed' AND state = 'answered' ORDER BY id DESC LIMIT 1) AS filed,
    m.seq, m.direction, ${cut('m.text')} AS text, m.state, m.at, m.kind, m.because,
    n.seq AS oldestSeq, n.at AS oldestAt, n.direction AS oldestDirection, n.because ->> 'why' AS oldestWhy,
    (SELECT count(*) FROM messages WHERE customer = t.customer AND needs_person = 1) AS needing,
    CASE WHEN t.lost > 0 THEN (SELECT count(*) FROM messages WHERE ${openText} AND state = 'unknown') ELSE 0 END AS unsure,
    f.seq AS failedSeq, f.problem, f.problem_code AS problemCode
  FROM threads t JOIN messages m ON m.seq = t.last_seq
  LEFT JOIN messages f ON f.seq = CASE WHEN t.lost > 0 THEN (
    SELECT max(seq) FROM messages WHERE ${openText} AND state IN ('refused', 'failed', 'expired')) END
  LEFT JOIN messages n ON n.seq = (SELECT min(seq) FROM messages WHERE customer = t.customer AND needs_person = 1)`

/** The inbox's list. What a thread needs stands in its row, see thread-layout.ts; only the snooze and the age of a question are of the moment. */
export function threadQueries(db: Db) {
  const newest = Object.fromEntries(
    Object.entries(inTab).map(([tab, where]) => [
      tab,
      db.prepare<Now & { after: number; limit: number }, { customer: string; key: number }>(
        `SELECT customer, last_seq AS key FROM threads t WHERE t.last_seq < :after AND ${where}
         ORDER BY t.last_seq DESC LIMIT :limit`,
      ),
    ]),
  ) as Record<keyof typeof inTab, ReturnType<typeof db.prepare<unknown[], { customer: string; key: number }>>>
  const oldest = db.prepare<
    Now & { after: number; customer: string; limit: number },
    { customer: string; key: number }
  >(
    `SELECT customer, need_seq AS key FROM threads t
     WHERE t.need_seq IS NOT NULL AND (t.need_seq, t.customer) > (:after, :customer) AND ${needsYou}
     ORDER BY t.need_seq, t.customer LIMIT :limit`,
  )
  const byCustomers = db.prepare<Now & { customers: string }, Row>(
    `${rows} WHERE t.customer IN (SELECT value FROM json_each(:customers))`,
  )
  // Apart from the others: those are read from the index alone.
  const drafts = db.prepare<[], number>('SELECT count(*) FROM threads WHERE draft IS NOT NULL').pluck()
  const counts = db.prepare<Now, Omit<ThreadCounts, 'drafts'>>(
    `SELECT count(*) FILTER (WHERE ${needsYou}) AS needsYou, count(*) FILTER (WHERE ${isSnoozed}) AS snoozed,
       count(*) FILTER (WHERE ${inTab.waiting}) AS waiting, count(*) FILTER (WHERE ${inTab.failed}) AS failed
     FROM threads t WHERE t.last_seq IS NOT NULL`,
  )
  const threadsNeedYou = db
    .prepare<Now, number>(`SELECT count(*) FROM threads t WHERE t.need_seq IS NOT NULL AND ${needsYou}`)
    .pluck()
  const customersOf = db
    .prepare<[string], string>('SELECT DISTINCT customer FROM messages WHERE seq IN (SELECT value FROM json_each(?))')
    .pluck()
  const inRow = db
    .prepare<[number, string], string>(
      `SELECT customer FROM run_rows WHERE run = ? AND state = 'queued' AND place IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
  const woken = db
    .prepare<{ since: number; now: number }, string>(
      'SELECT customer FROM threads WHERE snoozed_until > :since AND snoozed_until <= :now AND need_seq IS NOT NULL',
    )
    .pluck()
  const nextWake = db
    .prepare<[number], number | null>(
      'SELECT min(snoozed_until) FROM threads WHERE snoozed_until > ? AND need_seq IS NOT NULL',
    )
    .pluck()

  function byCustomer(customers: readonly string[], now: number): Map<string, Thread> {
    const found = byCustomers.all({ customers: JSON.stringify(customers), now })
    return new Map(found.map((row) => [row.customer, toThread(row, now)]))
  }

  return {
    threads: ({ tab, limit, after, now }: ThreadPage): { threads: Thread[]; next: string | null } => {
      const [seq = '', customer = ''] = after?.split('-') ?? []
      const some =
        tab === 'needs-you'
          ? oldest.all({ after: Number(seq), customer, limit: limit + 1, now })
          : newest[tab].all({ after: seq === '' ? Number.MAX_SAFE_INTEGER : Number(seq), limit: limit + 1, now })
      const page = some.slice(0, limit)
      const threads = byCustomer(
        page.map((each) => each.customer),
        now,
      )
      const last = page.at(-1)
      return {
        threads: page.flatMap((each) => threads.get(each.customer) ?? []),
        next: some.length > limit && last !== undefined ? `${last.key}-${last.customer}` : null,
      }
    },
    thread: ({ customer, now }: Now & { customer: Msisdn }): Thread | null =>
      byCustomer([customer], now).get(customer) ?? null,
    threadCounts: ({ now }: Now): ThreadCounts => ({
      ...(counts.get({ now }) ?? { needsYou: 0, snoozed: 0, waiting: 0, failed: 0 }),
      drafts: drafts.get() ?? 0,
    }),
    threadsNeedYou: (now: number): number => threadsNeedYou.get({ now }) ?? 0,
    /** Of these messages, of these customers, and of these rows of runs: their threads as they are now. */
    threadChanges: ({ seqs, customers, moved, now }: ThreadsMoved & Now): Thread[] => {
      const all = new Set([...customers, ...customersOf.all(JSON.stringify(seqs))])
      for (const { run, places } of moved)
        for (const customer of inRow.all(run, JSON.stringify(places))) all.add(customer)
      return [...byCustomer([...all], now).values()]
    },
    /** Threads that were put off until a time in between, and when the next one is; null for none. */
    woken: ({ since, now }: Now & { since: number }): { customers: Msisdn[]; nextAt: number | null } => ({
      customers: woken.all({ since, now }),
      nextAt: nextWake.get(now) ?? null,
    }),
  }
}

/** What may have changed threads. */
export interface ThreadsMoved {
  seqs: number[]
  customers: Msisdn[]
  moved: { run: number; places: number[] }[]
}

function toThread(row: Row, now: number): Thread {
  const isSnoozed = row.snoozedUntil !== null && row.snoozedUntil > now && row.needSeq !== null
  const status: ThreadStatus =
    row.needSeq !== null && !isSnoozed
      ? 'needs-you'
      : row.lost > 0
        ? 'failed'
        : isSnoozed || row.isAsked === 1
          ? 'waiting'
          : 'done'
  return {
    customer: row.customer,
    name: row.name,
    status,
    needs: status === 'needs-you' ? needsOf(row) : null,
    changedBy: row.changedBy === null ? null : `m${row.changedBy}`,
    failed: row.lost,
    unsure: row.unsure,
    failure: row.failedSeq === null ? null : { problem: row.problem, problemCode: row.problemCode },
    snoozedUntil: isSnoozed ? iso(row.snoozedUntil) : null,
    last: {
      id: `m${row.seq}`,
      seq: row.seq,
      direction: row.direction,
      text: row.text,
      state: row.state,
      at: iso(row.at),
      kind: row.kind,
      because: row.because === null ? null : (JSON.parse(row.because) as Because),
    },
    filedAs: filedIn(row.filed),
    draft: row.draft,
    optedOut: row.optedOut === 1,
  }
}

/** Since the oldest of what needs somebody; the texts say why, where there are any. */
function needsOf(row: Row): NonNullable<Thread['needs']> {
  const isText = row.oldestSeq !== null && row.needSeq !== null && row.oldestSeq <= row.needSeq
  return {
    since: iso(isText ? row.oldestAt : row.raisedAt),
    why: row.oldestSeq === null ? row.raisedWhy : row.oldestDirection === 'outbound' ? 'held' : row.oldestWhy,
    messages: row.needing,
    putOffUntil: row.snoozedUntil === null ? null : iso(row.snoozedUntil),
  }
}

function filedIn(filed: string | null): Thread['filedAs'] {
  if (filed === null) return null
  const { option, asked } = JSON.parse(filed) as { option: string; asked: AskedOption[] }
  const { digit, label, date = null } = asked.find((each) => each.digit === option) ?? { digit: option, label: option }
  return { digit, label, date }
}

const iso = (at: number | null) => new Date(at ?? 0).toISOString()

type NeedsWhy = NonNullable<Thread['needs']>['why']

interface Row {
  customer: string
  name: string | null
  needSeq: number | null
  lost: number
  isAsked: 0 | 1
  snoozedUntil: number | null
  raisedAt: number | null
  raisedWhy: NeedsWhy
  changedBy: number | null
  /** JSON. */
  filed: string | null
  draft: string | null
  optedOut: 0 | 1
  seq: number
  direction: Message['direction']
  text: string
  state: Message['state']
  at: number
  kind: Message['kind']
  because: string | null
  oldestSeq: number | null
  oldestAt: number | null
  oldestDirection: Message['direction'] | null
  oldestWhy: NeedsWhy
  needing: number
  unsure: number
  failedSeq: number | null
  problem: string | null
  problemCode: string | null
}
