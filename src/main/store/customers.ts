import type { Customer, CustomerCopy } from '../../shared/desk-state.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Handling } from '../../shared/question.ts'
import type { OwnWords } from '../../shared/thread.ts'
import { takenDigits } from './already-asked.ts'
import { erasedMemory } from './erased.ts'
import { askedNames } from './meant-for.ts'
import { namesNumber } from './names-number.ts'
import type { Db } from './open.ts'
import type { RawWebhook } from './records.ts'

/** What the store knows of one customer besides the texts themselves. */
export function customerQueries(db: Db) {
  const optOut = db.prepare<[string], { at: number; words: string | null }>(
    'SELECT o.at, m.text AS words FROM opt_outs o LEFT JOIN messages m ON m.seq = o.message WHERE o.customer = ?',
  )
  const count = db.prepare<[string], number>('SELECT count(*) FROM messages WHERE customer = ?').pluck()
  const first = db.prepare<[string], number>('SELECT at FROM messages WHERE customer = ? ORDER BY seq LIMIT 1').pluck()
  const notices = db.prepare<[string], NoticeRow>(
    `SELECT question, asked, handling, state, outcome, opened_at AS openedAt FROM notices
     WHERE id IN (SELECT notice FROM messages WHERE customer = ?) ORDER BY id`,
  )
  const parts = db.prepare<[string, string], PartRow>(
    `SELECT provider_id AS providerId, number, total, text, arrived_at AS arrivedAt FROM inbound_parts
     WHERE customer = ? AND complete = 0
     UNION ALL SELECT provider_id, number, total, text, arrived_at FROM inbound_parts WHERE customer = ? AND complete = 1`,
  )
  const receipts = db.prepare<[string], ReceiptRow>(
    `SELECT provider_id AS providerId, state, error_code AS errorCode, at FROM outbound_parts
     WHERE message IN (SELECT seq FROM messages WHERE customer = ?)`,
  )
  const runs = db.prepare<[string], RunRecord>(
    `SELECT runs.name AS run, runs.made_at AS madeAt, r.name, r.about, r.fields, r.settled_as AS settledAs
     FROM run_rows r JOIN runs ON runs.id = r.run WHERE r.customer = ? ORDER BY r.run`,
  )
  const raw = db.prepare<[], RawWebhook>(
    'SELECT why, method, target, content_type AS contentType, body, arrived_at AS arrivedAt FROM inbound_raw ORDER BY id',
  )
  return {
    takenDigits: takenDigits(db),
    /** Since when, and in whose words; null while texts may go to this number. */
    optOut: (customer: Msisdn): Customer['optedOut'] => {
      const row = optOut.get(customer)
      if (row !== undefined) return { since: iso(row.at), words: row.words }
      // Read anew each time: the key is made with the first erasure, and this connection does not see it happen.
      const kept = erasedMemory(db).customer(customer)?.optedOutAt ?? null
      return kept === null ? null : { since: iso(kept), words: null }
    },
    /** How many texts are kept in either direction, and since when. */
    texts: (customer: Msisdn): Pick<Customer, 'texts' | 'since'> => {
      const at = first.get(customer)
      return { texts: count.get(customer) ?? 0, since: at === undefined ? null : iso(at) }
    },
    /** All else that is kept of a person: what was asked, runs, parts, receipts, and bytes that name the number. */
    besides: (customer: Msisdn): Omit<CustomerCopy, 'msisdn' | 'shown' | 'optedOut' | 'messages' | keyof OwnWords> => ({
      questions: notices.all(customer).map(({ asked, handling, openedAt, ...rest }) => ({
        ...rest,
        options: askedNames(asked),
        reask: handling === null ? null : ((JSON.parse(handling) as Handling).reask?.text ?? null),
        askedAt: iso(openedAt),
      })),
      runs: runs.all(customer).map(({ madeAt, about, fields, ...rest }) => ({
        ...rest,
        madeAt: iso(madeAt),
        about: JSON.parse(about) as Record<string, string>,
        fields: JSON.parse(fields) as Record<string, string>,
      })),
      parts: parts.all(customer, customer).map(({ arrivedAt, ...rest }) => ({ ...rest, arrivedAt: iso(arrivedAt) })),
      receipts: receipts.all(customer).map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
      unread: [...raw.iterate()].filter(namesNumber(customer)).map(({ body, arrivedAt, ...rest }) => ({
        ...rest,
        body: Buffer.from(body).toString('utf8'),
        arrivedAt: iso(arrivedAt),
      })),
    }),
  }
}

const iso = (at: number) => new Date(at).toISOString()

interface NoticeRow {
  question: string
  asked: string
  handling: string | null
  state: string
  outcome: string | null
  openedAt: number
}
interface RunRecord {
  run: string
  madeAt: number
  name: string
  about: string
  fields: string
  settledAs: string | null
}
interface PartRow {
  providerId: string
  number: number
  total: number
  text: string
  arrivedAt: number
}
interface ReceiptRow {
  providerId: string
  state: string
  errorCode: string | null
  at: number
}
