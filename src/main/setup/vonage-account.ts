import { showNumber } from '../../shared/msisdn.ts'
import { done, type Result, refused } from '../../shared/result.ts'
import type { OwnedNumber, PriceRange, RentableNumber, TextPrice } from '../../shared/setup.ts'
import { askVonage, elsewhere, type Fields, type VonageLogin } from './ask-vonage.ts'

/** A number of the account with all that it is linked to. */
export interface NumberLinks {
  country: string
  msisdn: string
  /** Where its replies go; null for nowhere. */
  inboundUrl: string | null
  /** Every other link, by the provider's names: it removes what an update does not send along. */
  others: Record<string, string>
}

/** The account at the provider: what it has, and what can be changed of it. Nothing here ever rejects. */
export interface VonageAccount {
  /** Euro left on the account. The cheapest proof that key and secret are right. */
  balance(): Promise<Result<number>>
  /** All of them; the first 1,000. */
  numbers(): Promise<Result<OwnedNumber[]>>
  /** @returns null when the account does not have it */
  number(msisdn: string): Promise<Result<NumberLinks | null>>
  /** The first 20 that fit. `digits` may stand anywhere in the number; `kind` null is any. */
  rentable(wanted: {
    country: string
    kind: RentableNumber['kind'] | null
    digits: string
  }): Promise<Result<RentableNumber[]>>
  /** Costs money. A broken answer leaves open whether it was rented. */
  rent(number: { country: string; msisdn: string }): Promise<Result<null>>
  /** Null when the provider names no price for that country. */
  textPrice(country: string): Promise<Result<TextPrice | null>>
  /** Of a part on the country's mobile networks. Null when the provider names no price in euro. */
  priceRange(country: string): Promise<Result<PriceRange | null>>
  /** Sends every link back as it was read, with another address for replies; null removes it. */
  update(number: NumberLinks, inboundUrl: string | null): Promise<Result<null>>
  close(): void
}

const kinds: ReadonlyMap<string, OwnedNumber['kind']> = new Map([
  ['mobile-lvn', 'mobile'],
  ['mobile', 'mobile'],
  ['landline', 'landline'],
  ['landline-toll-free', 'toll-free'],
])
const typeOf = { mobile: 'mobile-lvn', landline: 'landline', 'toll-free': 'landline-toll-free', other: null } as const

/** What an entry of the list tells of a number besides its links. */
const notLinks = new Set(['country', 'msisdn', 'type', 'features', 'moHttpUrl', 'cost'])
const pricing = '/account/get-pricing/outbound/sms'
const pageSize = 100
const pagesMost = 10

export function vonageAccount(login: VonageLogin, limits: Parameters<typeof askVonage>[1] = {}): VonageAccount {
  const caller = askVonage(login, limits)

  async function owned(query: Record<string, string>): Promise<Result<Fields[]>> {
    const found: Fields[] = []
    for (let page = 1; page <= pagesMost; page += 1) {
      const fields = { ...query, size: String(pageSize), index: String(page) }
      const answer = await caller.ask('GET', '/account/numbers', fields)
      if (!answer.ok) return answer
      const listed = entries(answer.value)
      if (listed === null) return { ok: false, problem: elsewhere }
      found.push(...listed)
      if (listed.length < pageSize) break
    }
    return done(found)
  }

  return {
    async balance() {
      const answer = await caller.ask('GET', '/account/get-balance', {})
      if (!answer.ok) return answer
      const { value } = answer.value
      return typeof value === 'number' && Number.isFinite(value) ? done(value) : { ok: false, problem: elsewhere }
    },
    async numbers() {
      const listed = await owned({})
      if (!listed.ok) return listed
      return done(
        listed.value.flatMap((entry) => {
          const number = readListed(entry)
          return number === null ? [] : [{ ...number, leadsTo: shownUrl(text(entry.moHttpUrl)) }]
        }),
      )
    },
    async number(msisdn) {
      const listed = await owned({ pattern: msisdn, search_pattern: '0' })
      if (!listed.ok) return listed
      const entry = listed.value.find((each) => each.msisdn === msisdn)
      return done(entry === undefined ? null : readLinks(entry))
    },
    async rentable({ country, kind, digits }) {
      const type = kind === null ? null : typeOf[kind]
      const answer = await caller.ask('GET', '/number/search', {
        country,
        features: 'SMS',
        size: '20',
        ...(type !== null && { type }),
        ...(digits !== '' && { pattern: digits, search_pattern: '1' }),
      })
      if (!answer.ok) return answer
      const listed = entries(answer.value)
      if (listed === null) return { ok: false, problem: elsewhere }
      return done(
        listed.flatMap((entry) => {
          const number = readListed(entry)
          const monthly = figure(entry.cost)
          return number === null || !number.texts || !Number.isFinite(monthly) ? [] : [{ ...number, monthly }]
        }),
      )
    },
    async rent({ country, msisdn }) {
      const answer = await caller.ask('POST', '/number/buy', { country, msisdn })
      return answer.ok ? confirmed(answer.value) : answer
    },
    async textPrice(country) {
      const answer = await caller.ask('GET', pricing, { country })
      if (!answer.ok) return answer
      const price = figure(answer.value.defaultPrice)
      return done(Number.isFinite(price) ? { country, price } : null)
    },
    async priceRange(country) {
      const answer = await caller.ask('GET', pricing, { country })
      // No price list is no failure: to such a country the price is not known.
      if (!answer.ok) return answer.problem.code === 'provider-refused' ? done(null) : answer
      const prices = pricesIn(answer.value)
      return done(prices.length === 0 ? null : { country, least: Math.min(...prices), most: Math.max(...prices) })
    },
    async update(number, inboundUrl) {
      const { country, msisdn, others } = number
      const answer = await caller.ask('POST', '/number/update', {
        country,
        msisdn,
        ...others,
        ...(inboundUrl !== null && { moHttpUrl: inboundUrl }),
      })
      return answer.ok ? confirmed(answer.value) : answer
    },
    close: caller.close,
  }
}

