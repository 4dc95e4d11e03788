import { askedWith, digitsBeside, withOpenDigits } from '../../shared/other-digits.ts'
import { type Digits, fillQuestion, type Question } from '../../shared/question.ts'
import { takenDigits } from './already-asked.ts'
import type { Db } from './open.ts'
import type { Draft, Queued } from './queue.ts'

/** A question to queue for one customer. */
export interface Ask extends Omit<Draft, 'text' | 'notice'> {
  question: Question
  fields: Record<string, string>
  /** It is kept there, with its fields. */
  byRun?: boolean
  /** With the question's own digits where there are no others, although a reply may then be meant for either. */
  ownDigits?: boolean
}

export type AskedNow =
  | Queued
  | { kind: 'fields' }
  /** Another question is open, and this one cannot be asked with other digits. */
  | { kind: 'no-digits' }

/**
 * Asks a question: fills it, with dates counted from now, and with other digits where a question with the same ones
 * waits for this customer's answer; and queues it in the same transaction, so that no other takes those digits.
 */
export function asking(db: Db, queue: (draft: Draft) => Queued): (ask: Ask) => AskedNow {
  const taken = takenDigits(db)
  const bySubmission = db.prepare<[string, string], Given>(
    `SELECT n.digits, n.dated_at AS datedAt FROM messages m JOIN notices n ON n.id = m.notice
     WHERE m.submission = ? AND m.customer = ? AND m.kind = 'notice'`,
  )
  const byText = db.prepare<[number], Given>(
    `SELECT n.digits, n.dated_at AS datedAt FROM messages m JOIN notices n ON n.id = m.notice WHERE m.seq = ?`,
  )

  function digitsFor({ question, customer, now, again }: Ask): Digits | null | undefined {
    const others = taken({ customer, now, again: again ?? null })
    // Sent again, the first may have arrived after all: the customer is to read the same digits.
    const before = again === undefined ? undefined : byText.get(again)
    const given = before === undefined ? null : digitsIn(before)
    const areFree = given !== null && Object.values(given).every((digit) => !others.includes(digit))
    return areFree && fits(given, question) ? given : digitsBeside(question, others)
  }

  return (ask) => {
    const { question, fields, byRun = false, ownDigits = false, ...draft } = ask
    // Said again, it is the same text: its dates and digits are not counted anew.
    const done = bySubmission.get(draft.submissionId, draft.customer)
    const found = done === undefined ? digitsFor(ask) : digitsIn(done)
    if (found === undefined && !ownDigits) return { kind: 'no-digits' }
    const digits = found ?? null
    const leavesAt = done?.datedAt ?? draft.now
    const filled = fillQuestion(askedWith(question, digits), fields, { leavesAt, digits })
    if (!filled.ok) return { kind: 'fields' }
    const { text, options, handling } = filled
    const datedAt = options.some(({ date }) => date !== undefined) ? leavesAt : null
    const template = datedAt === null || byRun ? null : { question, fields }
    return queue({ ...draft, text, notice: { questionId: question.id, options, handling, digits, datedAt, template } })
  }
}

/** What a customer was given besides the question's words. */
export interface Given {
  /** JSON. */
  digits: string | null
  datedAt: number | null
}

export const digitsIn = ({ digits }: Pick<Given, 'digits'>): Digits | null =>
  digits === null ? null : (JSON.parse(digits) as Digits)

const fits = (digits: Digits, question: Question) =>
  withOpenDigits(question) !== null && question.options.every(({ digit }) => Object.hasOwn(digits, digit))
