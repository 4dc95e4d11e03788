import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { classify } from '../../../src/main/outbound/classify.ts'
import { postOnce } from '../../../src/main/outbound/post-once.ts'
import { vonageSms } from '../../../src/main/outbound/vonage-sms.ts'
import { now } from './provider-answers.ts'

let server: Server | null = null
afterEach(() => {
  vi.unstubAllGlobals()
  server?.close()
  server = null
})

/** A host that answers each request with these bytes, and hangs up where it `ends`. */
async function answering(bytes: string, ends = true): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => (ends ? socket.end(bytes) : socket.write(bytes)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const taken = JSON.stringify({ 'message-count': '1', messages: [{ status: '0', 'message-id': 'A1' }] })
const json = 'content-type: application/json\r\n'

const post = (url: string, headers: Record<string, string> = {}) =>
  postOnce({ url, method: 'POST', headers, body: 'x', withinMs: 15_000 })
async function sendTo(restHost: string) {
  const sms = { from: '447700900000', to: '447700900123', text: 'On our way', reference: 'r', callback: null }
  return classify(await vonageSms({ apiKey: 'k', apiSecret: 's', restHost })(sms), 1, now)
}

test('an answer that cannot be read to its end fails, and is not thrown where nobody catches it', async () => {
  const url = await answering(`HTTP/1.1 200 OK\r\n${json}content-length: ${taken.length}\r\n\r\n${taken}`)
  // Headings of their kind are let through by some versions of Node, and taken by none of its readers.
  vi.stubGlobal(
    'Headers',
    class {
      constructor() {
        throw new TypeError('no such heading')
      }
    },
  )
  await expect(post(url)).rejects.toMatchObject({ name: 'Error', mayHaveLeft: true })
})

test.each([
  { what: 'an address that is none', restHost: 'nowhere' },
  { what: 'a port that is none', restHost: 'http://127.0.0.1:99999' },
])('$what: not sent, as nothing could be opened', async ({ restHost }) => {
  expect(await sendTo(restHost)).toMatchObject({ kind: 'not-sent', code: 'not-connected' })
})

test('a heading that is none: certain that nothing left', async () => {
  const url = await answering('')
  await expect(post(url, { 'x-desk': 'a\nb' })).rejects.toMatchObject({ code: 'ERR_INVALID_CHAR', mayHaveLeft: false })
})

test('an answer that would speak another protocol from here on ends the wait at once: unknown', async () => {
  const switching = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n'
  const began = performance.now()
  expect(await sendTo(await answering(switching, false))).toMatchObject({ kind: 'unknown', code: 'dropped' })
  expect(performance.now() - began).toBeLessThan(3_000)
})

test('control: an answer that the end of its connection ends is read whole', async () => {
  const restHost = await answering(`HTTP/1.1 200 OK\r\n${json}connection: close\r\n\r\n${taken}`)
  expect(await sendTo(restHost)).toMatchObject({ kind: 'accepted', providerIds: ['A1'] })
})
