import { request } from 'node:http'
import { sign } from '../../src/main/practice/sign.ts'

// What the provider hands over while something else goes on.

const perSecond = 20
/** No other text of a test comes from this number. */
export const genuineCustomer = '447700900123'

export interface Answered {
  messageId: string
  /** 0 when there was none. */
  status: number
  tookMs: number
}

/** One text on a connection of its own, as the provider hands it over. Counts from the moment it was due. */
function genuine(url: string, messageId: string, due: number, secret: string | null): Promise<Answered> {
  const fields = { msisdn: genuineCustomer, to: '447700900000', messageId, text: messageId }
  const timed = { ...fields, timestamp: String(Math.floor(Date.now() / 1000)) }
  const signed = secret === null ? timed : { ...timed, sig: sign(timed, secret, 'sha256') }
  const body = new URLSearchParams(signed).toString()
  return new Promise((resolve) => {
    const over = (status: number) => resolve({ messageId, status, tookMs: performance.now() - due })
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const sent = request(url, { method: 'POST', headers, agent: false, timeout: 5000 }, (response) => {
      response.resume()
      over(response.statusCode ?? 0)
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => over(0))
    sent.end(body)
  })
}

/**
 * Twenty a second, whatever becomes of the last one.
 *
 * @param until seconds, or what is waited for
 * @param secret that they are signed with; null where nothing is signed
 * @param name of their ids
 */
export async function genuineFor(
  url: string,
  until: number | Promise<unknown>,
  secret: string | null,
  name = 'genuine',
): Promise<Answered[]> {
  const began = performance.now()
  const answers: Promise<Answered>[] = []
  let over = false
  if (typeof until !== 'number')
    until.then(
      () => (over = true),
      () => (over = true),
    )
  while (typeof until === 'number' ? answers.length < until * perSecond : !over) {
    const due = began + (answers.length * 1000) / perSecond
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    answers.push(genuine(url, `${name}-${answers.length}`, due, secret))
  }
  return Promise.all(answers)
}

/** @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0
}

/** What forged, spoiled and slow requests may at most make 99 of 100 genuine texts wait. */
const withinMs = 500
/** 99 of 100 while nothing else comes. Where that takes longer, the computer has too much else to do. */
const atRestMs = 100
const atRestSeconds = 5

/** The same texts while nothing else comes: to be asked for right before something else does. */
export const genuineAtRest = (url: string, secret: string | null): Promise<Answered[]> =>
  genuineFor(url, atRestSeconds, secret, 'at-rest')

/**
 * Whether genuine texts were answered in time.
 *
 * @param whom what came meanwhile, as in "that … delay no genuine text"
 * @returns null where that cannot be told on this computer: then the test has not run, which is said here, and must be
 *   skipped
 */
export function answeredInTime(
  whom: string,
  atRest: readonly Answered[],
  answers: readonly Answered[],
  say: (line: string) => void = console.warn,
): boolean | null {
  const [rest, p99] = [atRest, answers].map((all) =>
    percentile(
      all.map(({ tookMs }) => tookMs),
      0.99,
    ),
  ) as [number, number]
  if (p99 <= withinMs) return true
  if (rest <= atRestMs) return false
  say(
    `NOT RUN: that ${whom} delay no genuine text past ${withinMs} ms, because this computer takes ${rest.toFixed(0)} ms for one while nothing else comes.`,
  )
  return null
}
