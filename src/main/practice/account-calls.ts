import type { Account, OwnedNumber } from './account.ts'
import { isAuthorized } from './credentials.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import { post } from './post.ts'
import type { Recorder } from './record.ts'

const labelled = (status: number, code: string, label: string): HttpAnswer => ({
  status,
  body: { 'error-code': code, 'error-code-label': label },
})

/** What /number/update can set; /account/numbers tells it by the same names. */
const numberLinks = [
  'moHttpUrl',
  'moSmppSysType',
  'app_id',
  'voiceCallbackType',
  'voiceCallbackValue',
  'voiceStatusCallback',
  'messagesCallbackType',
  'messagesCallbackValue',
]

/**
 * Answers the calls about the account and its numbers.
 *
 * @returns null for a path or method that the account has no call for
 */
export function createAccountCalls(needs: {
  account: Account
  record: Recorder
  closing: AbortSignal
}): (call: HttpCall) => Promise<HttpAnswer | null> {
  const { account } = needs

  /** The GET without parameters that is made before a link is taken; only 200 will do. */
  async function answers(url: string): Promise<boolean> {
    const letter = { method: 'GET' as const, url, headers: { 'user-agent': 'Vonage/MessagingHUB/v1.0' }, body: null }
    const outcome = await post(letter, account.settings.retry.answerWithinMs, needs.closing)
    needs.record.note('checks', { at: new Date().toISOString(), url, ...outcome })
    return 'status' in outcome && outcome.status === 200
  }

  async function updateNumber(fields: Record<string, string>): Promise<HttpAnswer> {
    const number = account.numbers.find(({ country, msisdn }) => country === fields.country && msisdn === fields.msisdn)
    if (number === undefined) return labelled(420, '420', 'method failed')
    const url = fields.moHttpUrl
    if (url && !(await answers(url))) return labelled(420, '420', 'Invalid moHttpUrl: it did not answer 200')
    // Replaces and does not merge: a link that is not sent along is gone.
    number.links = Object.fromEntries(numberLinks.flatMap((name) => (fields[name] ? [[name, fields[name]]] : [])))
    return labelled(200, '200', 'success')
  }

  async function changeAccount(fields: Record<string, string>): Promise<HttpAnswer> {
    const { moCallBackUrl, drCallBackUrl } = fields
    for (const url of [moCallBackUrl, drCallBackUrl])
      if (url && !(await answers(url))) return labelled(420, '420', 'Callback URL did not answer 200')
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

  return async (call) => {
    const calls: Record<string, () => HttpAnswer | Promise<HttpAnswer>> = {
      'GET /account/get-balance': () => ({ status: 200, body: { value: account.settings.balance, autoReload: false } }),
      'GET /account/numbers': () => listNumbers(account.numbers, call.fields),
      'POST /number/update': () => updateNumber(call.fields),
      'POST /account/settings': () => changeAccount(call.fields),
    }
    const run = calls[`${call.method} ${call.path}`]
    if (run === undefined) return null
    if (!isAuthorized(account, call.headers, call.fields)) return labelled(401, '401', 'authentication failed')
    return run()
  }
}

function listNumbers(numbers: readonly OwnedNumber[], fields: Record<string, string>): HttpAnswer {
  const pattern = fields.pattern ?? ''
  const fits = (msisdn: string) => {
    switch (fields.search_pattern) {
      case '1':
        return msisdn.includes(pattern)
      case '2':
        return msisdn.endsWith(pattern)
      default:
        return msisdn.startsWith(pattern)
    }
  }
  const found = numbers.filter(
    (number) => fits(number.msisdn) && (fields.country === undefined || fields.country === number.country),
  )
  const size = Math.min(Number(fields.size ?? 10) || 10, 100)
  const from = ((Number(fields.index ?? 1) || 1) - 1) * size
  // None at all is answered without even a count.
  if (found.length === 0) return { status: 200, body: {} }
  const page = found.slice(from, from + size).map(({ country, msisdn, links }) => ({
    country,
    msisdn,
    type: 'mobile-lvn',
    features: ['SMS', 'VOICE'],
    ...links,
  }))
  return { status: 200, body: { count: found.length, numbers: page } }
}
