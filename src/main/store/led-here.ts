import type { Db } from './sqlite.ts'

/**
 * What the provider showed of where replies to our number go: `here`; `away`, to somebody else or nowhere; `older`, to
 * an address of ours where nobody listens any more. `let-go`: a person has sent them elsewhere.
 */
export type Leads = 'here' | 'away' | 'older' | 'let-go'

interface Kept {
  number: string
  /** Until when replies came here for sure, epoch ms. */
  at: number
  isAway: boolean
}

const key = 'led-here'
/** A number that led elsewhere for less has missed nothing that does not come again. */
const worthAskingMs = 60_000
const dayMs = 86_400_000

/** Remembers until when our number is known to have led here, over restarts: the provider is looked at once a day. */
export function ledHere(db: Db) {
  const value = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck()
  const set = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const insert = db.prepare("INSERT INTO gaps (why, began_at, ended_at) VALUES ('unreachable', ?, ?)")
  // One that lasts is asked for to its own end, which is still to come.
  const accountedUntil = db
    .prepare<{ at: number }, number | null>(
      'SELECT max(coalesce(ended_at, :at)) FROM gaps WHERE began_at <= :at AND coalesce(ended_at, :at) <= :at',
    )
    .pluck()
  const keep = (kept: Kept) => set.run(key, JSON.stringify(kept))
  const read = (number: string): Kept | null => {
    const kept = JSON.parse(value.get(key) ?? 'null') as Kept | null
    return kept?.number === number ? kept : null
  }

  /**
   * The stretch in which a number led elsewhere becomes a gap once it leads here again. Not before: whoever has its
   * replies meanwhile answers them.
   *
   * @param seen.number ours, digits only; nothing is known of another one
   * @returns whether there is something to ask for
   */
  function numberLeads({ number, where, at }: { number: string; where: Leads; at: number }): boolean {
    const kept = read(number)
    if (where === 'let-go') forgetLedHere(db)
    else if (where === 'here') {
      keep({ number, at, isAway: false })
      if (kept === null || !kept.isAway) return false
      // A clock that was ahead then says nothing.
      const since = kept.at <= at ? kept.at : at - dayMs
      if (at - since < worthAskingMs) return false
      insert.run(since, at)
      return true
    } else if (kept !== null && !kept.isAway) {
      // Our address has changed while nothing could arrive anyway: replies came to the older one until then.
      const since = where === 'older' ? Math.max(kept.at, accountedUntil.get({ at }) ?? 0) : kept.at
      keep({ number, at: since, isAway: true })
    }
    return false
  }
  return { numberLeads }
}

/** What this database says of our number is another desk's, or was so for a while. */
export const forgetLedHere = (db: Db) => void db.prepare('DELETE FROM meta WHERE key = ?').run(key)
