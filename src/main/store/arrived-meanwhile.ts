import { join } from 'node:path'
import { readHandedOver } from './handed-over.ts'
import type { InboundText } from './records.ts'
import { type Db, openCopy } from './sqlite.ts'

interface Row {
  customer: string
  ours: string
  text: string
  at: number
  providerId: string
  account: string
}

/**
 * The replies that came to a desk while it was handed over, as they would come again: the desk that it comes back from
 * may never have seen them. Which it has is known by their ids.
 *
 * @param folder that no desk has open
 */
export function asArrived(folder: string): InboundText[] {
  let db: Db | null = null
  try {
    db = openCopy(join(folder, 'desk.db'), { readonly: true })
    const mark = readHandedOver(db)()
    if (mark === null) return []
    return db
      .prepare<[number], Row>(
        `SELECT m.customer, m.ours, m.text, m.at, i.provider_id AS providerId, i.account
         FROM messages m JOIN inbound_ids i ON i.provider_id = m.provider_ids ->> '$[0]'
         WHERE m.direction = 'inbound' AND m.seq > ? ORDER BY m.seq`,
      )
      .all(mark.upTo)
      .map(({ at, ...row }) => ({ ...row, kind: 'text', sentAt: at, arrivedAt: at, part: null }))
  } catch {
    // A file that cannot be read is kept beside the new one.
    return []
  } finally {
    db?.close()
  }
}
