import type { GapWhy } from '../../shared/gap.ts'
import type { Db } from './open.ts'

/** A stretch that has not been asked for to its end. Epoch ms. */
export interface OpenGap {
  id: number
  beganAt: number
  /** Null while it lasts. */
  endedAt: number | null
  /** What the provider received before that was asked for; null while nothing was. */
  askedUntil: number | null
}

/** Part of a gap that could not be had, while what came after it could. */
export interface SetAside {
  /** Of the gap that it was part of. */
  id: number
  beganAt: number
  endedAt: number
  /** The gap itself goes on from here. */
  askedUntil: number
  code: string
  text: string
}

/** What one span of a gap gave. */
export interface Asked {
  id: number
  /** All that the provider received before this was asked for, and what was new is stored. */
  until: number
  /** How many records came, how many of them could not be read, and how many were new. */
  records: number
  unread: number
  found: number
}

/** A gap that begins this soon after the one before is the same one: a line that flaps. */
const flapMs = 60_000
const dayMs = 86_400_000

/** Until when replies could arrive, as a desk that has ended knew it; null when it has left no sign. */
export function lastSign(db: Pick<Db, 'prepare'>): number | null {
  // Of an older version, only 'alive'.
  const signs = db.prepare("SELECT min(CAST(value AS INTEGER)) FROM meta WHERE key IN ('alive', 'proven-until')")
  return signs.pluck().get() as number | null
}

/** Writes down when replies could not arrive, and how far the provider was asked for them. */
export function gaps(db: Db) {
  const setAlive = db.prepare("INSERT OR REPLACE INTO meta VALUES ('alive', ?), ('proven-until', ?)")
  const ongoing = db.prepare<[], number>('SELECT began_at FROM gaps WHERE ended_at IS NULL').pluck()
  const insert = db.prepare('INSERT INTO gaps (why, began_at) VALUES (?, ?)')
  const goOn = db.prepare(
    `UPDATE gaps SET ended_at = NULL, settled_at = NULL
     WHERE id = (SELECT max(id) FROM gaps) AND ended_at >= ?`,
  )
  const end = db.prepare('UPDATE gaps SET ended_at = max(began_at, ?) WHERE ended_at IS NULL')
  // Told again: what was dismissed said less.
  const asked = db.prepare(
    `UPDATE gaps SET asked_until = ?, records = records + ?, unread = max(unread, ?), problem_code = NULL, problem = NULL,
       dismissed_at = CASE WHEN ? > 0 THEN NULL ELSE dismissed_at END
     WHERE id = ?`,
  )
  const failed = db.prepare('UPDATE gaps SET problem_code = ?, problem = ? WHERE id = ?')
  const setAside = db.prepare(
    `INSERT INTO gaps (why, restored, began_at, ended_at, problem_code, problem)
     SELECT why, restored, ?, ?, ?, ? FROM gaps WHERE id = ?`,
  )
  const goOnFrom = db.prepare('UPDATE gaps SET asked_until = ? WHERE id = ?')
  const settle = db.prepare('UPDATE gaps SET settled_at = ? WHERE id = ? AND ended_at IS NOT NULL')
  const known = db.prepare('SELECT 1 FROM gaps WHERE id = ?').pluck()
  const dismiss = db.prepare('UPDATE gaps SET dismissed_at = ? WHERE id = ? AND dismissed_at IS NULL')
  const beginEarlier = db.prepare('UPDATE gaps SET began_at = ? WHERE ended_at IS NULL')
  // By the provider's clock, as far as it told the time.
  const newestReply = db
    .prepare<[number], number | null>("SELECT max(at) FROM messages WHERE direction = 'inbound' AND at <= ?")
    .pluck()

  /**
   * The desk lives, at this moment.
   *
   * @param sign.provenUntil whatever ends it, a reply before this could arrive; until now when it is not said. Earlier
   *   than now where the last proof of the way in is old.
   */
  function alive({ now, provenUntil = now }: { now: number; provenUntil?: number }): null {
    setAlive.run(String(now), String(provenUntil))
    return null
  }

  /**
   * Replies could not arrive from the moment the desk was last known alive, and its way in proven, until now; a gap that
   * lasted then still does. A clock that was ahead then says nothing of when that was: the newest reply does, else a day
   * is asked for.
   *
   * @returns when the gap that lasts now began; null when none does
   */
  function deskStarted({ now }: { now: number }): number | null {
    const last = lastSign(db) ?? now
    const began = ongoing.get()
    const isAhead = (began ?? last) > now
    const since = isAhead ? (newestReply.get(now) ?? now - dayMs) : last
    if (began === undefined) {
      if (since < now) insert.run('not-running', since)
    } else if (isAhead) beginEarlier.run(since)
    alive({ now })
    return ongoing.get() ?? null
  }

  /** @returns whether it is a new one, or goes on with one that had just ended */
  function gapBegins({ why, at }: { why: GapWhy; at: number }): boolean {
    if (ongoing.get() !== undefined) return false
    if (goOn.run(at - flapMs).changes === 0) insert.run(why, at)
    return true
  }

  function gapEnds({ at }: { at: number }): null {
    end.run(at)
    return null
  }

  function gapAsked({ id, until, records, unread, found }: Asked): null {
    asked.run(until, records, unread, found, id)
    return null
  }

  function gapFailed({ id, code, text }: { id: number; code: string; text: string }): null {
    failed.run(code, text, id)
    return null
  }

  /** It is a gap of its own from now on. */
  function gapSetAside({ id, beganAt, endedAt, askedUntil, code, text }: SetAside): null {
    setAside.run(beganAt, endedAt, code, text, id)
    goOnFrom.run(askedUntil, id)
    return null
  }

  /** Nothing more of it is expected. */
  function gapSettled({ id, now }: { id: number; now: number }): null {
    settle.run(now, id)
    return null
  }

  /** Somebody has read of this gap. Of another one, be it older, nobody has. */
  function dismissGap({ id, now }: { id: number; now: number }): 'dismissed' | 'no-such-gap' {
    if (known.get(id) === undefined) return 'no-such-gap'
    dismiss.run(now, id)
    return 'dismissed'
  }

  return { alive, deskStarted, gapBegins, gapEnds, gapAsked, gapFailed, gapSetAside, gapSettled, dismissGap }
}
