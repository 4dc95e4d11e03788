import type { Because } from '../../shared/message.ts'
import type { Db } from './open.ts'

export type Rule = Because['rule']

/** What customers have said of texts at all: a STOP, or a START after it. Times are epoch ms. */
export function consent(db: Db) {
  const stoppedBy = db.prepare<[string], number | null>('SELECT message FROM opt_outs WHERE customer = ?').pluck()
  // What a text may still turn out not to have said has no time that counts. What was recovered may turn out to be the
  // end of a text that says no STOP: it stands before none that was said.
  const isIncomplete = "EXISTS (SELECT 1 FROM messages m WHERE m.seq = opt_outs.message AND m.state = 'incomplete')"
  const stop = db.prepare<{ customer: string; seq: number | null; at: number; isRecovered: 0 | 1 }>(
    `INSERT INTO opt_outs VALUES (:customer, :seq, :at) ON CONFLICT (customer) DO UPDATE SET
       message = CASE WHEN :isRecovered AND NOT ${isIncomplete} THEN message ELSE excluded.message END,
       at = CASE WHEN ${isIncomplete} THEN excluded.at ELSE max(at, excluded.at) END`,
  )
  const start = db.prepare('DELETE FROM opt_outs WHERE customer = ?')
  // By the time of the customer's own word: a START that was held up on its way must not undo a newer STOP, nor one of
  // the same second, and a STOP that was held up must not undo a newer START.
  const stopSince = db.prepare('SELECT 1 FROM opt_outs WHERE customer = ? AND at >= ?').pluck()
  const startAfter = db
    .prepare(
      `SELECT 1 FROM messages WHERE customer = ? AND direction = 'inbound' AND at > ? AND at <= ?
       AND because ->> 'rule' = 'opt-in' LIMIT 1`,
    )
    .pluck()

  return {
    /** The row whose STOP holds; null when it has none here, undefined when there is no STOP. */
    stoppedBy: (customer: string): number | null | undefined => stoppedBy.get(customer),
    /** @param said.seq its row; null when it has none here */
    stop: (said: { customer: string; seq: number | null; at: number; isRecovered: boolean }): void =>
      void stop.run({ ...said, isRecovered: said.isRecovered ? 1 : 0 }),
    start: (customer: string): void => void start.run(customer),
    /**
     * Whether this customer has since said the opposite: of two words of consent the newer counts.
     *
     * @param until a START of a later time has a wrong one
     */
    isOutranked: (customer: string, rule: Rule, saidAt: number, until: number): boolean =>
      rule === 'opt-in'
        ? stopSince.get(customer, saidAt) !== undefined
        : rule === 'opt-out' && startAfter.get(customer, saidAt, until) !== undefined,
  }
}
