import { type Account, numberLinks } from './account.ts'
import { isAuthorized } from './credentials.ts'
import { listOwnedNumbers, searchStock } from './find-numbers.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import { labelled, methodFailed, succeeded } from './labelled.ts'
import { createLinkCheck } from './link-check.ts'
import { createPricingCall } from './pricing-call.ts'
import type { Recorder } from './record.ts'
import { buyNumber, cancelNumber } from './rent-number.ts'

type Fields = HttpCall['fields']

/**
 * Answers the calls about the account, its numbers and what things cost.
 *
 * @returns null for a path or method that the account has no call for
 */
export function createAccountCalls(needs: {
  account: Account
  record: Recorder
  closing: AbortSignal
}): (call: HttpCall) => Promise<HttpAnswer | null> {
  const { account } = needs
  const mayLink = createLinkCheck(needs)

  async function updateNumber(fields: Fields): Promise<HttpAnswer> {
    const number = account.numbers.find(({ country, msisdn }) => country === fields.country && msisdn === fields.msisdn)
    if (number === undefined) return methodFailed
    const url = fields.moHttpUrl
    if (url && !(await mayLink(url))) return labelled(420, '420', 'Invalid moHttpUrl: it did not answer 200')
    // Replaces and does not merge: a link that is not sent along is gone.
    number.links = Object.fromEntries(numberLinks.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))
    return succeeded
  }

  async function changeAccount(fields: Fields): Promise<HttpAnswer> {
    const { moCallBackUrl, drCallBackUrl } = fields
    for (const url of [moCallBackUrl, drCallBackUrl])
      if (url && !(await mayLink(url))) return labelled(420, '420', 'Callback URL did not answer 200')
    if (moCallBackUrl !== undefined) account.inboundUrl = moCallBackUrl || null
    if (drCallBackUrl !== undefined) account.receiptsUrl = drCallBackUrl || null
    const body = {
      ...(account.inboundUrl !== null && { 'mo-callback-url': account.inboundUrl }),
      ...(account.receiptsUrl !== null && { 'dr-callback-url': account.receiptsUrl }),
      'max-outbound-request': account.settings.ratePerSecond,
      'max-inbound-request': 30,
      'max-calls-per-second': 30,
    }
    return { status: 200, body }
  }

  const calls: Record<string, (fields: Fields) => HttpAnswer | Promise<HttpAnswer>> = {
    'GET /account/get-balance': () => ({ status: 200, body: { value: account.settings.balance, autoReload: false } }),
    'GET /account/get-pricing/outbound/sms': createPricingCall(() => performance.now()),
    'GET /account/numbers': (fields) => listOwnedNumbers(account, fields),
    'GET /number/search': (fields) => searchStock(account, fields),
    'POST /number/buy': (fields) => buyNumber(account, fields),
    'POST /number/cancel': (fields) => cancelNumber(account, fields),
    'POST /number/update': updateNumber,
    'POST /account/settings': changeAccount,
  }

  return async ({ method, path, headers, fields }) => {
    const run = calls[`${method} ${path}`]
    if (run === undefined) return null
    if (!isAuthorized(account, headers, fields)) return labelled(401, '401', 'authentication failed')
    const { suspended } = account.settings
    if (suspended !== null) return labelled(suspended, String(suspended), 'account suspended')
    return run(fields)
  }
}