/** Of the mobile networks; of the country as a whole where none of them is named. */
function pricesIn({ currency, defaultPrice, networks }: Fields): number[] {
  const inEuro = (named: unknown) => named === undefined || named === null || named === 'EUR'
  const mobile = (Array.isArray(networks) ? networks : []).filter(
    (entry): entry is Fields => typeof entry === 'object' && entry !== null && entry.type === 'mobile',
  )
  const isPrice = (price: number) => Number.isFinite(price) && price >= 0
  // One of another currency makes a range of the others a guess.
  if (!inEuro(currency) || !mobile.every((network) => inEuro(network.currency))) return []
  const found = mobile.map(({ price }) => figure(price)).filter(isPrice)
  return found.length > 0 ? found : [figure(defaultPrice)].filter(isPrice)
}

/** A change is confirmed in so many words, or it is not: a portal's JSON must not pass for one. */
const confirmed = (fields: Fields): Result<null> =>
  fields['error-code'] === undefined ? refused(elsewhere.code, elsewhere.text) : done(null)

/** None at all are answered without even a count; null when that is no such list. */
function entries(fields: Fields): Fields[] | null {
  if (Object.keys(fields).length === 0) return []
  if (!Array.isArray(fields.numbers)) return fields.count === 0 ? [] : null
  return fields.numbers.filter((entry): entry is Fields => typeof entry === 'object' && entry !== null)
}

function readListed(entry: Fields): Omit<OwnedNumber, 'leadsTo'> | null {
  const { country, msisdn, type, features } = entry
  if (typeof country !== 'string' || typeof msisdn !== 'string' || !/^\d{5,15}$/.test(msisdn)) return null
  const can = (feature: string) => Array.isArray(features) && features.includes(feature)
  return {
    msisdn,
    shown: showNumber(msisdn),
    country,
    kind: kinds.get(String(type)) ?? 'other',
    texts: can('SMS'),
    calls: can('VOICE'),
  }
}

function readLinks(entry: Fields): NumberLinks | null {
  const { country, msisdn } = entry
  if (typeof country !== 'string' || typeof msisdn !== 'string') return null
  const others = Object.entries(entry).flatMap(([name, value]) =>
    notLinks.has(name) || typeof value !== 'string' || value === '' ? [] : [[name, value]],
  )
  return { country, msisdn, inboundUrl: text(entry.moHttpUrl), others: Object.fromEntries(others) }
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Prices come as strings. NaN for what is none. */
const figure = (value: unknown): number => (typeof value === 'number' ? value : Number(text(value) ?? Number.NaN))

/** Host and path only: what stands behind a question mark or before an @ may be somebody's secret. */
export function shownUrl(url: string | null): string | null {
  if (url === null) return null
  const parsed = URL.parse(url)
  if (parsed === null) return '?'
  return `${parsed.host}${parsed.pathname}`.replace(/\/$/, '').slice(0, 120)
}
