import type { Refusal } from './credentials.ts'
import { type Alphabet, asGsm, splitText } from './split-text.ts'

/** A send request that may go out: its parts, and what a phone will show of it. */
export interface SmsToSend {
  from: string
  to: string
  type: string
  /** As the phone shows it: sent as `text`, characters outside GSM-7 are "?". */
  text: string
  parts: string[]
  callback: string | null
  clientRef: string | null
  accountRef: string | null
  wantsReceipts: boolean
}

export type JudgedSms = { ok: true; sms: SmsToSend } | { ok: false; refusal: Refusal }

const refuse = (status: string, text: string): JudgedSms => ({ ok: false, refusal: { status, text } })
const invalid = (name: string) => refuse('3', `Invalid value for parameter: ${name}`)

/** The longest text that is taken, in UTF-16 units. */
const longestText = 3200

/**
 * Judges the fields of POST /sms/json, in the order that Vonage names them.
 *
 * @param fields decoded, kebab-case, values as text
 * @param ours the account's own numbers
 */
export function judgeSms(fields: Record<string, string>, ours: readonly string[]): JudgedSms {
  const type = fields.type ?? 'text'
  const body = type === 'binary' ? 'body' : 'text'
  for (const name of ['from', 'to', body]) if (!fields[name]) return refuse('2', `Missing ${name} param`)
  const { to = '', callback, ttl } = fields
  const from = (fields.from ?? '').replaceAll(' ', '')
  const text = fields[body] ?? ''
  if (!['text', 'unicode', 'binary'].includes(type)) return invalid('type')
  if (!/^[1-9]\d{6,14}$/.test(to)) return invalid('to')
  if (!/^(\d{1,15}|[A-Za-z0-9]{1,11})$/.test(from)) return invalid('from')
  if (ttl !== undefined && !(Number(ttl) >= 20_000 && Number(ttl) <= 604_800_000)) return invalid('ttl')
  if ((fields['client-ref']?.length ?? 0) > 40) return invalid('client-ref')
  if (!/^[0-3]$/.test(fields['message-class'] ?? '0')) return invalid('message-class')
  if (type === 'binary' && !/^([0-9a-f]{2})+$/i.test(text)) return invalid('body')
  if (callback !== undefined && !isCallback(callback)) return refuse('23', 'Invalid callback URL')
  // United States and Canada: a word is no sender, and neither is a number that is not the account's.
  if (to.startsWith('1') && !ours.includes(from)) return refuse('15', 'Illegal Sender Address - rejected')
  if (text.length > longestText) return refuse('12', 'Message too long')
  const alphabet: Alphabet = type === 'unicode' ? 'Unicode' : 'GSM-7'
  const shown = type === 'text' ? asGsm(text) : text
  return {
    ok: true,
    sms: {
      from,
      to,
      type,
      text: shown,
      parts: type === 'binary' ? [text] : splitText(shown, alphabet),
      callback: callback ?? null,
      clientRef: fields['client-ref'] ?? null,
      accountRef: fields['account-ref'] ?? null,
      wantsReceipts: !['0', 'false'].includes(fields['status-report-req'] ?? '1'),
    },
  }
}

const isCallback = (url: string) => url.length <= 100 && /^https?:\/\/[\x21-\x7e]+$/.test(url) && URL.canParse(url)
