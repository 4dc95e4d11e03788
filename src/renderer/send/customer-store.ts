import type { DeskApi } from '../../shared/desk-api.ts'
import type { Customer } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export interface CustomerStore extends Observable<Customer | null> {
  /** Looks a number up once it reads; null while there is none. What was known of another is forgotten at once. */
  look(msisdn: Msisdn | null): Promise<void>
  reload(): Promise<void>
  /** @returns undo */
  start(): () => void
}

/** What the desk knows of the number in the form; null while nothing is known. Sending asks the desk again. */
export function makeCustomerStore({ desk }: { desk: Pick<DeskApi, 'getCustomer' | 'on'> }): CustomerStore {
  const known = makeObservable<Customer | null>(null)
  let looked: Msisdn | null = null
  let ticket = 0

  const reload = async () => {
    if (looked === null) return
    ticket += 1
    const mine = ticket
    // With the plus it means the same to the desk, whatever country it reads numbers in.
    const answer = await desk.getCustomer({ number: `+${looked}` })
    // An answer about an older number, or an older answer, must not stand at this one.
    if (mine === ticket && answer.ok) known.set(answer.value)
  }
  const hear = (messages: readonly Message[]) => {
    if (messages.some((message) => message.customer === looked)) void reload()
  }
  return {
    getSnapshot: known.getSnapshot,
    subscribe: known.subscribe,
    look: async (msisdn) => {
      if (msisdn === looked) return
      looked = msisdn
      ticket += 1
      known.set(null)
      await reload()
    },
    reload,
    start: () => desk.on('message', hear),
  }
}
