import { droppingRows } from './drop-row.ts'
import type { Db } from './open.ts'
import type { Touch } from './records.ts'

/** The row of a text that was recovered on its own, and that a webhook says to be a part of a longer one. */
export interface Standing {
  seq: number
  /** It was read, or not even that: nothing was filed, sent or answered for it, so its words may move to another row. */
  isFree: boolean
  /** A person has dealt with it. */
  isSeen: boolean
  /** When a person said "done" of it, epoch ms. */
  doneAt: number | null
}

/** Rows that stand for parts of a long text before the whole is there. */
export function standingRows(db: Db, touch: Touch) {
  const facts = `m.seq, m.done_at AS doneAt,
    (m.because ->> 'rule' = 'person' OR m.because ->> 'rule' = 'none') AND m.answered_by IS NULL
      AND NOT EXISTS (SELECT 1 FROM messages WHERE in_reply_to = m.seq) AS isFree,
    m.done_at IS NOT NULL OR m.because ->> 'filedAt' IS NOT NULL
      OR EXISTS (SELECT 1 FROM messages WHERE in_reply_to = m.seq AND kind <> 'thanks') AS isSeen`
  const byId = db.prepare<[string, string, string], Row>(
    `SELECT ${facts} FROM inbound_ids i JOIN messages m ON m.seq = i.message
     WHERE i.provider_id = ? AND i.account = ? AND m.customer = ? AND m.gap IS NOT NULL`,
  )
  const bySeq = db.prepare<[number], Row>(`SELECT ${facts} FROM messages m WHERE m.seq = ?`)
  const asPart = db.prepare('UPDATE inbound_ids SET message = NULL WHERE provider_id = ? AND account = ?')
  const markRecovered = db.prepare(
    'UPDATE messages SET gap = coalesce(gap, (SELECT gap FROM messages WHERE seq = ?)) WHERE seq = ?',
  )
  const firstRecovered = db.prepare<[string], { gap: number; at: number | null }>(
    'SELECT gap, min(at) AS at FROM messages WHERE gap IS NOT NULL AND seq IN (SELECT value FROM json_each(?))',
  )
  const drop = droppingRows(db, touch)
  const known = (row: Row): Standing => ({ ...row, isFree: row.isFree === 1, isSeen: row.isSeen === 1 })
  const rowOf = (seq: number): Standing | undefined => {
    const row = bySeq.get(seq)
    return row === undefined ? undefined : known(row)
  }

  function goInto(row: { seq: number; into: number }): void {
    markRecovered.run(row.seq, row.into)
    drop(row)
  }

  return {
    /** The row of this id, when it was recovered as a text of its own. */
    of: (id: { providerId: string; account: string; customer: string }): Standing | undefined => {
      const row = byId.get(id.providerId, id.account, id.customer)
      return row === undefined ? undefined : known(row)
    },
    rowOf,
    /** From now on the id is that of a part, and the row is the long text's. */
    becomesPart: ({ providerId, account }: { providerId: string; account: string }): void =>
      void asPart.run(providerId, account),
    /** The earlier of two rows of one text stays, unless somebody has answered the later. @returns the one that stays */
    merge: (shown: number, piece: number): number => {
      if (shown === piece) return shown
      const into = piece < shown && rowOf(shown)?.isFree === true ? piece : shown
      goInto({ seq: into === shown ? piece : shown, into })
      return into
    },
    goInto,
    /** When the first of these was received by the provider (epoch ms), and the gap; null when none of them was recovered. */
    recoveredFirst: (seqs: readonly number[]): { gap: number; at: number } | null => {
      const { gap, at = null } = firstRecovered.get(JSON.stringify(seqs)) ?? {}
      return gap === undefined || at === null ? null : { gap, at }
    },
  }
}

interface Row {
  seq: number
  isFree: 0 | 1
  isSeen: 0 | 1
  doneAt: number | null
}
