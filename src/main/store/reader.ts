import type { Because, Message } from '../../shared/message.ts'
import { deliveryQuestion, type KeptQuestion, type Question } from '../../shared/question.ts'
import { around } from './around.ts'
import { runOfChase } from './chase.ts'
import { customerQueries } from './customers.ts'
import { failedQueries } from './failed.ts'
import { figureQueries } from './figures.ts'
import { finder } from './find.ts'
import { gapQueries } from './gap-queries.ts'
import { type HandedOver, readHandedOver, readTakenOver, type TakenOver } from './handed-over.ts'
import { readStop, type Stop } from './hold.ts'
import { isLost } from './lost.ts'
import { askedNames, mayBeForOther, meantFor, toMeantQuestion } from './meant-for.ts'
import { messageId } from './message-id.ts'
import type { Db } from './open.ts'
import { personQueries } from './person.ts'
import { asksAgain } from './reask.ts'
import type { RawWebhook } from './records.ts'
import { readRecordsAsked } from './records-asked.ts'
import { exportQueries } from './run-exports.ts'
import { runId } from './run-id.ts'
import { runQueries } from './run-queries.ts'
import { savedReplies } from './saved-replies.ts'
import { threadQueries } from './thread-list.ts'
import { searchQuery } from './words.ts'

/** Everything that may be asked, by name. Runs on a connection that cannot write. */
export type Queries = ReturnType<typeof queries>
export type QueryName = keyof Queries

export interface Page {
  limit?: number | undefined
  before?: number | undefined
  customer?: string | undefined
  direction?: 'inbound' | 'outbound' | undefined
  only?: 'needs-person' | 'failed' | undefined
}

export interface Counts {
  stop: Stop | null
  handedOver: HandedOver | null
  takenOver: TakenOver | null
  needsPerson: number
  failed: number
  queued: number
  unreadable: number
  /** How many times somebody was erased. */
  erasures: number
  messagesApi: number
  badlySigned: number
  /** Epoch ms; null when these texts were never put back from a backup. */
  restoredAt: number | null
  event: number
}

const columns = `
  SELECT m.*, n.asked,
    t.state AS thanks_state, t.at AS thanks_at, t.problem AS thanks_problem, t.text AS thanks_text,
    t.thanks_for AS thanks_thank_for,
    a.seq AS answer_seq, a.state AS answer_state, a.at AS answer_at, a.problem AS answer_problem,
    a.problem_code AS answer_problem_code, a.text AS answer_text,
    (SELECT count(*) || '/' || max(total) FROM inbound_parts p WHERE m.state = 'incomplete' AND p.message = m.seq) AS parts,
    later.seq AS later_seq, later.at AS later_at, ${mayBeForOther} AS may_be_for_other,
    CASE WHEN m.problem_code = 'run-paused' THEN coalesce(
      (SELECT run FROM run_rows WHERE message = m.seq), ${runOfChase('m.submission')}) END AS held_by,
    CASE WHEN m.again IS NOT NULL THEN (
      WITH RECURSIVE earlier (again, at) AS (
        SELECT again, at FROM messages WHERE seq = m.again
        UNION ALL SELECT b.again, b.at FROM messages b JOIN earlier ON b.seq = earlier.again)
      SELECT at FROM earlier WHERE again IS NULL) END AS first_at
  FROM messages m
  LEFT JOIN notices n ON m.direction = 'inbound' AND n.id = m.notice
  LEFT JOIN messages t ON m.direction = 'inbound' AND t.seq = (
    SELECT max(seq) FROM messages WHERE in_reply_to = m.seq AND kind = 'thanks' AND problem_code IS NOT 'replaced')
  LEFT JOIN messages a ON m.direction = 'inbound' AND a.seq = (
    SELECT max(seq) FROM messages WHERE in_reply_to = m.seq AND kind <> 'thanks')
  LEFT JOIN messages later ON m.direction = 'outbound' AND later.seq = (
    SELECT max(seq) FROM messages WHERE again = m.seq AND state <> 'cancelled')`
/** Word for word as the index has it, or the whole table is read. */
const lost = isLost('m.')

