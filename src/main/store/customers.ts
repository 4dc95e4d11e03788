import type { Customer } from '../../shared/desk-api.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Db } from './open.ts'

/** What the store knows of one customer besides the texts themselves. */
export function customerQueries(db: Db) {
  const optOut = db.prepare<[string], { at: number; words: string | null }>(
    'SELECT o.at, m.text AS words FROM opt_outs o LEFT JOIN messages m ON m.seq = o.message WHERE o.customer = ?',
  )
  return {
    /** Since when, and in whose words; null while texts may go to this number. */
    optOut: (customer: Msisdn): Customer['optedOut'] => {
      const row = optOut.get(customer)
      return row === undefined ? null : { since: new Date(row.at).toISOString(), words: row.words }
    },
  }
}
