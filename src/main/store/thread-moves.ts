import type { Msisdn } from '../../shared/msisdn.ts'
import type { filing } from './filing.ts'
import { isLost } from './lost.ts'
import type { Db } from './open.ts'
import { raising } from './raise.ts'
import type { Touch } from './records.ts'

export type ThreadMove = { kind: 'moved' } | { kind: 'no-such-thread' }

/** What a person does with a thread as a whole. */
export function threadMoves(
  db: Db,
  { closeReply, closeText }: Pick<ReturnType<typeof filing>, 'closeReply' | 'closeText'>,
  touch: Touch,
) {
  const { raise, lower } = raising(db, touch)
  const find = db.prepare<[string], { needSeq: number | null }>(
    'SELECT need_seq AS needSeq FROM threads WHERE customer = ? AND last_seq IS NOT NULL',
  )
  const replies = db
    .prepare<[string, number], number>(
      `SELECT seq FROM messages WHERE customer = ? AND seq <= ? AND needs_person = 1 AND direction = 'inbound' ORDER BY seq`,
    )
    .pluck()
  const lostTexts = db
    .prepare<[string, number], number>(
      `SELECT seq FROM messages WHERE customer = ? AND seq <= ? AND ${isLost()} ORDER BY seq`,
    )
    .pluck()
  const snooze = db.prepare('UPDATE threads SET snoozed_until = ? WHERE customer = ?')
  const setName = db.prepare(
    'INSERT INTO threads (customer, name) VALUES (?, ?) ON CONFLICT (customer) DO UPDATE SET name = excluded.name',
  )
  const setNote = db.prepare(
    `INSERT INTO threads (customer, note, note_at) VALUES (?, ?, ?)
     ON CONFLICT (customer) DO UPDATE SET note = excluded.note, note_at = excluded.note_at, note_draft = NULL`,
  )
  const setNoteDraft = db.prepare(
    `INSERT INTO threads (customer, note_draft) VALUES (?, ?)
     ON CONFLICT (customer) DO UPDATE SET note_draft = excluded.note_draft`,
  )
  const setDraft = db.prepare(
    'INSERT INTO threads (customer, draft) VALUES (?, ?) ON CONFLICT (customer) DO UPDATE SET draft = excluded.draft',
  )

  return {
    /**
     * "Done", of what somebody has seen: a text that came in while they pressed the key is not among it. What is held
     * stays, since nobody has said whether it is to leave.
     *
     * @returns `seqs` are the messages that it closed
     */
    closeThread: (by: {
      customer: Msisdn
      upTo: number
      now: number
    }): { kind: 'closed'; seqs: number[] } | { kind: 'no-such-thread' } => {
      const { customer, upTo, now } = by
      if (find.get(customer) === undefined) return { kind: 'no-such-thread' }
      const [waiting, failed] = [replies.all(customer, upTo), lostTexts.all(customer, upTo)]
      for (const seq of waiting) closeReply({ seq, now })
      for (const seq of failed) closeText({ seq, now })
      lower(customer, upTo)
      snooze.run(null, customer)
      return { kind: 'closed', seqs: [...waiting, ...failed] }
    },
    raiseThread: ({ customer, now }: { customer: Msisdn; now: number }): ThreadMove => {
      if (find.get(customer) === undefined) return { kind: 'no-such-thread' }
      snooze.run(null, customer)
      raise({ customer, now })
      return { kind: 'moved' }
    },
    /** A thread that needs nobody comes back at that time too: that is what somebody who puts it off wants. */
    snoozeThread: (by: { customer: Msisdn; until: number | null; now: number }): ThreadMove => {
      const thread = find.get(by.customer)
      if (thread === undefined) return { kind: 'no-such-thread' }
      if (by.until !== null && thread.needSeq === null) raise(by)
      snooze.run(by.until, by.customer)
      return { kind: 'moved' }
    },
    /** What is undefined stays; null takes away. */
    savePerson: (by: {
      customer: Msisdn
      name?: string | null | undefined
      note?: string | null | undefined
      now: number
    }): null => {
      if (by.name !== undefined) setName.run(by.customer, by.name)
      if (by.note !== undefined) setNote.run(by.customer, by.note, by.note === null ? null : by.now)
      return null
    },
    saveDraft: ({ customer, text }: { customer: Msisdn; text: string }): null => {
      setDraft.run(customer, text === '' ? null : text)
      return null
    },
    saveNoteDraft: ({ customer, text }: { customer: Msisdn; text: string }): null => {
      setNoteDraft.run(customer, text === '' ? null : text)
      return null
    },
  }
}
