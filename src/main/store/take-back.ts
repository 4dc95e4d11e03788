import { lastSign } from './gaps.ts'
import type { Db } from './sqlite.ts'

const dayMs = 86_400_000
const held = 'This waited when the backup was made. It may have been sent since. Send it now, or cancel it.'

/**
 * Makes a copy of an earlier moment fit to go on with. What happened since is not in it, so nothing in it may leave by
 * itself: a text that waited then has most likely left.
 *
 * - What was queued is held for a person, and what was held says why that is doubtful now. A receipt or the provider's
 *   record of it settles it. What was leaving becomes unknown when the desk starts, as after a kill.
 * - The rest of a run is not sent: it most likely was. Its customers are left out, and a person sees whom. Nobody is
 *   texted again who was to be.
 * - A run whose list was still being handed in is no run yet, and goes.
 * - The gap that recovery asks for begins at the copy's last sign of life.
 * - Replies that were written before this moment were answered once; see inbox.ts.
 *
 * @param now epoch ms
 * @param told from when on what happened is not in it, epoch ms; its last sign of life when that is not said
 */
export function takeBack(db: Db, now: number, told?: number): void {
  db.transaction(() => {
    // First: it may make none of the moves of a run that is whole.
    db.prepare("DELETE FROM run_rows WHERE run IN (SELECT id FROM runs WHERE state = 'making')").run()
    db.prepare("DELETE FROM runs WHERE state = 'making'").run()
    const alive = told ?? lastSign(db)
    // A clock that was ahead then, or no sign of life at all, says nothing: a day is asked for.
    const since = alive !== null && alive > 0 && alive < now ? alive : now - dayMs
    // Most likely it left then, or when it was due: there recovery looks for it in the provider's records.
    db.prepare(
      `UPDATE messages SET state = 'held', needs_person = 1, problem_code = 'restored', problem = ?,
         left_at = max(?, coalesce(due_at, at)) WHERE direction = 'outbound' AND state IN ('queued', 'held')`,
    ).run(held, since)
    db.prepare(
      "UPDATE run_rows SET state = 'left-out', why = 'restored' WHERE state = 'planned' AND run IN (SELECT id FROM runs WHERE state <> 'done')",
    ).run()
    db.prepare(
      "UPDATE runs SET chase_done = coalesce(chase_done, 'skipped'), default_done = coalesce(default_done, 'skipped') WHERE chase IS NOT NULL",
    ).run()
    db.prepare('UPDATE run_rows SET again = 0 WHERE again = 1').run()
    // By the moves that a run may make.
    for (const state of ['stopped', 'done'])
      db.prepare("UPDATE runs SET state = ?, why = NULL WHERE state <> 'done'").run(state)
    const { changes } = db
      .prepare(
        `UPDATE gaps SET restored = 1, settled_at = NULL, began_at = min(began_at, :since),
           asked_until = CASE WHEN began_at > :since THEN NULL ELSE asked_until END WHERE ended_at IS NULL`,
      )
      .run({ since })
    if (changes === 0) db.prepare("INSERT INTO gaps (why, began_at, restored) VALUES ('not-running', ?, 1)").run(since)
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('restored-at', ?)").run(String(now))
    db.prepare("DELETE FROM meta WHERE key = 'backup'").run()
  })()
}
