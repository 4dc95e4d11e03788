import type { Message } from '../../shared/message.ts'
import { countSegments } from '../../shared/segments.ts'
import { nextSeq } from './erased.ts'
import { readHandedOver } from './handed-over.ts'
import type { Db } from './open.ts'
import { asksAgain } from './reask.ts'
import type { AutomaticAnswers, InboundText, Touch, Understanding } from './records.ts'
import { newReference } from './reference.ts'

const automaticTextsAnHour = 3
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/**
 * What is recovered comes in the order it was written, and all of it before anything goes out for it: a STOP among the
 * later ones is then on record.
 */
const restComesInMs = 120_000
/** A STOP is confirmed within this long, or not at all. @see FCC 47 CFR 64.1200(a)(12) */
export const confirmWithinMs = 5 * 60_000

export interface Chosen {
  /** What goes out for the reply; null for nothing. */
  text: string | null
  /** Why nothing does, although there is something to say. */
  withheld: Message['noThanks']
  /** A HELP that nobody has answered. */
  helpWaits: boolean
}

/** What the desk sends by itself for a reply: thanks, the question once more, the answer to HELP, the confirmation of a STOP. */
export function automaticTexts(db: Db, touch: Touch) {
  const setAnswers = db.prepare("INSERT OR REPLACE INTO meta VALUES ('answers', ?)")
  const getAnswers = db.prepare("SELECT value FROM meta WHERE key = 'answers'").pluck()
  const sentSince = db
    .prepare("SELECT count(*) FROM messages WHERE customer = ? AND kind = 'thanks' AND at > ?")
    .pluck()
  const helpedSince = db
    .prepare(
      `SELECT 1 FROM messages sent JOIN messages reply ON reply.seq = sent.in_reply_to
       WHERE sent.customer = ? AND sent.kind = 'thanks' AND sent.at > ? AND reply.because ->> 'rule' = 'help' LIMIT 1`,
    )
    .pluck()
  const handedOver = readHandedOver(db)
  // Once for as long as the file is open: it is closed while a backup takes its place.
  const restoredAt = Number(db.prepare("SELECT value FROM meta WHERE key = 'restored-at'").pluck().get() ?? 0)
  const insert = db.prepare(
    `INSERT INTO messages (seq, direction, customer, ours, text, state, at, notice, kind, reference, in_reply_to, segments, due_at, thanks_for)
     VALUES (${nextSeq}, 'outbound', ?, ?, ?, 'queued', ?, ?, 'thanks', ?, ?, ?, ?, ?)`,
  )

  /** Read from the database when a STOP or a HELP comes, so that no other reply pays for it. */
  function answers(): AutomaticAnswers | null {
    const kept = getAnswers.get() as string | undefined
    return kept === undefined ? null : (JSON.parse(kept) as AutomaticAnswers)
  }

  /** @param isOut the customer had opted out before this reply */
  function choose(reply: InboundText, meant: Understanding, saidAt: number, isOut: boolean): Chosen {
    const { rule } = meant.because
    // Another desk answers, or a person who takes this one back.
    if (handedOver() !== null) return { text: null, withheld: null, helpWaits: rule === 'help' }
    const own = rule === 'help' || rule === 'opt-out' ? answers() : null
    // A second STOP is not confirmed again.
    const confirms = rule === 'opt-out' && !isOut && dueAt(reply) - saidAt <= confirmWithinMs
    const text = rule === 'help' ? (own?.help ?? null) : confirms ? (own?.stop ?? null) : meant.thanks
    const withheld =
      text === null
        ? null
        : isOut
          ? 'opted-out'
          : saidAt < restoredAt
            ? 'restored'
            : tooLateOrTooMany(reply, rule === 'help')
    const helpWaits = rule === 'help' && (own === null || withheld !== null)
    return { text: withheld === null ? text : null, withheld, helpWaits }
  }

  function tooLateOrTooMany(reply: InboundText, help: boolean): 'late' | 'limit' | null {
    // As long as a webhook would have come. Later than that, "now fully scheduled" may speak of a day that is over.
    if (sendAt(reply) - reply.arrivedAt > dayMs) return 'late'
    const since = sendAt(reply) - hourMs
    if ((sentSince.get(reply.customer, since) as number) >= automaticTextsAnHour) return 'limit'
    return help && helpedSince.get(reply.customer, since) !== undefined ? 'limit' : null
  }

  /** Queues it. `seq` is the reply's own; `again` says that it asks once more. */
  function send(reply: InboundText, seq: number, notice: number | null, text: string, again: boolean): void {
    const { segments } = countSegments(text)
    const { customer, ours } = reply
    const row = [customer, ours, text, sendAt(reply), notice, newReference(), seq, segments, dueAt(reply)]
    const thanksFor = again ? asksAgain : null
    touch(Number(insert.run(...row, thanksFor).lastInsertRowid))
  }

  return {
    choose,
    send,
    setAnswers: (to: AutomaticAnswers): null => {
      setAnswers.run(JSON.stringify(to))
      return null
    },
  }
}

/** When the desk has the reply and answers it, epoch ms: what was recovered arrived at the provider long before. */
const sendAt = ({ recovered, arrivedAt }: InboundText): number => recovered?.at ?? arrivedAt

const dueAt = (reply: InboundText): number => sendAt(reply) + (reply.recovered === undefined ? 0 : restComesInMs)
