import type { Message } from '../../shared/message.ts'
import { dayKey } from '../words/time.ts'
import type { Seen } from './seen.ts'

export interface TalkLine {
  message: Message
  /** The first of its day. */
  firstOfDay: boolean
  /** The first since this window last showed the thread. */
  firstNew: boolean
}

/**
 * The texts as they are read, oldest first, with the lines that stand between them.
 *
 * @param rows newest first
 */
export function talkLines(rows: readonly Message[], seen: Seen | null): TalkLine[] {
  let day: string | null = null
  let isNew = false
  return rows.toReversed().map((message) => {
    const key = dayKey(message.at)
    const firstOfDay = key !== day
    day = key
    const firstNew = !isNew && seen !== null && message.seq > seen.seq
    isNew ||= firstNew
    return { message, firstOfDay, firstNew }
  })
}

/**
 * The reply that an answer or a filing is about: the newest that needs a person, or that changed the answer.
 *
 * @param changedBy of the thread
 */
export const askingIn = (rows: readonly Message[], changedBy: string | null): Message | null =>
  rows.find(({ id, direction, needsPerson }) => direction === 'inbound' && (needsPerson || id === changedBy)) ?? null

/**
 * What counts for a reply's question until somebody files it otherwise: the digit it was filed as, else the one filed
 * before it; null when none was.
 *
 * @param notice which question, of several; null where there is but one
 */
export function filedNow(rows: readonly Message[], reply: Message, notice: string | null = null): string | null {
  const isAbout = ({ questions }: Message) => notice === null || questions[0]?.notice === notice
  if (reply.because?.rule === 'option' && isAbout(reply)) return reply.because.option ?? null
  if (notice !== null) {
    const isAnswer = (row: Message) => row.seq < reply.seq && row.because?.rule === 'option' && isAbout(row)
    return rows.find(isAnswer)?.because?.option ?? null
  }
  for (const { seq, kind, because } of rows) {
    if (seq >= reply.seq) continue
    if (because?.rule === 'option') return because.option ?? null
    // What was filed before that belongs to an older question.
    if (kind === 'notice') return null
  }
  return null
}
