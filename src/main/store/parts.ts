import type { Db } from './open.ts'
import type { InboundText, Touch } from './records.ts'
import { type Standing, standingRows } from './standing.ts'

/** Webhooks are repeated for a day. A part that comes later than that belongs to another text under the same reference. */
export const partsTogetherMs = 26 * 3_600_000
/** A question may have been asked by a clock that is ahead of the provider's. */
const clocksDifferMs = 60_000

/** Somebody has dealt with pieces of it already, or the desk has. `doneAt` (epoch ms) says that nobody needs to look. */
export interface DealtWith {
  doneAt: number | null
}

/** What is there of a text whose other parts have not come. */
export interface Incomplete {
  customer: string
  ours: string
  text: string
  /** Its parts before the first that is missing; "" without the first of all. */
  beginning: string
  /** Of its first part, epoch ms. */
  sentAt: number | null
  arrivedAt: number
  providerIds: string[]
}

/**
 * Puts long texts together, in any order of their parts.
 *
 * A part may stand there already: recovered, as a text of its own. As long as nothing was done for it, its words move to
 * the earliest row of the long text. What was filed, answered or sent for stays as it is, and the whole is then for a
 * person to read.
 *
 * @param file stores the whole text; `shown` is the row that stood for it so far, `apart` those that keep a part of it.
 *   @returns its seq
 * @param show stores what is there, in a new row or in the one that is shown. @returns its seq
 */
