import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export interface Phone {
  customer: Msisdn
  /** What this phone has seen, oldest first. */
  thread: readonly Message[]
  /** What is being typed on it. */
  typed: string
  busy: boolean
  problem: Problem | null
}

export interface PhoneStore extends Observable<Phone> {
  start(): () => void
  choose(customer: Msisdn): Promise<void>
  type(text: string): void
  /** Texts us as the customer. */
  play(text: string): Promise<void>
  reload(): Promise<void>
}

const threadMost = 200
const reached: ReadonlySet<Message['state']> = new Set(['submitted', 'delivered', 'received', 'incomplete'])

/** Whether the text is on the customer's phone: one that is queued or refused is not. */
export const isOnPhone = (message: Message) => reached.has(message.state)

/** The pretend customer's phone: the same texts, seen from the other side. */
export function makePhoneStore(needs: {
  desk: Pick<DeskApi, 'listMessages' | 'playCustomer' | 'on'>
  first: Msisdn
}): PhoneStore {
  const phone = makeObservable<Phone>({ customer: needs.first, thread: [], typed: '', busy: false, problem: null })
  const patch = (change: Partial<Phone>) => phone.set({ ...phone.getSnapshot(), ...change })
  let ticket = 0
  /** What was heard since the thread was asked for: it is newer than the answer. Null while nothing is asked. */
  let heard: Message[] | null = null

  const hear = (messages: readonly Message[]) => {
    heard?.push(...messages)
    put(messages)
  }
  const put = (messages: readonly Message[]) => {
    const { customer, thread } = phone.getSnapshot()
    const ours = messages.filter((message) => message.customer === customer)
    if (ours.length === 0) return
    const byId = new Map([...thread, ...ours].map((message) => [message.id, message]))
    patch({ thread: [...byId.values()].sort((one, other) => one.seq - other.seq).slice(-threadMost) })
  }
  const reload = async () => {
    ticket += 1
    const mine = ticket
    heard = []
    const { customer } = phone.getSnapshot()
    const answer = await needs.desk.listMessages({ customer, limit: 50 })
    if (mine !== ticket || !answer.ok) return
    // Anew, not into what is there: of a customer who was erased nothing may stay.
    patch({ thread: [] })
    put([...answer.value.messages, ...heard])
    heard = null
  }
  return {
    getSnapshot: phone.getSnapshot,
    subscribe: phone.subscribe,
    start: () => {
      const undo = needs.desk.on('message', hear)
      void reload()
      return undo
    },
    choose: async (customer) => {
      if (customer === phone.getSnapshot().customer) return
      patch({ customer, thread: [], typed: '', problem: null })
      await reload()
    },
    type: (typed) => patch({ typed }),
    play: async (text) => {
      const { customer, busy, typed } = phone.getSnapshot()
      if (busy || text.trim() === '') return
      patch({ busy: true, problem: null })
      const answer = await needs.desk.playCustomer({ customer, text })
      const left = typed === text ? '' : phone.getSnapshot().typed
      patch(answer.ok ? { busy: false, typed: left } : { busy: false, problem: answer.problem })
    },
    reload,
  }
}
