import type { Because, Why } from '../../shared/message.ts'
import type { Db } from './open.ts'
import { type Incomplete, partsTogetherMs } from './parts.ts'
import type { Touch, Understanding } from './records.ts'

const hourMs = 3_600_000

/**
 * What a text says of consent while parts of it are missing. Its meaning is read from the whole, and never from a part:
 * " stop." may be where a bus does. But whoever may have said STOP is not texted until that is known, so its beginning
 * is read, as far as it is there without a gap:
 *
 * - a STOP in whole sentences is one, whether the rest comes or not;
 * - one that the next words may turn round, as in "please don’t text me" and "before 9", holds texts back until the
 *   rest is there, and no longer than that may take.
 *
 * Either is taken back when the whole text turns out to be none; a STOP that was said elsewhere stays. A customer's
 * newer START counts.
 */
export function stopsInParts(db: Db, touch: Touch, isStop: (text: string) => boolean) {
  // One that was there before is not this text's, and is not to go with it.
  const hold = db.prepare('INSERT INTO opt_outs VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
  const remove = db
    .prepare<[string, number], number>('DELETE FROM opt_outs WHERE customer = ? AND message = ? RETURNING at')
    .pluck()
  // What came of its own comes before what begins a text. A START that was obeyed has undone what is older than it.
  const alsoSaid = db.prepare<{ customer: string; seq: number; until: number }, { seq: number; at: number }>(
    `SELECT seq, CASE odd_time WHEN 1 THEN min(at, :until) ELSE at END AS at FROM messages m
     WHERE customer = :customer AND direction = 'inbound' AND seq <> :seq AND (because ->> 'rule' = 'opt-out'
       AND NOT EXISTS (SELECT 1 FROM messages s WHERE s.customer = :customer AND s.direction = 'inbound'
         AND s.because ->> 'rule' = 'opt-in' AND s.at > m.at AND s.odd_time = 0)
       OR state = 'incomplete' AND because ->> 'why' IN ('begins with a STOP', 'may be a STOP'))
     ORDER BY because ->> 'rule' = 'opt-out' DESC, because ->> 'why' = 'begins with a STOP' DESC, at DESC LIMIT 1`,
  )
  const setBecause = db.prepare('UPDATE messages SET because = ? WHERE seq = ?')
  const ofCustomer = db.prepare<[number, string], { seq: number; at: number; isNewer: 0 | 1 }>(
    `SELECT seq, at, at >= ? AND odd_time = 0 AS isNewer FROM messages
     WHERE customer = ? AND state = 'incomplete' AND because ->> 'why' <> '${missing.why}'`,
  )
  const outdated = db.prepare<[number], { customer: string; seq: number }>(
    `SELECT o.customer, m.seq FROM opt_outs o JOIN messages m ON m.seq = o.message
     WHERE ${mayBeStop('m')} AND NOT EXISTS (SELECT 1 FROM inbound_parts p WHERE p.message = m.seq AND p.arrived_at > ?)`,
  )
  const obeyed = db.prepare("UPDATE messages SET because = ? WHERE seq = ? AND because ->> 'rule' = 'opt-out'")
  let lookedAt = Number.NEGATIVE_INFINITY

  /** Lets texts go again, but for another STOP that this one stood before. */
  function letGo(customer: string, seq: number): void {
    const until = remove.get(customer, seq)
    const other = until === undefined ? undefined : alsoSaid.get({ customer, seq, until })
    if (other !== undefined) hold.run(customer, other.seq, other.at)
  }

  function restIsLost(seq: number): void {
    setBecause.run(JSON.stringify(missing), seq)
    touch(seq)
  }

  return {
    /** @param isOutranked a newer START is there */
    read: ({ beginning }: Pick<Incomplete, 'beginning'>, isOutranked: () => boolean): Because => {
      const why: Why | null = isStop(wholeSentences(beginning))
        ? 'begins with a STOP'
        : isStop(beginning)
          ? 'may be a STOP'
          : null
      return why === null || isOutranked() ? missing : { rule: 'person', why }
    },
    /** What was read of it holds from now on, and nothing that was read of less. @param at when it was said, epoch ms */
    apply: ({ why }: Because, customer: string, seq: number, at: number): void => {
      if (why === missing.why) letGo(customer, seq)
      else hold.run(customer, seq, at)
    },
    /** The whole text is no STOP. @param seqs rows that may have been obeyed as one: its own, and those of parts of it */
    takeBack: (customer: string, seqs: readonly number[]): void => {
      for (const seq of seqs)
        if (obeyed.run(JSON.stringify({ ...noStop.because, rule: 'none' }), seq).changes > 0) touch(seq)
      for (const seq of seqs) letGo(customer, seq)
    },
    /** The customer has said START, at that moment (epoch ms): what they wrote after it, or in the same second, may still be a STOP. */
    startSaid: (customer: string, saidAt: number): void => {
      for (const { seq, at, isNewer } of ofCustomer.all(saidAt, customer))
        if (isNewer === 1) hold.run(customer, seq, at)
        else restIsLost(seq)
    },
    /** Lets texts go again where the rest can no longer come: looked for once an hour. @param now epoch ms */
    letOutdatedGo: (now: number): void => {
      if (Math.abs(now - lookedAt) < hourMs) return
      lookedAt = now
      for (const { customer, seq } of outdated.all(now - partsTogetherMs)) {
        letGo(customer, seq)
        restIsLost(seq)
      }
    },
  }
}

/** SQL: that this row of `messages` holds texts back only until its rest is there. */
export const mayBeStop = (row: string) => `${row}.because ->> 'why' = 'may be a STOP'`

export const noStop: Understanding = { because: { rule: 'person', why: 'a part read as STOP' }, thanks: null }

const missing = { rule: 'person', why: 'parts are missing' } as const satisfies Because

/** Up to the end of the last sentence that has one. */
export const wholeSentences = (text: string): string => /^.*[.!?。！？؟\n…]/su.exec(text)?.[0] ?? ''
