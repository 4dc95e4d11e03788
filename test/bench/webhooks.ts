import { randomUUID } from 'node:crypto'

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
 * @param text makes each one's text from what its request is made with; several usual ones when left out
 */
export function webhookRequest<Due extends number[]>(url: string, text?: (...due: Due) => string) {
  const { host, pathname } = new URL(url)
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: `
  const usual = replies.map(encodeURIComponent)
  const rest = '&type=text&keyword=HELLO&api-key=abcd1234&message-timestamp=2026-11-22+10%3A00%3A00'
  return (...due: Due): string => {
    count += 1
    const said = text === undefined ? (usual[count % usual.length] ?? '') : encodeURIComponent(text(...due))
    const customer = 447_700_900_000 + (count % 50_000)
    const body = `msisdn=${customer}&to=447700900001&messageId=${randomUUID()}&text=${said}${rest}`
    return `${head}${body.length}\r\n\r\n${body}`
  }
}
