import type { DeskCalls } from '../shared/desk-api.ts'
import { done, type Problem, refused } from '../shared/result.ts'
import { maskKey } from './account.ts'
import { type AccountBook, keyFirst } from './account-book.ts'
import { type VonageAccount, vonageAccount } from './setup/vonage-account.ts'

type SetupCalls = Pick<DeskCalls, 'checkAccount' | 'listNumbers' | 'findNumbers' | 'rentNumber'>

const priceChanged: Problem = {
  code: 'rent-price-changed',
  text: 'Vonage asks another price for this number now. Nothing was rented. Look again.',
}
const gone: Problem = {
  code: 'rent-gone',
  text: 'Somebody else has rented this number meanwhile. Nothing was rented. Choose another one.',
}
const unclear: Problem = {
  code: 'rent-unknown',
  text: 'The line dropped, and it is not known whether the number was rented. List your numbers again before you rent another one.',
}

/** Answers that are about the account itself. */
const refusals: ReadonlySet<string> = new Set(['credentials-refused', 'account-suspended'])

/** What Setup asks the provider before there is a live desk, and beside one. */
export function setupCalls(needs: {
  book: AccountBook
  /** Null is Vonage's own. */
  restHost: string | null
  /** What the window knows of the account has changed. */
  onNews: () => void
}): SetupCalls {
  const { book, restHost } = needs

  /** One client a call: the account may have changed since the last one. */
  async function asking<Value>(
    login: { apiKey: string; apiSecret: string } | null,
    ask: (account: VonageAccount) => Promise<Value>,
  ) {
    if (login === null) return keyFirst
    const account = vonageAccount({ ...login, restHost })
    try {
      return await ask(account)
    } finally {
      account.close()
    }
  }

  return {
    async checkAccount({ apiKey, apiSecret }) {
      const given = apiKey !== undefined && apiSecret !== undefined
      if (!given && (apiKey ?? apiSecret) !== undefined) return keyFirst
      const login = given ? { apiKey: apiKey.trim(), apiSecret: apiSecret.trim() } : await book.login()
      return asking(login, async (account) => {
        const balance = await account.balance()
        if (login === null) return keyFirst
        if (balance.ok || refusals.has(balance.problem.code)) {
          book.proven(login, balance.ok ? balance.value : null)
          needs.onNews()
        }
        if (!balance.ok) return balance
        return done({ key: maskKey(login.apiKey), balance: balance.value })
      })
    },
    async listNumbers() {
      return asking(await book.login(), async (account) => {
        const numbers = await account.numbers()
        return numbers.ok ? done({ numbers: numbers.value }) : numbers
      })
    },
    async findNumbers({ country, kind = null, digits = '' }) {
      return asking(await book.login(), async (account) => {
        const found = await account.rentable({ country, kind, digits })
        if (!found.ok) return found
        // A price is good to know and no reason to fail.
        const price = await account.textPrice(country)
        return done({ numbers: found.value, textPrice: price.ok ? price.value : null })
      })
    },
    async rentNumber({ country, number, monthly }) {
      return asking(await book.login(), async (account) => {
        const offers = await account.rentable({ country, kind: null, digits: number })
        if (!offers.ok) return offers
        const offer = offers.value.find(({ msisdn }) => msisdn === number)
        if (offer === undefined) {
          // A second press, or an answer that was lost: it is ours already.
          const ours = await account.number(number)
          return ours.ok && ours.value !== null ? done({ number }) : { ok: false, problem: gone }
        }
        // Only what was confirmed is paid.
        if (offer.monthly !== monthly) return { ok: false, problem: priceChanged }
        const balance = await account.balance()
        if (balance.ok && balance.value < monthly)
          return refused(
            'rent-no-credit',
            `The account has €${balance.value.toFixed(2)}, and the number costs €${monthly.toFixed(2)} a month. Nothing was rented. Top up in Vonage’s dashboard first.`,
          )
        const rented = await account.rent({ country, msisdn: number })
        if (rented.ok) return done({ number })
        if (refusals.has(rented.problem.code)) return rented
        // Whatever else was answered, it may have been taken: the list of our numbers knows. It is never asked twice.
        const ours = await account.number(number)
        if (ours.ok && ours.value !== null) return done({ number })
        if (rented.problem.code === 'provider-refused')
          return refused(
            'rent-refused',
            `${rented.problem.text} Nothing was rented. It may need proof of an address: choose another one, or rent it in Vonage’s dashboard.`,
          )
        return { ok: false, problem: unclear }
      })
    },
  }
}
