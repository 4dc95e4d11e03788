import type { Message } from '../../shared/message.ts'
import { countSegments } from '../../shared/segments.ts'
import type { Db } from './open.ts'
import type { AutomaticAnswers, InboundText, Touch, Understanding } from './records.ts'
import { newReference } from './reference.ts'

const automaticTextsAnHour = 3
const hourMs = 3_600_000
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

/** What the desk sends by itself for a reply: thanks, the answer to HELP, the confirmation of a STOP. */
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
  const insert = db.prepare(
    `INSERT INTO messages (direction, customer, ours, text, state, at, notice, kind, reference, in_reply_to, segments, due_at)
     VALUES ('outbound', ?, ?, ?, 'queued', ?, ?, 'thanks', ?, ?, ?, ?)`,
  )

  /** Read from the database when a STOP or a HELP comes, so that no other reply pays for it. */
  function answers(): AutomaticAnswers | null {
    const kept = getAnswers.get() as string | undefined
    return kept === undefined ? null : (JSON.parse(kept) as AutomaticAnswers)
  }

  /** @param isOut the customer had opted out before this reply */
  function choose(reply: InboundText, meant: Understanding, saidAt: number, isOut: boolean): Chosen {
    const { rule } = meant.because
    const own = rule === 'help' || rule === 'opt-out' ? answers() : null
    // A second STOP is not confirmed again.
    const confirms = rule === 'opt-out' && !isOut && reply.arrivedAt - saidAt <= confirmWithinMs
    const text = rule === 'help' ? (own?.help ?? null) : confirms ? (own?.stop ?? null) : meant.thanks
    const withheld = text === null ? null : isOut ? 'opted-out' : isEnough(reply, rule === 'help') ? 'limit' : null
    const helpWaits = rule === 'help' && (own === null || withheld !== null)
    return { text: withheld === null ? text : null, withheld, helpWaits }
  }

  function isEnough({ customer, arrivedAt }: InboundText, help: boolean): boolean {
    const since = arrivedAt - hourMs
    if ((sentSince.get(customer, since) as number) >= automaticTextsAnHour) return true
    return help && helpedSince.get(customer, since) !== undefined
  }

  /** Queues it. `seq` is the reply's own. */
  function send({ customer, ours, arrivedAt }: InboundText, seq: number, notice: number | null, text: string): void {
    const { segments } = countSegments(text)
    const row = [customer, ours, text, arrivedAt, notice, newReference(), seq, segments, arrivedAt]
    touch(Number(insert.run(...row).lastInsertRowid))
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
