import { onTestFinished } from 'vitest'
import type { SendOutcome } from '../../src/main/store/outbox.ts'
import type { Draft } from '../../src/main/store/queue.ts'
import type { Message } from '../../src/shared/message.ts'
import { deliveryQuestion, fillQuestion } from '../../src/shared/question.ts'
import { inboundText, openFreshStore, receipt } from './store.ts'

export const now = 1_780_000_000_000

/** The delivery question, as a draft holds it. */
export function deliveryOn(weekday: string): Pick<Draft, 'text' | 'notice'> {
  const filled = fillQuestion(deliveryQuestion, { weekday })
  if (!filled.ok) throw new Error('the starter question must fill')
  return { text: filled.text, notice: { questionId: 'delivery', options: filled.options } }
}
export const question = deliveryOn('Thursday')

export const draft = (over: Partial<Draft> = {}): Draft => ({
  submissionId: crypto.randomUUID(),
  customer: '447700900123',
  ours: '447700900000',
  text: 'Yes, at 4.',
  now,
  notice: null,
  ...over,
})

export const refused: SendOutcome = { kind: 'refused', code: 'vonage-9', text: 'No credit.' }

/** As the desk sends it for the starter question. */
export const acknowledgement = (digit: string) =>
  `Thank you for picking option ${digit}. Your delivery is now fully scheduled in.`

/** The real store, closed when the test ends, with what goes out, what Vonage says to it, and what the desk then shows. */
export async function openConversation() {
  const { store } = await openFreshStore()
  onTestFinished(() => store.close())

  async function queue(over: Partial<Draft> = {}): Promise<number> {
    const queued = await store.write('queue', draft(over))
    if (queued.kind !== 'queued') throw new Error(queued.kind)
    return queued.seq
  }
  async function settle(seq: number, outcome: SendOutcome) {
    await store.write('claim', { now, limit: 10, notFrom: [], steadySince: 0 })
    await store.write('settle', { seq, outcome, now })
  }
  let sent = 0
  async function send(over: Partial<Draft> = {}, providerIds?: string[]): Promise<{ seq: number; providerId: string }> {
    const seq = await queue(over)
    sent += 1
    const providerId = `p${sent}`
    await settle(seq, { kind: 'accepted', providerIds: providerIds ?? [providerId] })
    return { seq, providerId }
  }
  const carrierSays = (providerId: string, status: 'delivered' | 'failed') =>
    store.write('receipt', receipt({ providerId, status, errorCode: status === 'failed' ? '3' : '0' }))

  const messages = () => store.ask('list', {})
  const inbound = async () => (await messages()).filter(({ direction }) => direction === 'inbound')
  const outbound = async () => (await messages()).filter(({ direction }) => direction === 'outbound')
  /** Oldest first. */
  const thanks = async () =>
    (await store.ask('list', { direction: 'outbound' })).filter(({ kind }) => kind === 'thanks').toReversed()
  const counts = () => store.ask('counts', undefined)
  const messageOf = async (seq: number): Promise<Message> => {
    const [message] = await store.ask('bySeqs', [seq])
    if (message === undefined) throw new Error(`no message ${seq}`)
    return message
  }
  /** The question went out and this came back. */
  async function replyOf(text: string): Promise<Message> {
    await send(question)
    await store.write('receive', inboundText({ text }))
    const [reply] = await store.ask('list', { direction: 'inbound', limit: 1 })
    if (reply === undefined) throw new Error('no reply')
    return reply
  }

  return {
    store,
    queue,
    settle,
    send,
    carrierSays,
    messages,
    inbound,
    outbound,
    thanks,
    counts,
    messageOf,
    replyOf,
  }
}

export type Conversation = Awaited<ReturnType<typeof openConversation>>
