import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type ExportedRow, type RunExport, type RunRow, runRowsMost } from '../../shared/run.ts'
import type { Said } from '../store/run-exports.ts'
import type { Store } from '../store/store.ts'
import { readRows } from './read-rows.ts'

/**
 * All that a file of the run says, or what has changed since the last that was taken. It is not taken by that. A long list
 * is read by and by, so a file may have one customer a moment later than another.
 *
 * @returns null when there is no such run
 */
export async function makeExport(
  store: Pick<Store, 'ask' | 'write'>,
  { run: id, since, now }: { run: number; since: 'start' | 'last-export'; now: number },
): Promise<RunExport | null> {
  const before = await store.ask('lastExport', id)
  const was = new Map(Object.entries(JSON.parse(before?.rows ?? '{}') as Record<string, Said>))
  const said: Record<string, Said> = {}
  const rows: ExportedRow[] = []
  let changed = 0
  const read = await readRows(store, id, { after: 0, limit: runRowsMost })
  for (const row of read.rows) {
    const saying = sayingOf(row)
    said[row.place] = saying
    const [digest, outcome, option] = was.get(String(row.place)) ?? [null, null, null]
    const isNew = digest !== saying[0]
    if (isNew) changed += 1
    if (isNew || since === 'start') rows.push({ ...row, was: isNew && outcome !== null ? { outcome, option } : null })
    if (row.place % 100 === 0) await setImmediate()
  }
  const run = await store.ask('run', id)
  if (run === null) return null
  const number = await store.write('keepExport', { run: id, said, now })
  const lastAt = before === null ? null : new Date(before.takenAt).toISOString()
  return { id: `x${number}`, run, rows, changed, lastAt }
}

/** A receipt alone, accepted or delivered, is no change: it is no news to whoever loads the van. */
function sayingOf({ customer, name, about, outcome, option, why, said, text, again }: RunRow): Said {
  const lost = outcome === 'unreachable' || outcome === 'person' ? [text?.state, text?.problemCode] : null
  const cells = [customer, name, about, outcome, option, why, said?.text, said?.at, lost, again]
  return [createHash('sha256').update(JSON.stringify(cells)).digest('base64url').slice(0, 16), outcome, option]
}
