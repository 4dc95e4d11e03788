import type { Account } from './account.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import { labelled } from './labelled.ts'
import type { RentableNumber } from './number-stock.ts'

type Fields = HttpCall['fields']

/** Answers GET /account/numbers. */
export function listOwnedNumbers(account: Account, fields: Fields): HttpAnswer {
  const found = account.numbers.filter(
    ({ country, msisdn, links }) =>
      fits(msisdn, fields) &&
      isAsked(fields.country, country) &&
      isAsked(fields.application_id, links.app_id) &&
      isAsked(fields.has_application, String(links.app_id !== undefined)),
  )
  return pageOf(
    found.map(({ links, ...number }) => ({ ...number, ...links })),
    fields,
  )
}

/** Answers GET /number/search: the stock without what the account has. */
export function searchStock(account: Account, fields: Fields): HttpAnswer {
  if (!fields.country) return labelled(420, '420', 'Missing country')
  const wanted = fields.features?.split(',') ?? []
  const found = forRent(account).filter(
    ({ country, msisdn, type, features }) =>
      country === fields.country &&
      fits(msisdn, fields) &&
      isAsked(fields.type, type) &&
      wanted.every((feature) => features.some((each) => each === feature)),
  )
  // Nothing says beforehand that a number needs papers.
  return pageOf(
    found.map(({ needsAddress: _, ...number }) => number),
    fields,
  )
}

export const forRent = (account: Account): RentableNumber[] =>
  account.settings.stock.filter(({ msisdn }) => account.numbers.every((owned) => owned.msisdn !== msisdn))

/** Where nothing was asked for, anything will do. */
const isAsked = (wanted: string | undefined, value: string | undefined) => wanted === undefined || wanted === value

function fits(msisdn: string, { pattern = '', search_pattern }: Fields): boolean {
  switch (search_pattern) {
    case '1':
      return msisdn.includes(pattern)
    case '2':
      return msisdn.endsWith(pattern)
    default:
      return msisdn.startsWith(pattern)
  }
}

/** `size` 10 unless told, never over 100; `index` counts pages from 1; `count` is of all that were found. */
function pageOf(numbers: object[], fields: Fields): HttpAnswer {
  // None at all is answered without even a count.
  if (numbers.length === 0) return { status: 200, body: {} }
  const size = Math.min(Number(fields.size ?? 10) || 10, 100)
  const from = ((Number(fields.index ?? 1) || 1) - 1) * size
  return { status: 200, body: { count: numbers.length, numbers: numbers.slice(from, from + size) } }
}
