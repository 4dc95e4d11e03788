import { createHmac, randomUUID } from 'node:crypto'

/** Texts of customers: what they answer in practice, short, long, Chinese, one character. */
const replies = [
  '2',
  'Thursday please',
  '1',
  'ok thx',
  'Can you leave it with my neighbour at number 14?',
  '3 post office',
  '好的，明天送来吧',
  'yes',
  'What time will you come tomorrow?',
  '星期四可以吗',
]

let count = 0

/**
 * Webhooks in the provider's form format, another customer, id and text at each call. Put together from encoded pieces:
 * a load that is slow to make would hide how fast the quicker server is.
 *
 * @param how.text makes each one's text from what its request is made with; several usual ones when left out
 * @param how.secret signs each one with it, as SHA-256 signs
 */
export function webhookRequest<Due extends number[]>(
  url: string,
  { text, secret }: { text?: ((...due: Due) => string) | undefined; secret?: string | undefined } = {},
) {
  const { host, pathname } = new URL(url)
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: `
  const usual = replies.map((said) => ({ said, encoded: encodeURIComponent(said) }))
  const rest = '&type=text&keyword=HELLO&api-key=abcd1234&message-timestamp=2026-11-22+10%3A00%3A00'
  const textOf = (due: Due) => {
    if (text === undefined) return usual[count % usual.length] ?? { said: '', encoded: '' }
    const said = text(...due)
    return { said, encoded: encodeURIComponent(said) }
  }
  return (...due: Due): string => {
    count += 1
    const { said, encoded } = textOf(due)
    const customer = 447_700_900_000 + (count % 50_000)
    const id = randomUUID()
    let body = `msisdn=${customer}&to=447700900001&messageId=${id}&text=${encoded}${rest}`
    if (secret !== undefined) {
      // In the order of the names; no text of ours has an & or = in it.
      const signed = `&api-key=abcd1234&keyword=HELLO&message-timestamp=2026-11-22 10:00:00&messageId=${id}&msisdn=${customer}&text=${said}&to=447700900001&type=text`
      body += `&sig=${createHmac('sha256', secret).update(signed).digest('hex')}`
    }
    return `${head}${body.length}\r\n\r\n${body}`
  }
}
