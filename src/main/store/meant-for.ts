import type { AskedName, Because, MeantQuestion } from '../../shared/message.ts'
import type { AskedOption } from '../../shared/question.ts'
import { lateness, noticeOpenMs } from './closing.ts'
import type { Db } from './open.ts'

/** The provider's clock says when a reply was written, and ours when a question left. */
const clockMs = 60_000
/** The newest of more than this; nobody chooses among a month of unanswered questions. */
const questionsMost = 4

/** Of a question `o` and a reply `m` to another one: it was asked by then, and not too long before. */
const askedBy = `o.customer = m.customer AND o.id <> m.notice AND o.state <> 'closed'
  AND (m.odd_time = 1 OR (o.opened_at > m.at - ${noticeOpenMs} AND o.opened_at <= m.at + ${clockMs}))`

/** Whether a reply `m` may be meant for another question than its own: then they are looked up. */
export const mayBeForOther = `m.direction = 'inbound' AND m.notice IS NOT NULL AND EXISTS (
    SELECT 1 FROM notices o WHERE ${askedBy} AND (o.state = 'waiting' OR o.id > m.notice OR m.because ->> 'wasFor' IS NOT NULL))`

/** A question as a reply finds it. */
export interface OpenQuestion {
  id: number
  lost: 0 | 1
  /** JSON; null for nothing but filing. */
  handling: string | null
  /** Epoch ms. */
  leftAt: number
}

/**
 * Of a customer's questions those that an answer of this moment may be meant for: the newest first, and those that
 * arrived before those that did not. Of several, none that was closed by then.
 *
 * @param saidAt epoch ms
 */
export function openAt<Question extends OpenQuestion>(questions: readonly Question[], saidAt: number): Question[] {
  const [newest, ...others] = questions.toSorted((one, next) => one.lost - next.lost || next.id - one.id)
  return newest === undefined ? [] : [newest, ...others.filter((each) => lateness(each, saidAt) !== 'person')]
}

/** A question that a reply can be filed for. */
export interface Meant extends OpenQuestion {
  /** JSON: the options as this customer read them. */
  asked: string
  name: string
  run: string | null
  openedAt: number
}

/**
 * The questions that a stored reply can be filed for, its own first: those that were open for it when it came and still
 * wait, the newest of them in any case, and the one that a person took it away from. None where there is but its own.
 */
export function meantFor(db: Db): (seq: number) => Meant[] {
  // A text that was lost and sent again asks nothing any more: the later one does.
  const open = db.prepare<[number], Row>(
    `SELECT o.id, o.asked, o.handling, o.opened_at AS openedAt, o.state = 'waiting' AS waits, o.id = m.notice AS isOwn,
       coalesce(q.left_at, o.opened_at) AS leftAt, q.state IN ('failed', 'expired') AS lost,
       coalesce(runs.question ->> 'name', o.template -> 'question' ->> 'name',
         (SELECT body ->> 'name' FROM questions WHERE id = o.question AND body <> ''), '') AS name,
       runs.name AS run, m.at, m.because ->> '$.wasFor.notice' AS wasFor
     FROM messages m JOIN notices o ON o.customer = m.customer AND o.state <> 'closed'
       JOIN messages q ON q.notice = o.id AND q.kind = 'notice'
       LEFT JOIN run_rows r ON r.notice = o.id LEFT JOIN runs ON runs.id = r.run
     WHERE m.seq = ? AND (o.id = m.notice OR (${askedBy} AND q.seq < m.seq
       AND q.state IN ('sending', 'unknown', 'submitted', 'delivered', 'failed', 'expired')
       AND (m.odd_time = 1 OR coalesce(q.left_at, o.opened_at) <= m.at + ${clockMs})
       AND NOT EXISTS (SELECT 1 FROM messages later WHERE later.again = q.seq AND later.kind = 'notice' AND later.seq < m.seq)))`,
  )
  return (seq) => {
    const all = open.all(seq)
    const own = all.find(({ isOwn }) => isOwn === 1)
    if (own === undefined || all.length < 2) return []
    const [newest, ...older] = openAt(all, own.at)
    const others = older.filter(({ id, waits, wasFor }) => waits === 1 || noticeId(id) === wasFor)
    const meant = [...(newest === undefined ? [] : [newest]), ...others].filter((each) => each !== own)
    return meant.length === 0 ? [] : [own, ...meant.slice(0, questionsMost - 1)]
  }
}

export const noticeId = (id: number) => `n${id}`
export const noticeOf = (id: string) => Number(id.slice(1))

export const askedNames = (asked: string): AskedName[] =>
  (JSON.parse(asked) as AskedOption[]).map(({ digit, label, date = null }) => ({ digit, label, date }))

export const toMeantQuestion = ({ id, name, run, openedAt, asked }: Meant): MeantQuestion => ({
  notice: noticeId(id),
  name,
  run,
  askedAt: new Date(openedAt).toISOString(),
  options: askedNames(asked),
})

interface Row extends Meant {
  waits: 0 | 1
  isOwn: 0 | 1
  /** When the reply was written, epoch ms. */
  at: number
  wasFor: NonNullable<Because['wasFor']>['notice'] | null
}
