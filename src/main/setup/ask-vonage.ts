import { readBody } from '../../shared/read-body.ts'
import { done, type Problem, type Result, refused } from '../../shared/result.ts'

/** An answer of the account's calls, as it came: the provider's own JSON. Every value is still to be read. */
export type Fields = Readonly<Record<string, unknown>>

export interface VonageCaller {
  /**
   * @param path for example "/account/get-balance"
   * @param fields query of a GET, form of a POST
   * @returns refused with a sentence for a person, by code: `credentials-refused`, `account-suspended`,
   *   `provider-refused`, `provider-busy`, `provider-unreachable`, `provider-elsewhere`. Never rejects.
   */
  ask(method: 'GET' | 'POST', path: string, fields: Record<string, string>): Promise<Result<Fields>>
  /** Ends what is under way; it is answered as unreachable. */
  close(): void
}

export interface VonageLogin {
  apiKey: string
  apiSecret: string
  /** Null is Vonage's own. */
  restHost: string | null
}

const ownHost = 'https://rest.nexmo.com'
const ordinaryLimits = {
  /** For one answer, its body included. Linking waits for the provider's own look at the address. */
  answerMs: 20_000,
  /** A page of 100 numbers is about 40 kB. */
  bodyBytes: 2 * 1024 * 1024,
}

export const unreachable: Problem = {
  code: 'provider-unreachable',
  text: 'No connection to Vonage. Check the internet connection, then try again.',
}
export const elsewhere: Problem = {
  code: 'provider-elsewhere',
  text: 'Something else answered in Vonage’s place, as a hotel’s sign-in page does. Open a browser, sign in there, then try again.',
}
const credentials: Problem = {
  code: 'credentials-refused',
  text: 'Vonage does not know this key and secret. Copy both again from the first page of its dashboard.',
}
const suspended: Problem = {
  code: 'account-suspended',
  text: 'Vonage has suspended this account. Look in its dashboard for the reason, or write to its support.',
}
const busy: Problem = {
  code: 'provider-busy',
  text: 'Vonage has a problem of its own, or was asked too often. Try again in a minute.',
}

/**
 * Asks the calls about the account, its numbers and prices.
 *
 * Not through the SDK: its answer to a portal's page is an object that looks like an answer, it follows redirects with
 * the credentials, and its number update leaves out the links that it does not know, which the provider then removes.
 *
 * No answer and no error of the transport leaves this file as it is: they may hold the secret.
 *
 * @see Vonage, Numbers, Account and Pricing APIs; vonage.md 5 and 7
 */
export function askVonage(login: VonageLogin, changed: Partial<typeof ordinaryLimits> = {}): VonageCaller {
  const limits = { ...ordinaryLimits, ...changed }
  const closing = new AbortController()
  const host = login.restHost ?? ownHost
  const authorization = `Basic ${Buffer.from(`${login.apiKey}:${login.apiSecret}`).toString('base64')}`

  return {
    async ask(method, path, fields) {
      const query = new URLSearchParams(fields)
      const url = method === 'GET' && query.size > 0 ? `${host}${path}?${query}` : `${host}${path}`
      try {
        const response = await fetch(url, {
          method,
          headers: { authorization, accept: 'application/json' },
          body: method === 'POST' ? query : null,
          redirect: 'manual',
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(limits.answerMs)]),
        })
        return read(response.status, await readJson(response, limits.bodyBytes))
      } catch {
        return { ok: false, problem: unreachable }
      }
    },
    close: () => closing.abort(),
  }
}

/** @param body null when it was no JSON object */
function read(status: number, body: Fields | null): Result<Fields> {
  const fail = (problem: Problem) => ({ ok: false as const, problem })
  if (status === 429 || status >= 500) return fail(busy)
  if (body === null) return fail(status === 401 ? credentials : elsewhere)
  // Some failures come with HTTP 200, and the code is a string.
  const code = String(body['error-code'] ?? '200')
  const label = String(body['error-code-label'] ?? '')
  // There is no code of its own for it among these calls; sends have one, 8.
  if (code === '8' || /suspend/i.test(label)) return fail(suspended)
  if (status === 401 || code === '401') return fail(credentials)
  if (status === 200 && code === '200') return done(body)
  if (status < 400 && status !== 200) return fail(elsewhere)
  return refused('provider-refused', `Vonage refuses: ${plainLabel(label) || `code ${code}`}.`)
}

/** The provider's own words, short and on one line. */
const plainLabel = (label: string) =>
  label
    .replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, ' ')
    .trim()
    .slice(0, 160)
    .replace(/\.+$/, '')

async function readJson(response: Response, limit: number): Promise<Fields | null> {
  const text = await readBody(response, limit)
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
  } catch {
    return null
  }
}