export function parts(
  db: Db,
  touch: Touch,
  file: (
    text: InboundText,
    providerIds: string[],
    shown: number | null,
    dealtWith: DealtWith | null,
    apart: readonly number[],
  ) => number,
  show: (incomplete: Incomplete, shown: number | null, doneAt: number | null) => number,
) {
  const rows = standingRows(db, touch)
  const insertPart = db.prepare(
    `INSERT INTO inbound_parts (customer, ours, ref, total, number, account, provider_id, text, arrived_at, sent_at, message)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const openParts = db.prepare<[string, string, string, number], Part>(
    `SELECT id, number, provider_id AS providerId, text, arrived_at AS arrivedAt, sent_at AS sentAt, message, ${ownRow} AS own
     FROM inbound_parts p WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND complete = 0 ORDER BY number`,
  )
  const closedPart = db
    .prepare(
      'SELECT message FROM inbound_parts WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND number = ? AND complete = 1 AND text = ? AND sent_at IS ? AND arrived_at > ?',
    )
    .pluck()
  const wasPart = db
    .prepare(
      'SELECT 1 FROM inbound_parts WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND number = ? AND complete = 1 AND provider_id = ?',
    )
    .pluck()
  const closeParts = db.prepare(
    'UPDATE inbound_parts SET complete = 1, message = ? WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND complete = 0',
  )
  const showParts = db.prepare(
    'UPDATE inbound_parts SET message = ? WHERE customer = ? AND ours = ? AND ref = ? AND total = ? AND complete = 0',
  )
  const waitingParts = db.prepare<[number], { customer: string; ours: string; ref: string; total: number }>(
    `SELECT customer, ours, ref, total FROM inbound_parts p WHERE complete = 0 AND message IS NULL
     GROUP BY customer, ours, ref, total HAVING min(arrived_at) <= ? AND max(${ownRow} IS NULL) = 1`,
  )

  /** @param piece the row that this part has of its own */
  function receive(
    text: InboundText,
    { ref, total, number }: NonNullable<InboundText['part']>,
    piece?: Standing,
  ): 'stored' | 'repeat' {
    const key = [text.customer, text.ours, ref, total] as const
    let here = openParts.all(...key)
    // What has a row of its own keeps it, and comes again all the same.
    if (piece !== undefined && isHere(key, here, number, text.providerId)) return 'repeat'
    // A reference that returns while an older text still lacks a part begins a new text: handsets count to 255 only.
    const isOld = (here[0]?.arrivedAt ?? text.arrivedAt) < text.arrivedAt - partsTogetherMs
    if (isOld || here.some((part) => part.number === number)) {
      if (!isOld && here.some((part) => part.number === number && part.text === text.text)) {
        if (piece?.isFree === true) {
          standsFor(key, here, piece, text)
          showIncomplete(key, openParts.all(...key))
        }
        return 'repeat'
      }
      closeParts.run(here[0]?.message ?? (here.every(isApart) ? null : showIncomplete(key, here)), ...key)
      here = []
    }
    const since = text.arrivedAt - partsTogetherMs
    const closed = closedPart.get(...key, number, text.text, text.sentAt, since) as number | null | undefined
    if (here.length === 0 && closed !== undefined) {
      if (piece?.isFree === true && closed !== null) {
        rows.becomesPart(text)
        rows.goInto({ seq: piece.seq, into: closed })
      }
      return 'repeat'
    }
    const doneAt = piece === undefined ? null : stillDoneAt(here, piece)
    const shown = piece?.isFree === true ? standsFor(key, here, piece, text) : (here[0]?.message ?? null)
    insertPart.run(...key, number, text.account, text.providerId, text.text, text.arrivedAt, text.sentAt, shown)
    const parts = openParts.all(...key)
    if (parts.length === total) complete(key, parts, text, doneAt)
    else if (shown !== null) showIncomplete(key, parts, doneAt)
    return 'stored'
  }

  function complete(key: Key, parts: Part[], text: InboundText, doneAt: number | null): void {
    const shown = parts[0]?.message ?? null
    const apart = parts.flatMap(({ own }) => own ?? [])
    const isSeen = apart.every((seq) => rows.rowOf(seq)?.isSeen === true)
    const isAnswered = shown !== null && rows.rowOf(shown)?.isFree === false
    // A person has decided about each of them.
    if (shown === null && apart.length === parts.length && isSeen) {
      closeParts.run(null, ...key)
      return
    }
    const from = rows.recoveredFirst(shown === null ? apart : [shown, ...apart])
    const whole = { ...text, text: parts.map((part) => part.text).join('') }
    const seq = file(
      // A webhook that is repeated says when it was sent, and a record when the text was.
      from === null
        ? whole
        : {
            ...whole,
            sentAt: from.at,
            arrivedAt: Math.min(from.at + clocksDifferMs, text.arrivedAt),
            recovered: { gap: from.gap, at: text.arrivedAt, words: 'all' },
          },
      parts.map((part) => part.providerId),
      shown,
      apart.length > 0 || isAnswered || doneAt !== null ? { doneAt: isSeen ? doneAt : null } : null,
      apart,
    )
    closeParts.run(seq, ...key)
  }

  const isHere = (key: Key, here: Part[], number: number, id: string): boolean =>
    here.some(({ providerId }) => providerId === id) || wasPart.get(...key, number, id) !== undefined

  /** The row of a piece stands for the whole text, or goes into the one that does. @returns the row that does */
  function standsFor(key: Key, here: Part[], piece: Standing, text: InboundText): number {
    rows.becomesPart(text)
    const shown = here[0]?.message ?? null
    const row = shown === null ? piece.seq : rows.merge(shown, piece.seq)
    showParts.run(row, ...key)
    return row
  }

  /** Of the row that stands for it, when this part says nothing that is new to whoever was done with it. */
  function stillDoneAt(here: Part[], piece: Standing): number | null {
    const shown = here[0]?.message ?? null
    if (!piece.isSeen) return null
    return shown === null ? (here.every(isApart) ? piece.doneAt : null) : (rows.rowOf(shown)?.doneAt ?? null)
  }

  /** Shows what is there of a text whose other parts have not come; a later part completes it in place. */
  function showIncomplete([customer, ours, ref, total]: Key, parts: Part[], doneAt: number | null = null): number {
    const words = Array.from({ length: total }, (_, index) => parts.find((part) => part.number === index + 1)?.text)
    // A gap is shown as an ellipsis, one a run of missing parts.
    const text = words
      .map((part, index) => part ?? (index > 0 && words[index - 1] === undefined ? '' : ' … '))
      .join('')
      .trim()
    const gap = words.indexOf(undefined)
    const beginning = words.slice(0, gap === -1 ? total : gap).join('')
    const [first] = parts
    const before = first?.message ?? null
    const seq = show(
      {
        customer,
        ours,
        text,
        beginning,
        sentAt: first?.sentAt ?? null,
        arrivedAt: first?.arrivedAt ?? 0,
        providerIds: parts.map((part) => part.providerId),
      },
      before,
      doneAt,
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

  return { receive, showIncompleteSince, standing: rows.of }
}

/** The row that a part has of its own, since something was done for it there. */
const ownRow = '(SELECT i.message FROM inbound_ids i WHERE i.provider_id = p.provider_id AND i.account = p.account)'
const isApart = ({ own }: Part) => own !== null

/** Customer, our number, reference, total. */
type Key = readonly [string, string, string, number]

interface Part {
  id: number
  number: number
  providerId: string
  text: string
  arrivedAt: number
  sentAt: number | null
  message: number | null
  own: number | null
}
