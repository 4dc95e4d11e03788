import { readFields } from '../../src/main/inbound/fields.ts'
import { readWebhook } from '../../src/main/inbound/webhook.ts'
import { openDice } from '../support/dice.ts'
import { fuzzedRequest } from './fuzz-requests.ts'

/**
 * Reads spoiled webhooks, without a socket between: whatever throws here throws out of this.
 *
 * @returns how often each kind came of it
 */
export function fuzzReaders(count: number, seed: number): Record<string, number> {
  const dice = openDice(seed)
  const kinds: Record<string, number> = {}
  const types = ['', 'application/json', 'a/b; charset=latin1', 'charset="', 'x'.repeat(200)]
  for (let index = 0; index < count; ) {
    const { bytes, whole } = fuzzedRequest(dice, { path: '/p', host: 'h' })
    if (!whole) continue
    const bodyAt = bytes.indexOf('\r\n\r\n') + 4
    const method = bytes.startsWith('GET') ? 'GET' : 'POST'
    const target = bytes.slice(method.length + 1, bytes.indexOf(' HTTP/1.1'))
    const body = Buffer.from(bytes.slice(bodyAt), 'latin1')
    // The bytes cost more to make than to read: each is read as three things.
    for (let label = 0; label < 3; label += 1, index += 1) {
      const request = { method, target, contentType: dice.one(types), body, arrivedAt: 0 }
      const { kind } = readWebhook(request, readFields(request))
      kinds[kind] = (kinds[kind] ?? 0) + 1
    }
  }
  return kinds
}
