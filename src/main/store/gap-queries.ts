import type { Gap, GapWhy } from '../../shared/gap.ts'
import type { OpenGap } from './gaps.ts'
import { isLost } from './lost.ts'
import type { Db } from './open.ts'
import { notOnRecord } from './unrecorded.ts'

/** A text of which nothing is known, to be looked up by its reference. */
export interface LostText {
  reference: string
  customer: string
  /** When it left, epoch ms. */
  leftAt: number
  /** When the provider was first asked for it and had no record, epoch ms; null before. */
  askedAt: number | null
  /** It was concluded, and told, that the provider has none. */
  isTold: boolean
}

/** What is to be asked for, and what is to be told of it. */
export function gapQueries(db: Db) {
  const open = db.prepare<[], OpenGap>(
    `SELECT id, began_at AS beganAt, ended_at AS endedAt, asked_until AS askedUntil
     FROM gaps WHERE settled_at IS NULL ORDER BY id`,
  )
  // Only what is told is counted: a desk may have lived through thousands of which there is nothing to say.
  const next = db.prepare<[], GapRow>(
    `SELECT *, (SELECT count(*) FROM messages m WHERE m.gap = g.id) AS recovered FROM gaps g
     WHERE dismissed_at IS NULL AND (problem IS NOT NULL OR unread > 0 OR restored = 1
       OR EXISTS (SELECT 1 FROM messages m WHERE m.gap = g.id))
     ORDER BY problem IS NOT NULL OR unread > 0 DESC, id DESC LIMIT 1`,
  )
  const lost = db.prepare<{ after: number; before: number }, Omit<LostText, 'isTold'> & { code: string }>(
    `SELECT reference, customer, left_at AS leftAt, asked_at AS askedAt, problem_code AS code FROM messages
     WHERE ${isLost()} AND state = 'unknown' AND left_at > :after AND left_at < :before
     UNION ALL
     SELECT reference, customer, left_at, asked_at, problem_code FROM messages
     WHERE needs_person = 1 AND state = 'held' AND problem_code = 'restored' AND left_at > :after AND left_at < :before
     ORDER BY left_at LIMIT 100`,
  )
  const texted = db
    .prepare<[string, string], 1>(
      "SELECT 1 FROM messages WHERE customer = ? AND direction = 'outbound' AND ours = ? LIMIT 1",
    )
    .pluck()
  return {
    /** Of texts to numbers of the account those from customers whom this desk has texted from that number: their ids. */
    repliesAmong: (texts: { providerId: string; customer: string; ours: string }[]): string[] =>
      texts.flatMap(({ providerId, customer, ours }) => (texted.get(customer, ours) === undefined ? [] : [providerId])),
    openGaps: (): OpenGap[] => open.all(),
    /**
     * A gap that there is something to say of and that nobody has read: the newest of those whose replies may be missing,
     * else the newest of which replies were recovered. Null when all were read.
     */
    gap: (): Gap | null => {
      const row = next.get()
      if (row === undefined) return null
      return {
        id: row.id,
        why: row.restored === 1 ? 'restored' : row.why,
        since: new Date(row.began_at).toISOString(),
        until: row.ended_at === null ? null : new Date(row.ended_at).toISOString(),
        recovered: row.recovered,
        records: row.records,
        problem:
          row.problem !== null
            ? { code: row.problem_code ?? '', text: row.problem }
            : row.unread > 0
              ? unread(row.unread)
              : null,
      }
    },
    /** Texts that left between two moments, or would have, and of which nothing is known. */
    lostTexts: (between: { after: number; before: number }): LostText[] =>
      lost.all(between).map(({ code, ...text }) => ({ ...text, isTold: code === notOnRecord })),
  }
}

const unread = (count: number) => ({
  code: 'reports-some-unread',
  text: `${count} of Vonage’s records of that time could not be read. Look for these replies in Vonage’s dashboard.`,
})

interface GapRow {
  id: number
  why: GapWhy
  restored: 0 | 1
  began_at: number
  ended_at: number | null
  recovered: number
  records: number
  unread: number
  problem_code: string | null
  problem: string | null
}
