import type { Db } from './open.ts'
import type { InboundText } from './records.ts'

/** Webhooks are repeated for a day. A part that comes later than that belongs to another text under the same reference. */
const partsTogetherMs = 26 * 3_600_000

/** What is there of a text whose other parts have not come. */
export interface Incomplete {
  customer: string
  ours: string
  text: string
  /** Of its first part, epoch ms. */
  sentAt: number | null
  arrivedAt: number
  providerIds: string[]
}

/**
 * Puts long texts together, in any order of their parts.
 *
 * @param file stores the whole text; `shown` is the row that stood for it so far. @returns its seq
 * @param show stores what is there, in a new row or in the one that is shown. @returns its seq
 */
export function parts(
  db: Db,
  file: (text: InboundText, providerIds: string[], shown: number | null) => number,
  show: (incomplete: Incomplete, shown: number | null) => number,
) {
  const insertPart = db.prepare(
    `INSERT INTO inbound_parts (customer, ours, ref, total, number, account, provider_id, text, arrived_at, sent_at, message)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const openParts = db.prepare<[string, string, string, number], Part>(
    'SELECT id, number, provider_id AS providerId, text, arrived_at AS arrivedAt, sent_at AS sentAt, message FROM inbound_parts WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND complete = 0 ORDER BY number',
  )
  const closedPart = db
    .prepare(
      'SELECT 1 FROM inbound_parts WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND number = ? AND complete = 1 AND text = ? AND sent_at IS ? AND arrived_at > ?',
    )
    .pluck()
  const closeParts = db.prepare(
    'UPDATE inbound_parts SET complete = 1, message = ? WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND complete = 0',
  )
  const showParts = db.prepare(
    'UPDATE inbound_parts SET message = ? WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND complete = 0',
  )
  const waitingParts = db.prepare<[number], { customer: string; ours: string; ref: string; total: number }>(
    'SELECT customer, ours, ref, total FROM inbound_parts WHERE complete = 0 AND message IS NULL GROUP BY customer, ours, ref, total HAVING min(arrived_at) <= ?',
  )

  function receive(text: InboundText, { ref, total, number }: NonNullable<InboundText['part']>): 'stored' | 'repeat' {
    const key = [text.customer, text.ours, ref, total] as const
    let here = openParts.all(...key)
    // A reference that returns while an older text still lacks a part begins a new text: handsets count to 255 only.
    const isOld = (here[0]?.arrivedAt ?? text.arrivedAt) < text.arrivedAt - partsTogetherMs
    if (isOld || here.some((part) => part.number === number)) {
      if (!isOld && here.some((part) => part.number === number && part.text === text.text)) return 'repeat'
      closeParts.run(here[0]?.message ?? showIncomplete(key, here), ...key)
      here = []
    }
    const since = text.arrivedAt - partsTogetherMs
    if (here.length === 0 && closedPart.get(...key, number, text.text, text.sentAt, since) !== undefined)
      return 'repeat'
    const shown = here[0]?.message ?? null
    insertPart.run(...key, number, text.account, text.providerId, text.text, text.arrivedAt, text.sentAt, shown)
    const parts = openParts.all(...key)
    if (parts.length === total) {
      const whole = parts.map((part) => part.text).join('')
      const seq = file(
        { ...text, text: whole },
        parts.map((part) => part.providerId),
        shown,
      )
      closeParts.run(seq, ...key)
    } else if (shown !== null) showIncomplete(key, parts)
    return 'stored'
  }

  /** Shows what is there of a text whose other parts have not come; a later part completes it in place. */
  function showIncomplete(
    [customer, ours, ref, total]: readonly [string, string, string, number],
    parts: Part[],
  ): number {
    const words = Array.from({ length: total }, (_, index) => parts.find((part) => part.number === index + 1)?.text)
    // A gap is shown as an ellipsis, one a run of missing parts.
    const text = words
      .map((part, index) => part ?? (index > 0 && words[index - 1] === undefined ? '' : ' … '))
      .join('')
      .trim()
    const [first] = parts
    const before = first?.message ?? null
    const seq = show(
      {
        customer,
        ours,
        text,
        sentAt: first?.sentAt ?? null,
        arrivedAt: first?.arrivedAt ?? 0,
        providerIds: parts.map((part) => part.providerId),
      },
      before,
    )
    if (before === null) showParts.run(seq, customer, ours, ref, total)
    return seq
  }

  /** Shows texts whose first part came before that moment (epoch ms) and whose others have not. @returns how many */
  function showIncompleteSince(arrivedBefore: number): number {
    const texts = waitingParts.all(arrivedBefore)
    for (const { customer, ours, ref, total } of texts) {
      const key = [customer, ours, ref, total] as const
      showIncomplete(key, openParts.all(...key))
    }
    return texts.length
  }

  return { receive, showIncompleteSince }
}

interface Part {
  id: number
  number: number
  providerId: string
  text: string
  arrivedAt: number
  sentAt: number | null
  message: number | null
}
