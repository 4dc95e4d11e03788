import type { DeskCalls } from '../shared/desk-api.ts'
import type { Message } from '../shared/message.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { type Store, TracesLeft } from './store/store.ts'
import { StoreUnavailable } from './store/unavailable.ts'

const page = 200

/** What a customer may ask for: what is known of the number, a copy of everything, and to be erased. */
export function personCalls(needs: {
  store: Store
  readCustomer: (typed: string) => Result<{ msisdn: Msisdn; shown: string }>
  now: () => number
}): Pick<DeskCalls, 'getCustomer' | 'exportCustomer' | 'eraseCustomer'> {
  const { store, readCustomer, now } = needs

  async function allTexts(customer: Msisdn): Promise<Message[]> {
    const messages: Message[] = []
    for (let before: number | undefined; ; ) {
      const some = await store.ask('list', { customer, limit: page, before })
      messages.push(...some)
      before = some.at(-1)?.seq
      if (some.length < page || before === undefined) return messages
    }
  }

  return {
    getCustomer: async ({ number }) => {
      const customer = readCustomer(number)
      if (!customer.ok) return customer
      const { msisdn, shown } = customer.value
      const [optedOut, [lastText = null], kept, taken] = await Promise.all([
        store.ask('optOut', msisdn),
        store.ask('list', { customer: msisdn, limit: 1 }),
        store.ask('texts', msisdn),
        store.ask('takenDigits', { customer: msisdn, now: now() }),
      ])
      return done({ msisdn, shown, optedOut, taken, lastText, ...kept })
    },

    exportCustomer: async ({ number }) => {
      const customer = readCustomer(number)
      if (!customer.ok) return customer
      const { msisdn, shown } = customer.value
      const [optedOut, messages, besides, ownWords] = await Promise.all([
        store.ask('optOut', msisdn),
        allTexts(msisdn),
        store.ask('besides', msisdn),
        store.ask('ownWords', msisdn),
      ])
      return done({ msisdn, shown, optedOut, ...ownWords, messages, ...besides })
    },

    eraseCustomer: async ({ submissionId, number }) => {
      const customer = readCustomer(number)
      if (!customer.ok) return customer
      try {
        const erasure = await store.erase({ submissionId, customer: customer.value.msisdn, now: now() })
        if (erasure.kind === 'leaving')
          return refused('leaving', 'A text to this number is just leaving. Nothing was erased; try again in a minute.')
        return done({ erased: { texts: erasure.texts }, keptOptOut: erasure.keptOptOut })
      } catch (error) {
        if (error instanceof TracesLeft)
          return refused(
            'traces-left',
            'The texts are erased, but copies may still be in the data folder: the disk was in the way. The desk clears them when it starts again.',
          )
        if (error instanceof StoreUnavailable)
          return refused(
            'not-erased',
            'The data folder cannot be written, so it is not certain that everything was erased. Free some space on the disk, then press again.',
          )
        throw error
      }
    },
  }
}
