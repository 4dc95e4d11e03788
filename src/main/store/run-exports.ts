import { createHash } from 'node:crypto'
import type { ExportedRow, OutcomeKind, RunExport, RunRow } from '../../shared/run.ts'
import type { Db } from './open.ts'
import { runQueries } from './run-queries.ts'

export type Exported = { kind: 'no-such-run' } | { kind: 'exported'; made: RunExport }

/** What a file said of one customer: enough to tell that it has changed, and from what. */
type Said = [digest: string, outcome: OutcomeKind, option: string | null]

/** Files of one run that nobody has taken yet. */
const untakenMost = 5

/** Runs as files: what the last one said is kept, so that the next can say what has changed since. */
export function runExports(db: Db) {
  const { run: look } = runQueries(db)
  const last = db.prepare<[number], { takenAt: number; rows: string }>(
    'SELECT taken_at AS takenAt, rows FROM run_exports WHERE run = ? AND taken_at IS NOT NULL ORDER BY id DESC LIMIT 1',
  )
  const insert = db.prepare('INSERT INTO run_exports (run, made_at, rows) VALUES (?, ?, ?)')
  const forgetUntaken = db.prepare(
    `DELETE FROM run_exports WHERE run = :run AND taken_at IS NULL AND id NOT IN (
       SELECT id FROM run_exports WHERE run = :run ORDER BY id DESC LIMIT ${untakenMost})`,
  )
  const take = db.prepare('UPDATE run_exports SET taken_at = coalesce(taken_at, made_at) WHERE id = ? AND run = ?')
  const forgetBefore = db.prepare('DELETE FROM run_exports WHERE run = ? AND id < ? AND taken_at IS NOT NULL')

  return {
    /** All that a file of the run says, or what has changed since the last that was taken. It is not taken by that. */
    makeExport({ run: id, since, now }: { run: number; since: 'start' | 'last-export'; now: number }): Exported {
      const found = look(id)
      if (found === null) return { kind: 'no-such-run' }
      const before = last.get(id)
      const said = new Map(Object.entries(JSON.parse(before?.rows ?? '{}') as Record<string, Said>))
      const sayings = Object.fromEntries(found.rows.map((row) => [row.place, sayingOf(row)]))
      const rows = found.rows.map((row): ExportedRow & { isNew: boolean } => {
        const [digest, outcome, option] = said.get(String(row.place)) ?? [null, null, null]
        const isNew = digest !== sayings[row.place]?.[0]
        return { ...row, was: isNew && outcome !== null ? { outcome, option } : null, isNew }
      })
      const exportId = Number(insert.run(id, now, JSON.stringify(sayings)).lastInsertRowid)
      forgetUntaken.run({ run: id })
      return {
        kind: 'exported',
        made: {
          id: `x${exportId}`,
          run: found.run,
          rows: rows.filter(({ isNew }) => since === 'start' || isNew).map(({ isNew: _, ...row }) => row),
          changed: rows.filter(({ isNew }) => isNew).length,
          lastAt: before === undefined ? null : new Date(before.takenAt).toISOString(),
        },
      }
    },
    /** Somebody has the file: the next one is compared with it. */
    takeExport({ run, id }: { run: number; id: number }): boolean {
      if (take.run(id, run).changes === 0) return false
      forgetBefore.run(run, id)
      return true
    },
  }
}

/** A receipt alone, accepted or delivered, is no change: it is no news to whoever loads the van. */
function sayingOf({ customer, name, about, outcome, option, why, said, text, again }: RunRow): Said {
  const lost = outcome === 'unreachable' || outcome === 'person' ? [text?.state, text?.problemCode] : null
  const cells = [customer, name, about, outcome, option, why, said?.text, said?.at, lost, again]
  return [createHash('sha256').update(JSON.stringify(cells)).digest('base64url').slice(0, 16), outcome, option]
}
