import { nationalDigits } from '../../shared/msisdn.ts'
import type { RawWebhook } from './records.ts'

/** What people and forms put between the digits; a blank of a form is a "+". */
const between = '[\\s().+/-]*'

/**
 * Whether bytes that came name a number: in full, with "+" or "00", or as it is dialled at home; with blanks or not;
 * written plainly or for a URL. No longer number that only holds it.
 */
export function namesNumber(msisdn: string): (webhook: Pick<RawWebhook, 'target' | 'body'>) => boolean {
  const forms = [`(?:00)?${spaced(msisdn)}`, spaced(nationalDigits(msisdn))].filter((form) => form !== '')
  const pattern = new RegExp(`(?<!\\d)(?:${forms.join('|')})(?!\\d)`)
  return ({ target, body }) => pattern.test(plain(target)) || pattern.test(plain(Buffer.from(body).toString('latin1')))
}

const spaced = (digits: string) => [...digits].join(between)

/** With percent signs resolved, one byte a character: no wrong one may stand in the way. */
const plain = (text: string) =>
  text.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
