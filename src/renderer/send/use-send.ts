import { useRef, useState } from 'react'
import type { DeskApi, DeskState } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import { readNumber } from '../../shared/msisdn.ts'
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
  message: Message
  /** The desk had this text already, and it reads otherwise than the form does now. */
  changedSince: boolean
}

export const textMost = 3200

/** Sends what is in the form, once. What is typed stays until the desk has taken it. */
export function useSend(needs: {
  draft: Draft
  store: DraftStore
  state: DeskState
  api: Pick<DeskApi, 'sendSms' | 'sendNotice'>
  onSent: (message: Message) => void
}) {
  const { draft, store, state, api, onSent } = needs
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<FormProblem | null>(null)
  const [sent, setSent] = useState<Sent | null>(null)
  // State is too slow for the second press of a double click.
  const inFlight = useRef(false)

  const check = (): { to: string; text: string } | FormProblem => {
    const number = readNumber(draft.to, state.country)
    if (!number.ok) return { at: 'to', problem: number }
    const question = state.questions.find((each) => each.id === draft.questionId)
    if (question === undefined) {
      const long = draft.text.length > textMost
      return draft.text.trim() === '' || long
        ? { at: 'text', length: draft.text.length }
        : { to: number.msisdn, text: draft.text }
    }
    const filled = fillQuestion(question, fieldValues(question, draft.fields, new Date()))
    if (filled.ok) return { to: number.msisdn, text: filled.text }
    return { at: 'field', name: filled.missing[0] ?? '' }
  }

  const submit = async (): Promise<FormProblem | null> => {
    if (inFlight.current) return null
    const checked = check()
    setSent(null)
    if ('at' in checked) {
      setProblem(checked)
      return checked
    }
    inFlight.current = true
    setSending(true)
    setProblem(null)
    const { submissionId, to } = draft
    const question = state.questions.find((each) => each.id === draft.questionId)
    const answer = await (question === undefined
      ? api.sendSms({ submissionId, to, text: draft.text })
      : api.sendNotice({
          submissionId,
          to,
          questionId: question.id,
          fields: fieldValues(question, draft.fields, new Date()),
        }))
    inFlight.current = false
    setSending(false)
    if (!answer.ok) {
      const at = answer.problem.code.startsWith('number-') ? 'to' : 'send'
      const failed: FormProblem = { at, problem: answer.problem }
      setProblem(failed)
      return failed
    }
    const { message } = answer.value
    store.finish()
    setSent({ message, changedSince: message.text !== checked.text || message.customer !== checked.to })
    onSent(message)
    return null
  }
  return { submit, sending, problem, sent, clear: () => setProblem(null) }
}
