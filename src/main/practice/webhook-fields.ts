import type { SmsToSend } from './judge-sms.ts'
import { networkOf, price } from './prices.ts'
import type { ReceiptStep } from './settings.ts'
import { alphabetOf, splitText } from './split-text.ts'

/** `2026-03-05 13:00:12`, UTC: the form that captures and guides show. */
const pushTime = (at: Date) => at.toISOString().slice(0, 19).replace('T', ' ')

/** `2603051300`, as carriers write it. */
const carrierTime = (at: Date) => at.toISOString().slice(2, 16).replace(/\D/g, '')

/**
 * The webhooks of one text that a customer typed: one a part, each with an id of its own, cut as a handset cuts.
 *
 * @param ref what joins the parts; chosen by the handset, so it repeats
 */
export function inboundFields(
  text: { from: string; to: string; text: string },
  ref: string,
  at: Date,
): { messageId: string; fields: Record<string, string> }[] {
  const alphabet = alphabetOf(text.text)
  const parts = splitText(text.text, alphabet)
  return parts.map((part, index) => {
    const messageId = crypto.randomUUID()
    const fields = {
      msisdn: text.from,
      to: text.to,
      messageId,
      text: part,
      type: alphabet === 'GSM-7' ? 'text' : 'unicode',
      // Of a part: its own first word, whatever that is.
      keyword: part.trim().split(/\s+/)[0]?.toUpperCase() ?? '',
      'message-timestamp': pushTime(at),
      ...(parts.length > 1 && {
        concat: 'true',
        'concat-ref': ref,
        'concat-total': String(parts.length),
        'concat-part': String(index + 1),
      }),
    }
    return { messageId, fields }
  })
}

/** A receipt turns the names round: `msisdn` is who was written to, `to` is who wrote. */
export function receiptFields(
  sms: Pick<SmsToSend, 'from' | 'to' | 'clientRef'>,
  messageId: string,
  step: Pick<ReceiptStep, 'status' | 'errCode'>,
  at: Date,
): Record<string, string> {
  const failed = !['accepted', 'buffered', 'delivered'].includes(step.status)
  return {
    msisdn: sms.to,
    to: sms.from,
    'network-code': networkOf(sms.to),
    messageId,
    price,
    status: step.status,
    scts: carrierTime(at),
    'err-code': step.errCode ?? (failed ? '1' : '0'),
    ...(sms.clientRef !== null && { 'client-ref': sms.clientRef }),
    'message-timestamp': pushTime(at),
  }
}
