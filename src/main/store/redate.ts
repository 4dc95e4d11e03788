import { isSameDay } from '../../shared/option-day.ts'
import { askedWith } from '../../shared/other-digits.ts'
import { fillQuestion, type Question } from '../../shared/question.ts'
import { countSegments } from '../../shared/segments.ts'
import { digitsIn, type Given } from './ask.ts'
import type { Db } from './open.ts'
import { messageWords } from './search-index.ts'

/**
 * The last moment at which a text's dates are fixed is the one in which it is claimed. They are counted when it is
 * queued, which mostly is seconds before; but a text that was held, or waited over midnight, leaves on another day, and
 * "tomorrow" is then another one. So in the transaction that takes it out of the queue its dates are counted anew, and
 * with them its words.
 *
 * @returns what it says now; null when nothing changes
 */
export function redating(db: Db): (seq: number, now: number) => string | null {
  const dated = db.prepare<[number], Dated>(
    `SELECT n.id, n.digits, n.dated_at AS datedAt, m.customer,
       coalesce(n.template ->> 'question', runs.question) AS question, coalesce(n.template ->> 'fields', r.fields) AS fields
     FROM messages m JOIN notices n ON n.id = m.notice
     LEFT JOIN run_rows r ON r.message = m.seq LEFT JOIN runs ON runs.id = r.run
     WHERE m.seq = ? AND m.kind = 'notice' AND n.dated_at IS NOT NULL`,
  )
  const setNotice = db.prepare('UPDATE notices SET asked = ?, handling = ?, dated_at = ? WHERE id = ?')
  const setText = db.prepare('UPDATE messages SET text = ?, segments = ? WHERE seq = ?')
  const findBy = db.prepare('INSERT OR REPLACE INTO message_words (rowid, words) VALUES (?, ?)')

  return (seq, now) => {
    const notice = dated.get(seq)
    if (notice === undefined || notice.datedAt === null || isSameDay(notice.datedAt, now)) return null
    if (notice.question === null || notice.fields === null) return null
    const digits = digitsIn(notice)
    const question = askedWith(JSON.parse(notice.question) as Question, digits)
    const filled = fillQuestion(question, JSON.parse(notice.fields) as Record<string, string>, {
      leavesAt: now,
      digits,
    })
    if (!filled.ok) return null
    const { text, options, handling } = filled
    setNotice.run(JSON.stringify(options), handling === null ? null : JSON.stringify(handling), now, notice.id)
    setText.run(text, countSegments(text).segments, seq)
    findBy.run(seq, messageWords(text, notice.customer))
    return text
  }
}

interface Dated extends Given {
  id: number
  customer: string
  /** JSON, both; null when its run row has gone on to another text. */
  question: string | null
  fields: string | null
}
