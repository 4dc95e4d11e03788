import type { Account } from './account.ts'
import { forRent } from './find-numbers.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import { labelled, methodFailed, succeeded } from './labelled.ts'
import { asAmount } from './prices.ts'
import { changeSettings } from './settings.ts'

type Fields = HttpCall['fields']

const isThat =
  ({ country, msisdn }: Fields) =>
  (number: { country: string; msisdn: string }) =>
    number.country === country && number.msisdn === msisdn

/** Nothing is done for another account: there is only one. */
const isForAnother = (account: Account, { target_api_key }: Fields) =>
  (target_api_key ?? account.apiKey) !== account.apiKey

/** Answers POST /number/buy. The first month leaves the balance, and the number comes without links. */
export function buyNumber(account: Account, fields: Fields): HttpAnswer {
  const wanted = forRent(account).find(isThat(fields))
  if (wanted === undefined || isForAnother(account, fields)) return methodFailed
  const { cost, needsAddress, ...number } = wanted
  if (needsAddress) return labelled(420, '420', 'Address information required for this number')
  const { balance } = account.settings
  // The trap: HTTP says 200, and nothing was bought.
  if (Number(cost) > balance) return labelled(200, '420', 'insufficient credit')
  account.settings = changeSettings(account.settings, { balance: Number(asAmount(balance - Number(cost))) })
  account.numbers.push({ ...number, links: {} })
  return succeeded
}

/** Answers POST /number/cancel. Its links go with it, and it is for rent again if it is of the stock. */
export function cancelNumber(account: Account, fields: Fields): HttpAnswer {
  const own = account.numbers.find(isThat(fields))
  if (own === undefined || isForAnother(account, fields)) return methodFailed
  account.numbers = account.numbers.filter((number) => number !== own)
  return succeeded
}
