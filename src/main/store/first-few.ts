import { arrivesWithinMs, canaryRows } from '../../shared/run.ts'
import type { Db } from './open.ts'

/**
 * What is known of the first few: `under-way` as long as one of them has no answer yet or is held, `none` when none has left, or
 * until when (epoch ms) it is waited for one of them to arrive. `lost` is no reason to send the rest.
 */
export type FirstFew = { kind: 'none' | 'under-way' | 'lost' | 'go-on' } | { kind: 'wait'; until: number }

/**
 * The first few texts of a run tell whether the rest may leave. That one was taken says that the account may send; only a
 * receipt says that texts get through. Not every route gives receipts, so it is waited for, but never for long.
 */
export function firstFew(db: Db) {
  // Held because it got too late, they wait for a person, and so does the rest until that person has the run go on. What
  // was held with the run waits for the first few, whatever the clock said then.
  const isUnderWay = db
    .prepare<[number], 1>(
      `SELECT 1 FROM run_rows r JOIN messages m ON m.seq = r.message JOIN runs ON runs.id = r.run
       WHERE r.run = ? AND (m.state IN ('queued', 'sending')
         OR (m.state = 'held' AND m.problem_code IS NOT 'run-paused' AND m.at >= runs.went_on_at)) LIMIT 1`,
    )
    .pluck()
  // What left before a person had the run go on is past.
  const leftSince = `FROM run_rows r JOIN messages m ON m.seq = r.message JOIN runs ON runs.id = r.run
    WHERE r.run = ? AND m.state NOT IN ('queued', 'sending', 'held', 'cancelled') AND m.left_at >= runs.went_on_at`
  const newest = db.prepare<[number], First>(
    `SELECT m.state, m.left_at AS leftAt ${leftSince} ORDER BY m.left_at DESC, r.place DESC LIMIT ${canaryRows}`,
  )
  // Of the top of the list: a run of thousands is not looked through at every step.
  const top = db.prepare<[number], First & { since: 0 | 1 }>(
    `SELECT m.state, m.left_at AS leftAt, m.left_at >= runs.went_on_at AS since
     FROM (SELECT run, message FROM run_rows WHERE run = ? AND message IS NOT NULL ORDER BY place LIMIT 50) r
     JOIN messages m ON m.seq = r.message JOIN runs ON runs.id = r.run
     WHERE m.state NOT IN ('queued', 'sending', 'held', 'cancelled') ORDER BY m.left_at`,
  )

  return {
    /** @param isLastOfAll nobody would wait for what becomes of them */
    ofFirstFew(run: number, now: number, isLastOfAll: boolean): FirstFew {
      if (isUnderWay.get(run) !== undefined) return { kind: 'under-way' }
      const first = newest.all(run)
      if (first.length === 0) return { kind: 'none' }
      // One of unknown fate is no proof either way.
      const mayArrive = first.filter(({ state }) => state === 'submitted')
      if (first.some(({ state }) => state === 'delivered')) return { kind: 'go-on' }
      if (mayArrive.length === 0) return { kind: 'lost' }
      if (isLastOfAll) return { kind: 'go-on' }
      const until = Math.max(...mayArrive.map(({ leftAt }) => leftAt)) + arrivesWithinMs
      // With a clock that was put back it would be waited for longer.
      if (now < until && now >= until - arrivesWithinMs) return { kind: 'wait', until }
      const lost = first.filter(({ state }) => isLost.has(state))
      return { kind: lost.length > mayArrive.length ? 'lost' : 'go-on' }
    },
    /** The rest went on without a receipt, and all that came since then say that nothing gets through. */
    areLostAfterAll(run: number): boolean {
      const texts = top.all(run)
      const first = texts.filter(({ since }) => since === 1).slice(0, canaryRows)
      return (
        first.length === canaryRows &&
        first.every(({ state }) => isLost.has(state)) &&
        texts.every(({ state }) => state !== 'delivered')
      )
    },
  }
}

const isLost: ReadonlySet<string> = new Set(['refused', 'failed', 'expired'])

interface First {
  state: string
  /** Epoch ms. */
  leftAt: number
}
