import { join } from 'node:path'
import { type HandedOver, readHandedOver } from './handed-over.ts'
import type { InboundText, RawWebhook } from './records.ts'
import { type Db, openCopy } from './sqlite.ts'
import type { Order } from './writer.ts'

type Text = Pick<InboundText, 'customer' | 'ours' | 'text' | 'providerId' | 'account' | 'arrivedAt'>
type Part = Text & Pick<InboundText, 'sentAt'> & NonNullable<InboundText['part']>

/**
 * What came to a desk while it was handed over, as it would come again: the desk that it comes back from may never have
 * seen it. Which replies it has is known by their ids; what could not be read is kept, at worst twice.
 *
 * @param folder that no desk has open
 */
export function asArrived(folder: string): Order[] {
  let db: Db | null = null
  try {
    db = openCopy(join(folder, 'desk.db'), { readonly: true })
    const mark = readHandedOver(db)()
    if (mark === null) return []
    const replies = [...texts(db, mark), ...parts(db, mark)].sort((one, next) => one.arrivedAt - next.arrivedAt)
    return [
      ...replies.map((argument) => ({ name: 'receive' as const, argument })),
      ...unread(db, mark).map((argument) => ({ name: 'keep' as const, argument })),
    ]
  } catch {
    // A file that cannot be read is kept beside the new one.
    return []
  } finally {
    db?.close()
  }
}

function texts(db: Db, { upTo }: HandedOver): InboundText[] {
  const whole = db.prepare<[number], Text>(
    `SELECT m.customer, m.ours, m.text, m.at AS arrivedAt, i.provider_id AS providerId, i.account
     FROM messages m JOIN inbound_ids i ON i.provider_id = m.provider_ids ->> '$[0]'
     WHERE m.direction = 'inbound' AND m.seq > ? AND NOT EXISTS (SELECT 1 FROM inbound_parts p WHERE p.message = m.seq)
     ORDER BY m.seq`,
  )
  return whole.all(upTo).map((text) => ({ ...text, kind: 'text', sentAt: text.arrivedAt, part: null }))
}

/** Also of texts that are whole: each part has its id, and the other desk may have some of them. */
function parts(db: Db, { upTo, since }: HandedOver): InboundText[] {
  const kept = db.prepare<[number, number], Part>(
    `SELECT customer, ours, text, arrived_at AS arrivedAt, sent_at AS sentAt, provider_id AS providerId, account, ref, total, number
     FROM inbound_parts WHERE complete = 0 OR message > ? OR arrived_at >= ? ORDER BY id`,
  )
  return kept
    .all(upTo, since)
    .map(({ ref, total, number, ...text }) => ({ ...text, kind: 'text', part: { ref, total, number } }))
}

function unread(db: Db, { since }: HandedOver): RawWebhook[] {
  const kept = db.prepare<[number], RawWebhook>(
    `SELECT why, method, target, content_type AS contentType, body, arrived_at AS arrivedAt
     FROM inbound_raw WHERE arrived_at >= ? ORDER BY id`,
  )
  return kept.all(since)
}
