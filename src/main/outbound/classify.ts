import type { SendOutcome } from '../store/outbox.ts'
import type { AnsweredPart, SmsAnswer } from './vonage-sms.ts'

/** Throttled by the account or by concurrency: nothing was sent, and it may be tried again. */
const throttled = new Set(['1', '10'])
/**
 * HTTP answers that judge the request before it is carried out. Any other, like 408, 409 or 499, may come from something
 * on the way after it was passed on, or once it was carried out.
 */
const refusing = new Set([400, 402, 404, 405, 410, 411, 413, 414, 415, 420, 421, 422, 431])
/** A text that could not leave is tried this often in all. */
const attemptLimit = 6
/**
 * No answer keeps the queue waiting for longer: what it names may be a mistake. Far below the wait by which the queue knows
 * a clock that was wrong, or the text would leave at once.
 */
const longestWaitMs = 30 * 60_000

/**
 * What an answer means for the text: accepted, refused, or unknown; and "not sent" only where that is proven.
 *
 * Accepted asks for much: every part with status "0" and an id. So does refused: a status that is a number, without an
 * id, in every part. What is not understood is unknown, and that is never repeated by the machine, since the API has no
 * idempotency key.
 *
 * @param attempts tries so far, this one included
 * @see reliability: the table of allowed moves
 */
export function classify(answer: SmsAnswer, attempts: number, now: number): SendOutcome {
  switch (answer.kind) {
    case 'parts':
      return classifyParts(answer.parts, attempts, now)
    case 'http':
      if (answer.status === 429)
        return again(attempts, now, answer.retryAfterMs, 'throttled', 'Vonage asked us to slow down.')
      if (answer.status === 401 || answer.status === 403)
        return {
          kind: 'refused',
          code: 'credentials',
          text: 'Vonage does not accept the key and secret. Enter them again in Setup.',
        }
      if (refusing.has(answer.status))
        return {
          kind: 'refused',
          code: `http-${answer.status}`,
          text: `Vonage refused the request (${answer.status}). Nothing was sent.`,
        }
      return unknown(
        `http-${answer.status}`,
        `Vonage answered ${answer.status}, so it may or may not have taken the text.`,
      )
    case 'not-an-answer':
      return notUnderstood
    case 'not-connected':
      return again(attempts, now, null, 'not-connected', 'Vonage could not be reached. Nothing was sent.')
    case 'no-answer':
      return answer.code === 'TIMEOUT'
        ? unknown('timeout', 'Vonage did not answer in 15 seconds.')
        : unknown('dropped', 'The line dropped while the text was leaving.')
  }
}

function classifyParts(parts: readonly AnsweredPart[], attempts: number, now: number): SendOutcome {
  const ids = parts.flatMap((part) => (part.status === '0' && part.providerId !== null ? [part.providerId] : []))
  if (ids.length === parts.length) return { kind: 'accepted', providerIds: ids, nanoEuro: priceOf(parts) }
  const failing = parts.filter((part) => part.status !== '0')
  if (failing.length === 0) return notUnderstood
  if (failing.length < parts.length) return unknown('mixed', 'Vonage took a part of the text and not the rest.')
  // What was refused gets no id.
  if (parts.some((part) => part.providerId !== null)) return providerError
  if (parts.every((part) => throttled.has(part.status)))
    return again(attempts, now, waitNamed(parts), 'throttled', 'Vonage asked us to slow down.')
  if (parts.some((part) => part.status === '5' || throttled.has(part.status))) return providerError
  const first = failing[0]
  const status = first?.status ?? ''
  return {
    kind: 'refused',
    code: `vonage-${status}`,
    text: refusals[status] ?? otherRefusal(status, first?.errorText ?? null),
  }
}

/** Of all parts; null when one of them has none, as a sum of the others would be too low. */
function priceOf(parts: readonly AnsweredPart[]): number | null {
  let sum = 0
  for (const { nanoEuro } of parts) {
    if (nanoEuro === null) return null
    sum += nanoEuro
  }
  return sum
}

const unknown = (code: string, what: string): SendOutcome => ({
  kind: 'unknown',
  code,
  text: `${what} Not sent again until a receipt comes or you decide.`,
})

const notUnderstood = unknown('not-an-answer', 'Something other than Vonage answered, or its answer was cut off.')
const providerError = unknown(
  'provider-error',
  'Vonage had an error of its own and may or may not have taken the text.',
)

/** "Throughput Rate Exceeded - please wait [ 702 ] and retry": milliseconds. */
function waitNamed(parts: readonly AnsweredPart[]): number | null {
  const named = parts
    .map((part) => /wait \[ ?(\d{1,6}) ?\]/.exec(part.errorText ?? '')?.[1])
    .find((ms) => ms !== undefined)
  return named === undefined ? null : Number(named)
}

function again(attempts: number, now: number, waitMs: number | null, code: string, text: string): SendOutcome {
  // 1, 2, 4 … s, spread so that texts that failed together do not come back together.
  const backoffMs = 1000 * 2 ** (attempts - 1) * (0.75 + Math.random() / 2)
  const dueAt = Math.round(now + Math.min(Math.max(waitMs ?? 0, backoffMs), longestWaitMs))
  if (attempts >= attemptLimit)
    return {
      kind: 'refused',
      code,
      text: `${text} Tried ${attempts} times. ${code === 'throttled' ? resting(dueAt - now) : 'Text again when the line is better.'}`,
      restUntil: dueAt,
    }
  return (waitMs ?? 0) > longestWaitMs
    ? {
        kind: 'not-sent',
        attempt: attempts,
        dueAt,
        code: `${code}-long`,
        text: `${text} It named a wait of more than half an hour: tried again after half an hour.`,
      }
    : { kind: 'not-sent', attempt: attempts, dueAt, code, text }
}

/** Of a text that Vonage asked to wait with, the line is well: nothing needs mending. */
const resting = (restMs: number) =>
  `Sending rests for up to ${restMs <= 60_000 ? 'a minute' : `${Math.ceil(restMs / 60_000)} minutes`} and goes on by itself. Text again then.`

const otherRefusal = (status: string, errorText: string | null) =>
  `Vonage refused it (status ${status}${errorText === null ? '' : `: ${errorText.slice(0, 120)}`}). Nothing was sent.`

const refusals: Record<string, string> = {
  '2': 'Vonage missed a part of the request (status 2). Nothing was sent. Check the number and the text.',
  '3': 'Vonage did not accept the number or the text (status 3). Check both.',
  '4': 'Vonage does not accept the key and secret. Enter them again in Setup.',
  '6': 'Vonage cannot send to this number. Check it.',
  '7': 'This number is barred. Ring the customer.',
  '8': 'The Vonage account is suspended. Nothing can be sent until Vonage lifts that.',
  '9': 'The Vonage account has no credit left. Top it up, then text again.',
  '11': 'The Vonage account is not enabled for this way of sending. Ask Vonage support.',
  '12': 'The text is too long. Shorten it.',
  '14': 'Vonage did not accept our signature. Check the signature secret in Setup.',
  '15': 'Our number may not text this country. Use a number of that country.',
  '22': 'Vonage did not know the network (status 22). Check the number.',
  '23': 'Vonage did not accept our receipt address (status 23). Nothing was sent. Check the public address in Setup.',
  '29': 'A trial account may only text numbers on its list. Add this one in Vonage’s dashboard, or top the account up.',
  '33': 'The number is no longer in use. Correct it, or ring the customer.',
}
