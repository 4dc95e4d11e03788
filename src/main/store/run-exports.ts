import type { OutcomeKind } from '../../shared/run.ts'
import type { Db } from './open.ts'

/** What a file said of one customer: enough to tell that it has changed, and from what. */
export type Said = [digest: string, outcome: OutcomeKind, option: string | null]

/** Files of one run that nobody has taken yet. */
const untakenMost = 5

/** Runs as files: what the last one said is kept, so that the next can say what has changed since. */
export function exportQueries(db: Db) {
  const last = db.prepare<[number], { takenAt: number; rows: string }>(
    'SELECT taken_at AS takenAt, rows FROM run_exports WHERE run = ? AND taken_at IS NOT NULL ORDER BY id DESC LIMIT 1',
  )
  return {
    /** The last file that somebody took, and what it said by place as JSON. */
    lastExport: (run: number): { takenAt: number; rows: string } | null => last.get(run) ?? null,
  }
}

export function runExports(db: Db) {
  const places = db.prepare<[number], number>('SELECT place FROM run_rows WHERE run = ?').pluck()
  const insert = db.prepare('INSERT INTO run_exports (run, made_at, rows) VALUES (?, ?, ?)')
  const forgetUntaken = db.prepare(
    `DELETE FROM run_exports WHERE run = :run AND taken_at IS NULL AND id NOT IN (
       SELECT id FROM run_exports WHERE run = :run ORDER BY id DESC LIMIT ${untakenMost})`,
  )
  const take = db.prepare('UPDATE run_exports SET taken_at = coalesce(taken_at, made_at) WHERE id = ? AND run = ?')
  const forgetBefore = db.prepare('DELETE FROM run_exports WHERE run = ? AND id < ? AND taken_at IS NOT NULL')

  return {
    /**
     * What a file of the run says, for the next one to be compared with. It is not taken by that.
     *
     * @param by.said by place
     * @returns its number
     */
    keepExport({ run, said, now }: { run: number; said: Record<string, Said>; now: number }): number {
      // Somebody may have been erased while it was put together.
      const there = new Set(places.all(run))
      const kept = Object.fromEntries(Object.entries(said).filter(([place]) => there.has(Number(place))))
      const id = Number(insert.run(run, now, JSON.stringify(kept)).lastInsertRowid)
      forgetUntaken.run({ run })
      return id
    },
    /** Somebody has the file: the next one is compared with it. */
    takeExport({ run, id }: { run: number; id: number }): boolean {
      if (take.run(id, run).changes === 0) return false
      forgetBefore.run(run, id)
      return true
    },
  }
}
