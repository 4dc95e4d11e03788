import { forgetLedHere } from './led-here.ts'
import type { Db } from './sqlite.ts'

/** That this desk is in other hands: nothing leaves it any more. Epoch ms. */
export interface HandedOver {
  /** Of the form that did it. */
  submission: string
  since: number
  /** The newest text that was here then: what came afterwards only this desk may have. */
  upTo: number
  /** In `handovers`. */
  fileName: string
  /** Null until the file is whole. */
  made: { at: number; bytes: number } | null
}

export type HandingOver =
  /** Also of a repeat: the mark that is there. */
  | { kind: 'handed-over'; mark: HandedOver }
  /** By another form. */
  | { kind: 'already'; mark: HandedOver }
  /** This form did it before, and the desk was taken back since. */
  | { kind: 'taken-back' }

/** How these texts came here from another desk. */
export interface TakenOver {
  /** Epoch ms. */
  at: number
  /** When the other desk handed them over. */
  madeAt: number
  /** Its own words; erased with anybody whom they may name. */
  summary: string
  /** Our number has been linked to this desk since. */
  linked: boolean
}

const [markKey, lastKey, takenKey, elsewhereKey] = [
  'handed-over',
  'last-handover',
  'taken-over',
  'linked-elsewhere',
] as const

function reading<Value>(db: Db, key: string): () => Value | null {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
  return () => {
    const kept = value.get(key) as string | undefined
    return kept === undefined ? null : (JSON.parse(kept) as Value)
  }
}
export const readHandedOver = (db: Db) => reading<HandedOver>(db, markKey)
export const readTakenOver = (db: Db) => reading<TakenOver>(db, takenKey)

/** The mark is all that stops the desk, in the transaction that writes it: whatever happens then, two desks never send. */
export function handingOver(db: Db) {
  const marked = readHandedOver(db)
  const taken = readTakenOver(db)
  const keep = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
  const forgetElsewhere = db.prepare('DELETE FROM meta WHERE key = ?')
  const newest = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM messages').pluck()
  // A part of it that could not be had is a gap of its own, and ends before it does.
  const stretch = db.prepare(
    `UPDATE gaps SET ended_at = max(ended_at, ?), settled_at = NULL
     WHERE id = (SELECT id FROM gaps WHERE restored = 1 ORDER BY coalesce(ended_at, 9e18) DESC, id DESC LIMIT 1)
       AND ended_at IS NOT NULL`,
  )
  return {
    handOver: ({ submission, fileName, now }: { submission: string; fileName: string; now: number }): HandingOver => {
      const mark = marked()
      if (mark !== null) return { kind: mark.submission === submission ? 'handed-over' : 'already', mark }
      if (value.get(lastKey) === submission) return { kind: 'taken-back' }
      const fresh: HandedOver = { submission, since: now, upTo: newest.get() ?? 0, fileName, made: null }
      keep.run(markKey, JSON.stringify(fresh))
      keep.run(lastKey, submission)
      return { kind: 'handed-over', mark: fresh }
    },
    /** The file is whole. */
    handoverMade: (made: { at: number; bytes: number }): HandedOver | null => {
      const mark = marked()
      if (mark === null) return null
      keep.run(markKey, JSON.stringify({ ...mark, made }))
      return { ...mark, made }
    },
    /** The file never came to be, so nobody can have it: the desk goes on as if nothing had been. */
    handoverUndone: (): null => {
      if (marked()?.made === null) db.prepare('DELETE FROM meta WHERE key IN (?, ?)').run(markKey, lastKey)
      return null
    },
    /**
     * Our number leads here now. Until then replies went to the other desk, whatever this one could see of its own way
     * in: they are asked for too.
     *
     * @returns whether there is something to ask for
     */
    linkedHere: ({ now }: { now: number }): boolean => {
      const mark = taken()
      const wasElsewhere = forgetElsewhere.run(elsewhereKey).changes > 0
      if (mark !== null && !mark.linked) keep.run(takenKey, JSON.stringify({ ...mark, linked: true }))
      else if (!wasElsewhere) return false
      return stretch.run(now).changes > 0
    },
  }
}

/** The number may lead to the desk that had the file, until it is linked here. */
export function noteLinkedElsewhere(db: Db, now: number): void {
  forgetLedHere(db)
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(elsewhereKey, String(now))
}

/** In a database that no desk has open: it goes on here. */
export const forgetHandedOver = (db: Db) => void db.prepare('DELETE FROM meta WHERE key = ?').run(markKey)

export function noteTakenOver(db: Db, taken: TakenOver): void {
  forgetLedHere(db)
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(takenKey, JSON.stringify(taken))
}
