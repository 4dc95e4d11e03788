import { useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { readNumber } from '../../shared/msisdn.ts'
import { askedWith, digitsBeside } from '../../shared/other-digits.ts'
import { fillQuestion } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import type { Draft, DraftStore } from './draft.ts'
import { fieldValues } from './preview.ts'

export type FormProblem =
  | { at: 'to'; problem: Problem }
  | { at: 'field'; name: string }
  | { at: 'text'; length: number }
  | { at: 'send'; problem: Problem }

export interface Sent {
  /** As it is now. */
  message: Message
  /** The desk had this text already, and it reads otherwise than the form does now. */
  changedSince: boolean
}

const notSent: ReadonlySet<Message['state']> = new Set(['refused', 'failed', 'expired', 'unknown', 'cancelled'])

/** Nothing was sent, and it is when the same is pressed again. */
const asks: ReadonlySet<string> = new Set(['delivered-meanwhile', 'taken-meanwhile', 'again-already', 'no-digits'])

export const textMost = 3200

export const isAsked = (problem: Problem) => asks.has(problem.code)

/** Sends what is in the form, once. What is typed stays until the desk has taken it. */
export function useSend(needs: {
  draft: Draft
  store: DraftStore
  state: DeskState
  /** Digits that this customer may answer other questions with. */
  taken: readonly string[]
  api: Pick<DeskApi, 'sendSms' | 'sendNotice' | 'on'>
  onSent: (message: Message) => void
}) {
  const { draft, store, state, taken, api, onSent } = needs
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [sent, setSent] = useState<(Sent & { form: Pick<Draft, 'submissionId' | 'to'> }) | null>(null)
  // State is too slow for the second press of a double click.
  const inFlight = useRef(false)
  // A text may fail before the answer about it is here.
  const failed = useRef(new Set<string>())

  useEffect(
    () =>
      api.on('message', (messages) => {
        const ids = messages.filter((message) => notSent.has(message.state)).map((message) => message.id)
        if (inFlight.current) for (const id of ids) failed.current.add(id)
        setSent((now) => {
          const message = messages.findLast(({ id }) => id === now?.message.id)
          return now === null || message === undefined ? now : ids.includes(message.id) ? null : { ...now, message }
        })
      }),
    [api],
  )
  // "Sent" speaks of the text before this one, until somebody begins this one.
  if (sent !== null && (sent.form.submissionId !== draft.submissionId || sent.form.to !== draft.to)) setSent(null)

  const check = (): { to: string; texts: string[] } | FormProblem => {
    const number = readNumber(draft.to, state.country)
    if (!number.ok) return { at: 'to', problem: number }
    const question = state.questions.find((each) => each.id === draft.questionId)
    if (question === undefined) {
      const long = draft.text.length > textMost
      return draft.text.trim() === '' || long
        ? { at: 'text', length: draft.text.length }
        : { to: number.msisdn, texts: [draft.text] }
    }
    const values = fieldValues(question, draft.fields, new Date())
    const texts: string[] = []
    // Pressed again after a lost answer, its own question may be what has taken the digits: it went with those before.
    for (const digits of [digitsBeside(question, taken) ?? null, null]) {
      const filled = fillQuestion(askedWith(question, digits), values, { digits })
      if (!filled.ok) return { at: 'field', name: filled.missing[0] ?? '' }
      texts.push(filled.text)
    }
    return { to: number.msisdn, texts }
  }

  const submit = async (): Promise<FormProblem | null> => {
    if (inFlight.current) return null
    const checked = check()
    setSent(null)
    if ('at' in checked) {
      setProblem(checked)
      return checked
    }
    const anyway = problem?.at === 'send' && isAsked(problem.problem)
    inFlight.current = true
    failed.current.clear()
    setSending(true)
    setProblem(null)
    const { submissionId, to, about } = draft
    // To somebody else it answers nothing.
    const answers = about?.customer === checked.to ? about.inReplyTo : null
    // A draft that an older window kept says nothing of it.
    const concerns = {
      ...(typeof answers === 'string' && { inReplyTo: answers }),
      ...(about?.customer === checked.to && about.again !== undefined && { again: about.again, anyway }),
    }
    const question = state.questions.find((each) => each.id === draft.questionId)
    const answer = await (question === undefined
      ? api.sendSms({ submissionId, to, text: draft.text, ...concerns })
      : api.sendNotice({
          submissionId,
          to,
          questionId: question.id,
          fields: fieldValues(question, draft.fields, new Date()),
          ...concerns,
          ...(anyway && { anyway }),
        }))
    inFlight.current = false
    setSending(false)
    if (!answer.ok) {
      const at = answer.problem.code.startsWith('number-') ? 'to' : 'send'
      const refused: FormProblem = { at, problem: answer.problem }
      setProblem(refused)
      return refused
    }
    const { message } = answer.value
    store.finish(draft)
    if (!notSent.has(message.state) && !failed.current.has(message.id)) {
      const changedSince = !checked.texts.includes(message.text) || message.customer !== checked.to
      setSent({ message, changedSince, form: store.getSnapshot() })
    }
    onSent(message)
    return null
  }
  return {
    submit,
    sending,
    problem,
    sent,
    asked: problem?.at === 'send' && isAsked(problem.problem),
    clear: () => setProblem(null),
  }
}