export function queries(db: Db) {
  const bySeqs = db.prepare<[string], Row>(`${columns} WHERE m.seq IN (SELECT value FROM json_each(?)) ORDER BY m.seq`)
  const changed = db.prepare('SELECT DISTINCT message FROM events WHERE seq > ? ORDER BY message LIMIT 10001').pluck()
  const oldestEvent = db.prepare('SELECT coalesce(min(seq), 0) FROM events').pluck()
  const newestEvent = db.prepare('SELECT coalesce(max(seq), 0) FROM events').pluck()
  const found = db
    .prepare('SELECT rowid FROM message_words WHERE message_words MATCH ? ORDER BY rowid DESC LIMIT ?')
    .pluck()
  const badlySigned = db.prepare<[number], RawWebhook & { id: number }>(
    "SELECT id, why, method, target, content_type AS contentType, body, arrived_at AS arrivedAt FROM inbound_raw WHERE why = 'signature' AND id > ? ORDER BY id LIMIT 50",
  )
  const meant = meantFor(db)
  const messageOf = (row: Row): Message => {
    const questions = row.may_be_for_other === 1 ? meant(row.seq).map(toMeantQuestion) : []
    return { ...toMessage(row), questions }
  }
  const bySeqsOf = (seqs: number[]): Message[] => bySeqs.all(JSON.stringify(seqs)).map(messageOf)
  const aroundOf = around(db)
  const stop = readStop(db)
  const [handedOver, takenOver] = [readHandedOver(db), readTakenOver(db)]
  const questions = db.prepare<[], { body: string; version: number }>(
    'SELECT body, version FROM questions WHERE deleted_at IS NULL',
  )
  const counts = db.prepare(`SELECT
    (SELECT count(*) FROM messages WHERE needs_person = 1) AS needsPerson,
    (SELECT count(*) FROM messages m WHERE ${lost}) AS failed,
    (SELECT count(*) FROM messages WHERE state = 'queued') AS queued,
    (SELECT count(*) FROM inbound_raw WHERE why IN ('unreadable', 'messages-api', 'same-id-other-text')) AS unreadable,
    (SELECT count(*) FROM inbound_raw WHERE why = 'messages-api') AS messagesApi,
    (SELECT count(*) FROM inbound_raw WHERE why = 'signature') AS badlySigned,
    coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'erasures'), 0) AS erasures,
    (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'restored-at') AS restoredAt,
    (SELECT coalesce(max(seq), 0) FROM events) AS event`)
  const hasUnsent = db
    .prepare<[], 0 | 1>(
      `SELECT EXISTS (SELECT 1 FROM runs WHERE state NOT IN ('stopped', 'done'))
         OR EXISTS (SELECT 1 FROM messages WHERE state IN ('queued', 'held'))`,
    )
    .pluck()

  return {
    ...customerQueries(db),
    ...gapQueries(db),
    ...readRecordsAsked(db),
    ...runQueries(db),
    ...threadQueries(db),
    ...failedQueries(db),
    ...personQueries(db),
    savedReplies: savedReplies(db),
    ...figureQueries(db),
    ...exportQueries(db),
    /** Whether anything waits to leave, or for somebody to say that it may. */
    hasUnsent: (): boolean => hasUnsent.get() === 1,
    /** Newest first. */
    list: (page: Page): Message[] => {
      const where = ['m.seq < :before']
      if (page.customer !== undefined) where.push('m.customer = :customer')
      if (page.direction !== undefined) where.push('m.direction = :direction')
      if (page.only === 'needs-person') where.push('m.needs_person = 1')
      if (page.only === 'failed') where.push(lost)
      // Filters of the caller are values; only these fixed pieces are put together as text.
      const sql = `${columns} WHERE ${where.join(' AND ')} ORDER BY m.seq DESC LIMIT :limit`
      const { customer, direction } = page
      const values = { before: page.before ?? Number.MAX_SAFE_INTEGER, limit: page.limit ?? 100, customer, direction }
      return (db.prepare(sql).all(values) as Row[]).map(messageOf)
    },
    /** Newest first, by local order: ranking common words costs far more than it tells. */
    search: ({ query, limit }: { query: string; limit?: number | undefined }): Message[] => {
      const match = searchQuery(query)
      if (match === null) return []
      return bySeqsOf(found.all(match, limit ?? 100) as number[]).reverse()
    },
    bySeqs: bySeqsOf,
    find: finder(db, bySeqsOf),
    /** Oldest first; none when there is no such text. */
    around: (seq: number): Message[] => bySeqsOf(aroundOf(seq)),
    /**
     * All messages that changed after an event; null when that is too long ago to say, or some are gone, so everything
     * is to be loaded again.
     */
    changesAfter: (event: number): { messages: Message[]; event: number } | null => {
      const now = newestEvent.get() as number
      if (event > now || event + 1 < (oldestEvent.get() as number)) return null
      const seqs = changed.all(event) as number[]
      if (seqs.length > 10_000) return null
      const messages = bySeqsOf(seqs)
      // Some are gone, and no message says so. Zero stands for those that were erased.
      return messages.length < seqs.filter((seq) => seq !== 0).length ? null : { messages, event: now }
    },
    /** Webhooks that failed the signature's check, some at a time, with ids above the given one. */
    badlySigned: (after: number): (RawWebhook & { id: number })[] => badlySigned.all(after),
    counts: (): Counts => ({
      ...(counts.get() as Omit<Counts, 'stop' | 'handedOver' | 'takenOver'>),
      stop: stop(),
      handedOver: handedOver(),
      takenOver: takenOver(),
    }),
    /** The desk's own first, then by name. */
    questions: (): KeptQuestion[] =>
      questions
        .all()
        .map(({ body, version }) => ({ ...(JSON.parse(body) as Question), version }))
        .sort(
          (one, other) =>
            Number(other.id === deliveryQuestion.id) - Number(one.id === deliveryQuestion.id) ||
            one.name.localeCompare(other.name),
        ),
  }
}

