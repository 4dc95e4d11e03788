import { join } from 'node:path'
import { type Db, openCopy } from './sqlite.ts'

/** Of this computer and not of the texts: the unguessable part of its address, and what came through its tunnel. */
const stays = ['webhook-secret', 'requests', 'last-handover'] as const
const all = [...stays, 'handed-over', 'taken-over']

/** Takes it out of a copy: another desk has its own, or has yet to make it. */
export function forgetThisDesk(copy: Db): void {
  const forget = copy.prepare('DELETE FROM meta WHERE key = ?')
  for (const key of all) forget.run(key)
}

/**
 * What another desk's copy holds instead: this desk's own, so that its address stays the one that the number may be
 * linked to, and none that somebody else has chosen.
 *
 * @param folder that no desk has open
 */
export function keepThisDesk(copy: Db, folder: string): void {
  forgetThisDesk(copy)
  let db: Db | null = null
  try {
    db = openCopy(join(folder, 'desk.db'), { readonly: true })
    const value = db.prepare('SELECT value FROM meta WHERE key = ?').pluck()
    const keep = copy.prepare('INSERT INTO meta VALUES (?, ?)')
    for (const key of stays) {
      const kept = value.get(key)
      if (typeof kept === 'string') keep.run(key, kept)
    }
  } catch {
    // Where it cannot be read, the desk makes its own anew.
  } finally {
    db?.close()
  }
}
