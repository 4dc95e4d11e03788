import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Person } from '../../shared/thread.ts'
import { dialled } from './dialled.ts'

/** What nobody hears anything new of is as good as an open thread; only, it is not kept for ever. */
const freshForMs = 60_000
/** Who a hand is on, and whom the keys lead to from the thread that is open. */
const customersMost = 4
/** As many texts as a thread shows at first. */
export const pageUsual = 50

export const askPerson = (desk: Pick<DeskApi, 'getThread'>, customer: Msisdn) =>
  desk.getThread({ customer: dialled(customer) })

/** What was asked about a customer before their thread was opened. */
export interface Ahead {
  customer: Msisdn
  person: ReturnType<DeskApi['getThread']>
  texts: ReturnType<DeskApi['listMessages']>
  /** Null until both are there. */
  answers: { person: Person; texts: readonly Message[] } | null
}

/** Asks for what a thread shows before somebody goes there, so that it stands there with the first picture. */
export function makeAhead({ desk, now }: { desk: Pick<DeskApi, 'getThread' | 'listMessages'>; now: () => number }) {
  /** Oldest first. */
  const asked = new Map<Msisdn, Ahead & { at: number }>()

  const fresh = (customer: Msisdn) => {
    const ahead = asked.get(customer)
    return ahead !== undefined && now() - ahead.at < freshForMs ? ahead : null
  }
  async function keepAnswers(ahead: Ahead): Promise<void> {
    const [person, texts] = await Promise.all([ahead.person, ahead.texts])
    if (person.ok && texts.ok) ahead.answers = { person: person.value.person, texts: texts.value.messages }
    // Whoever opens it asks again, and is told.
    else if (asked.get(ahead.customer) === ahead) asked.delete(ahead.customer)
  }
  return {
    expect(customer: Msisdn): void {
      if (fresh(customer) !== null) return
      const texts = desk.listMessages({ customer, limit: pageUsual })
      const ahead = { customer, at: now(), person: askPerson(desk, customer), texts, answers: null }
      asked.delete(customer)
      asked.set(customer, ahead)
      for (const oldest of asked.keys()) if (asked.size > customersMost) asked.delete(oldest)
      void keepAnswers(ahead)
    },
    /** Null when it was not asked, or has no answer yet. */
    answers: (customer: Msisdn): Ahead['answers'] => fresh(customer)?.answers ?? null,
    /** Once. @returns null when nothing was asked ahead about this one */
    take(customer: Msisdn): Ahead | null {
      const taken = fresh(customer)
      asked.delete(customer)
      return taken
    },
    /** What was asked may be older than what is heard of them now. */
    outdate(told: readonly { customer: Msisdn }[]): void {
      for (const { customer } of told) asked.delete(customer)
    },
    drop: () => asked.clear(),
  }
}
