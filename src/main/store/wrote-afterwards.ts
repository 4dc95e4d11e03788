import type { AskedOption } from '../../shared/question.ts'
import { isChase } from './chase.ts'
import type { Db } from './open.ts'
import { type OpenNotice, twoAreOpen } from './read-reply.ts'
import type { Asked, InboundText, Understanding } from './records.ts'

/** What is written later than this after a person's text begins something new. */
const talkMs = 3 * 86_400_000
/** The provider's timestamps are cut to the second. */
const secondMs = 1_000

export interface Afterwards {
  reply: InboundText
  meant: Understanding
  notice: OpenNotice | undefined
  /** Another question that waits for an answer. */
  other: OpenNotice | undefined
  /** Epoch ms. */
  saidAt: number
  /** Its own row, where a part of it is shown already. */
  shown: number | null
}

/**
 * Replies that come after a person has dealt with the customer: on the telephone, or with a text of their own. Small
 * talk then needs nobody, and the question is not asked once more. An answer to a question that was settled on the
 * telephone may say something else than what was agreed there: a person looks, and nobody is thanked.
 */
export function wroteAfterwards(db: Db, read: (text: string, asked: Asked | null) => Understanding) {
  // What the desk says by itself, and thanks for that, are no part of the talk.
  const lastOfTalk = db.prepare<[string, number], Said>(
    `SELECT text, kind = 'text' AND (submission IS NULL OR NOT ${isChase('submission')}) AND state IN ('submitted', 'delivered') AS byPerson,
       coalesce(left_at, at) AS leftAt
     FROM messages WHERE customer = ? AND seq < ? AND state NOT IN ('held', 'queued', 'cancelled')
       AND kind IS NOT 'thanks' AND (because IS NULL OR because ->> 'rule' <> 'none') ORDER BY seq DESC LIMIT 1`,
  )

  /** A person's text that was the last word, had arrived when this was written, and asks for nothing; else null. */
  function answerTo({ reply, saidAt, shown }: Afterwards): string | null {
    const said = lastOfTalk.get(reply.customer, shown ?? Number.MAX_SAFE_INTEGER)
    if (said === undefined || said.byPerson === 0) return null
    // A timestamp that is days off is a wrong clock.
    const at = Math.abs(reply.arrivedAt - saidAt) > talkMs ? reply.arrivedAt : saidAt
    if (at + secondMs < said.leftAt || at > said.leftAt + talkMs) return null
    const asks = /[?？]/u.test(said.text) || read(said.text, nothing).because.why === 'asks a question'
    return asks ? null : said.text
  }

  /** @returns null when nobody has dealt with the customer, or it says more than courtesy about an open question */
  return (by: Afterwards): Understanding | null => {
    const { reply, meant, notice, other } = by
    const { rule, why, heard } = meant.because
    if (notice !== undefined && notice.settled !== null) {
      if (rule === 'option') return settledByPhone(heard)
      // Whether it means the question that still waits nobody knows.
      return why === 'settled, small talk' && notice.outcome === null && other !== undefined ? twoAreOpen : meant
    }
    if (other !== undefined || (why !== 'no option in it' && why !== 'no open question')) return null
    const settled = answerTo(by)
    if (settled === null) return null
    const options = notice === undefined ? [] : (JSON.parse(notice.asked) as AskedOption[])
    const again = read(reply.text, { ...nothing, options, settled })
    return again.because.why === 'settled, small talk' ? again : null
  }
}

const nothing: Asked = { options: [], outcome: null }

const settledByPhone = (heard: string | undefined): Understanding => ({
  because: { rule: 'person', why: 'was settled by phone', ...(heard === undefined ? {} : { heard }) },
  thanks: null,
})

interface Said {
  text: string
  byPerson: 0 | 1
  /** Epoch ms. */
  leftAt: number
}
