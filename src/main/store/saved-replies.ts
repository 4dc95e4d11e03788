import { type SavedReply, savedRepliesMost } from '../../shared/thread.ts'
import type { Db } from './open.ts'

export type KeptReply = { kind: 'kept' | 'name-twice' | 'too-many' }

/** By name. */
export function savedReplies(db: Db): () => SavedReply[] {
  const all = db.prepare<[], SavedReply>('SELECT id, name, text FROM saved_replies')
  return () => all.all().sort((one, other) => one.name.localeCompare(other.name) || (one.id < other.id ? -1 : 1))
}

/** Replies that somebody wrote once to use again. */
export function keepingReplies(db: Db) {
  const namesake = db.prepare('SELECT 1 FROM saved_replies WHERE lower(name) = lower(?) AND id <> ?').pluck()
  const isKept = db.prepare('SELECT 1 FROM saved_replies WHERE id = ?').pluck()
  const count = db.prepare('SELECT count(*) FROM saved_replies').pluck()
  const keep = db.prepare('INSERT OR REPLACE INTO saved_replies VALUES (:id, :name, :text)')
  const remove = db.prepare('DELETE FROM saved_replies WHERE id = ?')
  return {
    /** In the place of the one with that id. Two of one name could not be told apart where they are typed. */
    keepSavedReply: (reply: SavedReply): KeptReply => {
      if (namesake.get(reply.name, reply.id) !== undefined) return { kind: 'name-twice' }
      if (isKept.get(reply.id) === undefined && (count.get() as number) >= savedRepliesMost) return { kind: 'too-many' }
      keep.run(reply)
      return { kind: 'kept' }
    },
    deleteSavedReply: (id: string): null => {
      remove.run(id)
      return null
    },
  }
}
