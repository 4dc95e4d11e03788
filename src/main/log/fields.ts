import { createHmac } from 'node:crypto'
import { codes, numberedCode, places } from './codes.ts'
import type { Kind } from './events.ts'

/** Stands for what is not of its kind: that it was there is worth knowing, what it was may be anything. */
const other = 'other'
const largest = 999_999

/**
 * What of a value may be written down, by its kind.
 *
 * @param key of the hash that stands for a customer's number
 * @throws never, whatever is handed over
 */
export function writable(kind: Kind, value: unknown, key: Buffer): string | number {
  try {
    if (typeof kind !== 'string') return typeof value === 'string' && kind.includes(value) ? value : other
    switch (kind) {
      case 'number':
        return typeof value === 'number' && Number.isFinite(value)
          ? Math.min(largest, Math.max(0, Math.round(value)))
          : other
      case 'length':
        return typeof value === 'string' ? Math.min(largest, value.length) : other
      case 'customer':
        return typeof value === 'string' ? maskCustomer(value, key) : other
      case 'class':
        return matching(value instanceof Error ? value.constructor.name : typeof value, /^[A-Za-z][A-Za-z]{0,39}$/)
      case 'errorCode':
        return errorCode(value)
      case 'code':
        return typeof value === 'string' && (codes.has(value) || numberedCode.test(value)) ? value : other
      case 'place':
        return typeof value === 'string' && places.has(value) ? value : other
      default:
        return matching(value, shapes[kind])
    }
  } catch {
    return other // A getter of a foreign error may throw.
  }
}

const shapes = {
  version: /^\d{1,3}\.\d{1,3}\.\d{1,3}(-[a-z]{1,8})?$/,
  digit: /^\d{1,2}$/,
  carrierCode: /^\d{1,4}$/,
  status: /^(accepted|buffered|delivered|expired|failed|rejected|unknown)$/,
  reference: /^d1-[0-9a-f]{5}(?=[0-9a-f]{32}$)/,
} as const

const matching = (value: unknown, shape: RegExp): string =>
  (typeof value === 'string' ? shape.exec(value)?.[0] : undefined) ?? other

/** Names of failures, never their messages. `thread-ended` is the store's own. */
function errorCode(given: unknown): string {
  const code = given instanceof Error && 'code' in given ? given.code : given
  return matching(code, /^(E[A-Z]{2,20}|(SQLITE|ERR|UND_ERR|ERR_NGROK)_[A-Z_]{1,40}\d{0,4}|thread-ended)$/)
}

/**
 * The same customer is the same everywhere in this desk's log and nobody's number in any other. The hash is written in
 * letters, so that nothing in it looks like a number.
 */
function maskCustomer(customer: string, key: Buffer): string {
  const hash = createHmac('sha256', key).update(customer).digest().subarray(0, 4)
  const letters = [...hash].flatMap((byte) => [byte >> 4, byte & 15]).map((half) => 'abcdefghijklmnop'[half])
  return `${letters.join('')}${/^\d{5,15}$/.test(customer) ? `-${customer.slice(-2)}` : ''}`
}
