import { createConnection } from 'node:net'
import type { DeskProcess } from '../support/processes.ts'
import { customers, words } from './canary-people.ts'
import { secrets } from './planted.ts'

type Heard = (url: string, init?: RequestInit) => Promise<number>
type Call = (running: DeskProcess, name: string, argument: unknown, headers?: Record<string, string>) => Promise<number>

/** What nobody should send, with numbers and words in every place of it. */
export async function sendToWebhooks(inbound: string, receipts: string, heard: Heard): Promise<void> {
  const [customer = '', other = ''] = customers
  const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) })
  const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json', more = {}): RequestInit => ({
    method: 'POST',
    body,
    headers: { 'content-type': type, ...more },
  })
  const sms = { msisdn: customer, to: '447700900000', messageId: 'c-1', text: words(1), type: 'text' }
  // At once, so that they come faster than they are kept however slow this computer is.
  const forged = Array.from({ length: 60 }, (_, index) => ({ ...sms, messageId: `f-${index}`, sig: 'f'.repeat(64) }))
  await Promise.all(forged.map((fields) => heard(inbound, form(fields))))
  await heard(inbound, form(sms))
  await heard(inbound, form({ ...sms, text: `${words(2)} otherwise` }))
  await heard(inbound, form({ ...sms, messageId: 'c-2', msisdn: words(4) }))
  await heard(inbound, form({ ...sms, messageId: 'c-3', type: 'binary', data: Buffer.from(words(5)).toString('hex') }))
  await heard(inbound, post(`{"msisdn":"${customer}","text":"${words(6)}`))
  await heard(inbound, post(JSON.stringify({ message_uuid: 'u', from: other, to: '447700900000', text: words(7) })))
  await heard(
    inbound,
    post(`msisdn=${customer}&text=%ff%zz${words(8)}`, 'application/x-www-form-urlencoded; charset=x'),
  )
  await heard(inbound, post(words(9), 'text/plain', { 'content-encoding': 'gzip' }))
  await heard(inbound, post(words(10).repeat(10_000)))
  await heard(inbound, { headers: Object.fromEntries(Array.from({ length: 80 }, (_, n) => [`x-${n}`, words(n)])) })
  await heard(`${inbound}/${customer}/${words(11)}?text=${words(11)}`)
  await heard(`${inbound}?msisdn=${customer}&to=447700900000&messageId=g-1&text=${words(12)}`)
  await heard(inbound, { method: 'PUT', body: words(13) })
  await heard(
    receipts,
    form({ msisdn: customer, to: other, messageId: 'r-1', status: words(14), 'err-code': customer }),
  )
  await heard(receipts, form({ 'client-ref': customer, status: 'failed', 'err-code': words(15) }))
  await heard(receipts, form({ 'client-ref': `${words(16)}${'x'.repeat(30)}`, status: 'delivered' }))
  const { port } = new URL(inbound)
  for (const raw of [`GET /${words(17)} HTTP/9\r\n\r\n`, `POST /${customer}\r\n`, 'x'.repeat(20_000)])
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(port), '127.0.0.1', () => socket.write(raw))
      socket.on('data', () => {}).on('error', () => {})
      socket.on('close', () => resolve())
      setTimeout(() => socket.destroy(), 500)
    })
}

/** Wrong keys, wrong names, wrong words at the browser shell. */
export async function knockAtDoors(running: DeskProcess, call: Call, heard: Heard): Promise<void> {
  const { api } = running.ready
  const [customer = '', other = ''] = customers
  await call(running, 'getDesk', {}, { authorization: `Bearer ${secrets['ngrok token']}` })
  await call(running, 'getDesk', {}, { authorization: '' })
  await call(running, 'getDesk', {}, { origin: `https://${words(0)}.example` })
  await call(running, 'getDesk', {}, { 'content-type': 'text/plain' })
  await heard(`${api.replace('127.0.0.1', 'localhost')}/events`)
  await heard(`${api}/events?after=${customer}`, { headers: { authorization: 'Bearer wrong' } })
  await heard(`${api}/session`, { method: 'POST', headers: { authorization: `Bearer ${secrets['api secret']}` } })
  await heard(`${api}/../../etc/passwd`)
  await call(running, words(1), { to: customer })
  await call(running, 'sendSms', `{"to":"${customer}","text":"${words(2)}`)
  await call(running, 'sendSms', words(3).repeat(40_000))
  const account = { apiKey: 'abcd1234', apiSecret: secrets['api secret'], number: customer }
  const hostile: [string, unknown][] = [
    ['sendSms', { submissionId: 'h', to: customer, text: words(4), [words(4)]: secrets['api secret'] }],
    ['sendSms', { submissionId: 'h', to: words(5), text: words(5) }],
    ['sendSms', { submissionId: 'h', to: '447700900000', text: words(5) }],
    ['sendSms', { submissionId: 'h', to: `+${customers[3]}`, text: words(5), inReplyTo: 'm99999' }],
    ['sendNotice', { submissionId: 'n', to: `+${other}`, questionId: words(6), fields: {} }],
    ['sendNotice', { submissionId: 'n', to: `+${other}`, questionId: 'delivery', fields: { [words(7)]: customer } }],
    ['sendNotice', { submissionId: 'n', to: `+${other}`, questionId: 'delivery', fields: {} }],
    ['getCustomer', { number: words(8) }],
    ['listMessages', { customer: words(9), limit: -1 }],
    ['searchMessages', { query: `"${words(10)} NEAR(* ${customer}` }],
    ['fileReply', { submissionId: 'f', messageId: 'm1', option: words(0).slice(0, 8) }],
    ['saveSettings', { helpText: words(11), country: customer }],
    [
      'saveAccount',
      { ...account, ngrokAuthtoken: secrets['ngrok token'], signatureSecret: secrets['signature secret'] },
    ],
    ['saveAccount', { ...account, [secrets['signature secret']]: 1 }],
    ['setMode', { mode: secrets['old signature secret'] }],
    ['playCustomer', { customer, text: words(12) }],
    ['openLink', { url: `https://example.com/${words(13)}?${customer}` }],
    ['releaseText', { messageId: `m${customer}` }],
  ]
  for (const [name, argument] of hostile) await call(running, name, argument)
}
