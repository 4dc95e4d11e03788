import type { DeskState } from '../../shared/desk-state.ts'
import { byPerson } from './in-bulk.ts'
import type { Db } from './open.ts'
import { usualWithinMs } from './queue.ts'
import type { Touch } from './records.ts'
import { leavingLost } from './run-again.ts'
import { touchingReply } from './with-reply.ts'

export type Stop = NonNullable<DeskState['stop']>
export type Release = { kind: 'released' | 'cancelled' | 'no-such-message' | 'not-held' | 'too-late' }

export const stopKey = 'sending-stopped'

/** Whether a person, or too many texts of unknown fate, have stopped all sending. It holds over restarts. */
export function readStop(db: Db): () => Stop | null {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
  return () => {
    const kept = value.get(stopKey) as string | undefined
    return kept === undefined ? null : (JSON.parse(kept) as Stop)
  }
}

/** What keeps texts from leaving, and what a person then decides. */
export function holding(db: Db, touch: Touch) {
  const stopped = readStop(db)
  const touchWithReply = touchingReply(db, touch)
  const keep = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const forget = db.prepare('DELETE FROM meta WHERE key = ?')
  const stateOf = db
    .prepare<[number], string>("SELECT state FROM messages WHERE seq = ? AND direction = 'outbound'")
    .pluck()
  const release = db.prepare(
    `UPDATE messages SET state = 'queued', due_at = :now, late_after = :now + ${usualWithinMs}, attempts = 0, needs_person = 0,
       problem_code = NULL, problem = NULL WHERE seq = :seq`,
  )
  const cancel = db.prepare(
    `UPDATE messages SET state = 'cancelled', needs_person = 0, problem_code = 'by-hand', problem = 'Not sent: you cancelled it.'
     WHERE seq = ?`,
  )

  const waiting = db
    .prepare<{ upTo: number }, number>(
      // By the number alone all texts from before would be looked through.
      `SELECT seq FROM messages INDEXED BY messages_queue WHERE state = 'queued' AND seq <= :upTo AND ${byPerson}
       UNION ALL SELECT seq FROM messages WHERE state = 'held' AND seq <= :upTo AND ${byPerson}`,
    )
    .pluck()
  const leaveLost = leavingLost(db, touch)

  /** Before it is claimed only. Where it was to stand for one that was lost, that one is there again. */
  function cancelText(seq: number): Release {
    const state = stateOf.get(seq)
    if (state === undefined) return { kind: 'no-such-message' }
    if (state === 'cancelled') return { kind: 'cancelled' }
    if (state !== 'queued' && state !== 'held') return { kind: 'too-late' }
    cancel.run(seq)
    touchWithReply(seq)
    leaveLost(seq)
    return { kind: 'cancelled' }
  }

  return {
    /** The first time stays. Who stops everything has not looked at the unknown ones: that reason is the one to tell. */
    stopSending: ({ why, now }: { why: Stop['why']; now: number }): null => {
      const before = stopped()
      if (before !== null && (before.why === 'unknown' || why === 'person')) return null
      keep.run(stopKey, JSON.stringify({ why, since: before?.since ?? new Date(now).toISOString() }))
      return null
    },
    resumeSending: (): null => {
      forget.run(stopKey)
      return null
    },
    /** A held text is to leave after all, as if it had just been written. */
    releaseText: ({ seq, now }: { seq: number; now: number }): Release => {
      const state = stateOf.get(seq)
      if (state === undefined) return { kind: 'no-such-message' }
      if (state === 'queued') return { kind: 'released' } // A repeat after a lost answer.
      if (state !== 'held') return { kind: 'not-held' }
      release.run({ seq, now })
      touchWithReply(seq)
      return { kind: 'released' }
    },
    cancelText,
    /** All that waits and the desk does not send by itself, up to the text of this `seq`. @returns how many */
    cancelWaiting: (upTo: number): number => {
      const seqs = waiting.all({ upTo })
      for (const seq of seqs) cancelText(seq)
      return seqs.length
    },
  }
}
