import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Question } from '../../shared/question.ts'
import type { Problem } from '../../shared/result.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { fieldValues } from '../send/preview.ts'

export interface ProofView {
  /** When (ISO 8601) the newest reply of anybody came in; null before the first. */
  repliedAt: string | null
  /** Our text to the user's own phone, as it is now; null before it was sent. */
  sent: Message | null
  /** What came back from that phone since. */
  reply: Message | null
  problem: Problem | null
  busy: boolean
}

export interface ProofStore extends Observable<ProofView> {
  /** @returns undo */
  start(): () => void
  /** Sends the first question to the user's own phone; once more, it is a text of its own. */
  send(to: string, question: Question): Promise<void>
}

/** Watches one text of ours go out and its answer come in. Moved on by what happens, never by pressing "next". */
export function makeProofStore(needs: {
  desk: Pick<DeskApi, 'listMessages' | 'sendNotice' | 'on'>
  newId: () => string
}): ProofStore {
  const { desk, newId } = needs
  const view = makeObservable<ProofView>({ repliedAt: null, sent: null, reply: null, problem: null, busy: false })
  const change = (what: Partial<ProofView>) => view.set({ ...view.getSnapshot(), ...what })
  // Pressed again after a lost answer, it is the same text.
  let submissionId: string | null = null

  function see(messages: readonly Message[]) {
    const now = { ...view.getSnapshot() }
    for (const message of messages) {
      const { sent, reply } = now
      if (message.direction === 'outbound') {
        if (message.id === sent?.id) now.sent = message
        continue
      }
      // One that was asked for afterwards did not come in by itself: it proves the opposite.
      if (message.recovered) continue
      if (now.repliedAt === null || message.at > now.repliedAt) now.repliedAt = message.at
      const answers = sent !== null && message.customer === sent.customer && message.seq > sent.seq
      if (answers && (reply === null || reply.id === message.id)) now.reply = message
    }
    view.set(now)
  }

  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    start() {
      const undo = desk.on('message', see)
      void desk.listMessages({ direction: 'inbound', limit: 50 }).then((answer) => {
        if (answer.ok) see(answer.value.messages)
      })
      return undo
    },
    async send(to, question) {
      if (view.getSnapshot().busy) return
      submissionId ??= newId()
      change({ busy: true, problem: null })
      const fields = fieldValues(question, {}, new Date())
      const answer = await desk.sendNotice({ submissionId, to, questionId: question.id, fields })
      if (!answer.ok) return change({ busy: false, problem: answer.problem })
      submissionId = null
      change({ busy: false, sent: answer.value.message, reply: null })
      // Its receipt may have overtaken the answer of the call.
      const listed = await desk.listMessages({ customer: answer.value.message.customer, limit: 20 })
      if (listed.ok) see(listed.value.messages.toReversed())
    },
  }
}
