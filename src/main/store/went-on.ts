import type { Db } from './open.ts'

/**
 * When a person had runs go on: what left before is past, and says nothing of whether the rest may leave. That is told
 * by the times of both, so once the clock is put back no text of a run may have left later than it was. What was written
 * down by the clock that was ahead is given up for that: until when an answer counts is reckoned from the new time, too.
 */
export function wentOn(db: Db) {
  const isPast = db.prepare<{ run: number; now: number; before: number }>(
    `UPDATE messages SET left_at = :now - 1 WHERE left_at >= :now AND left_at < :before
       AND seq IN (SELECT message FROM run_rows WHERE run = :run)`,
  )
  const ahead = db.prepare<{ now: number }, { run: number; before: number }>(
    `SELECT id AS run, went_on_at AS before FROM runs
     WHERE state IN ('held', 'canary', 'sending') AND went_on_at > :now`,
  )
  const set = db.prepare<{ run: number; now: number }>('UPDATE runs SET went_on_at = :now WHERE id = :run')

  return {
    /** Somebody has a run go on now; epoch ms. */
    goesOn(run: number, now: number): void {
      isPast.run({ run, now, before: Number.MAX_SAFE_INTEGER })
      set.run({ run, now })
    },
    /** By a clock that was put back, what leaves now would be past. */
    heedClock(now: number): void {
      for (const { run, before } of ahead.all({ now })) {
        isPast.run({ run, now, before })
        set.run({ run, now })
      }
    },
  }
}