interface Row {
  seq: number
  direction: Message['direction']
  customer: string
  ours: string
  text: string
  state: Message['state']
  at: number
  provider_ids: string
  because: string | null
  needs_person: 0 | 1
  done_at: number | null
  odd_time: 0 | 1
  no_thanks: Message['noThanks']
  gap: number | null
  late: 0 | 1
  before_restore: 0 | 1
  kind: Message['kind']
  reference: string | null
  in_reply_to: number | null
  problem_code: string | null
  problem: string | null
  asked: string | null
  thanks_state: NonNullable<Message['thanks']>['state'] | null
  thanks_at: number | null
  thanks_problem: string | null
  thanks_text: string | null
  thanks_thank_for: string | null
  answer_seq: number | null
  answer_state: NonNullable<Message['answer']>['state'] | null
  answer_at: number | null
  answer_problem: string | null
  answer_problem_code: string | null
  answer_text: string | null
  parts: string | null
  again: number | null
  first_at: number | null
  later_seq: number | null
  later_at: number | null
  may_be_for_other: 0 | 1
  held_by: number | null
}

const withheld = (row: Row) => (row.before_restore === 1 ? 'restored' : row.late === 1 ? 'late' : null)

function toMessage(row: Row): Omit<Message, 'questions'> {
  const [have, total] = row.state === 'incomplete' && row.parts !== null ? row.parts.split('/').map(Number) : []
  return {
    id: messageId(row.seq),
    seq: row.seq,
    direction: row.direction,
    customer: row.customer,
    ours: row.ours,
    text: row.text,
    state: row.state,
    at: new Date(row.at).toISOString(),
    reference: row.reference,
    providerIds: JSON.parse(row.provider_ids) as string[],
    problem: row.problem,
    problemCode: row.problem_code,
    because: row.because === null ? null : (JSON.parse(row.because) as Because),
    kind: row.kind,
    inReplyTo: row.in_reply_to === null ? null : messageId(row.in_reply_to),
    needsPerson: row.needs_person === 1,
    oddTime: row.odd_time === 1,
    doneAt: row.done_at === null ? null : new Date(row.done_at).toISOString(),
    options: row.asked === null ? [] : askedNames(row.asked),
    thanks:
      row.thanks_state === null
        ? null
        : {
            state: row.thanks_state,
            at: new Date(row.thanks_at ?? 0).toISOString(),
            problem: row.thanks_problem,
            text: row.thanks_text ?? '',
            ...(row.thanks_thank_for === asksAgain ? { again: true as const } : {}),
          },
    noThanks: row.no_thanks ?? (row.thanks_state === null ? withheld(row) : null),
    recovered: row.gap !== null,
    answer:
      row.answer_seq === null || row.answer_state === null
        ? null
        : {
            id: messageId(row.answer_seq),
            state: row.answer_state,
            at: new Date(row.answer_at ?? 0).toISOString(),
            problem: row.answer_problem,
            problemCode: row.answer_problem_code,
            text: row.answer_text ?? '',
          },
    textedAgain:
      row.later_seq === null || row.later_at === null
        ? null
        : { id: messageId(row.later_seq), at: new Date(row.later_at).toISOString() },
    triedBefore:
      row.again === null || row.first_at === null
        ? null
        : { id: messageId(row.again), firstAt: new Date(row.first_at).toISOString() },
    ...(row.held_by === null ? {} : { heldBy: runId(row.held_by) }),
    parts: have === undefined || total === undefined ? null : { have, total },
  }
}
