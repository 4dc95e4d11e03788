import { describe, expect, test } from 'vitest'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { sign } from '../../../src/main/practice/sign.ts'
import { basic, openPretendVonage, send, sms, uuid } from '../../support/pretend-vonage.ts'

function sendForm(vonage: PretendVonage, fields: Record<string, string>) {
  return fetch(`${vonage.restHost}/sms/json`, { method: 'POST', body: new URLSearchParams(fields) })
}

describe('a text that is taken', () => {
  test('is answered 200 with text for every value', async () => {
    const vonage = await openPretendVonage()
    const response = await send(vonage, { ...sms, 'client-ref': 'ref-1', 'account-ref': 'north' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    const bytes = await response.text()
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(JSON.parse(bytes)).toEqual({
      'message-count': '1',
      messages: [
        {
          to: '447700900111',
          'message-id': expect.stringMatching(uuid),
          status: '0',
          'remaining-balance': '999.96670000',
          'message-price': '0.03330000',
          network: '23410',
          'client-ref': 'ref-1',
          'account-ref': 'north',
        },
      ],
    })
  })

  test('a form with the key and secret in it will do, and nothing secret is written down', async () => {
    const vonage = await openPretendVonage()
    const response = await sendForm(vonage, { ...sms, api_key: 'abcd1234', api_secret: 'Secret123' })
    expect(await response.json()).toMatchObject({ messages: [{ status: '0' }] })
    await send(vonage, sms)
    const written = JSON.stringify(vonage.record())
    expect(written).not.toContain('Secret123')
    expect(written).not.toContain(btoa('abcd1234:Secret123'))
    expect(vonage.record().requests).toMatchObject([{ text: 'Hello' }, { text: 'Hello' }])
  })

  test.each([
    { label: 'one element a part', text: 'a'.repeat(161), type: 'text', count: 2, shown: 'a'.repeat(161) },
    { label: 'no detection: sent as text, 🚛 is a ?', text: 'Van 🚛', type: 'text', count: 1, shown: 'Van ?' },
    { label: 'unicode counts 16 bits', text: 'a'.repeat(71), type: 'unicode', count: 2, shown: 'a'.repeat(71) },
  ])('$label', async ({ text, type, count, shown }) => {
    const vonage = await openPretendVonage()
    const body = await (await send(vonage, { ...sms, text, type })).json()
    expect(body['message-count']).toBe(String(count))
    expect(new Set(body.messages.map((each: Record<string, string>) => each['message-id'])).size).toBe(count)
    expect(vonage.record().requests).toMatchObject([{ text: shown }])
    expect(body.messages[0]['remaining-balance']).toBe((1000 - 0.0333 * count).toFixed(8))
  })
})

describe('a text that is refused is answered 200 too', () => {
  const long = `https://example.com/${'x'.repeat(90)}`
  test.each<{ label: string; change: Record<string, unknown>; status: string; text: string }>([
    { label: 'no sender', change: { from: undefined }, status: '2', text: 'Missing from param' },
    { label: 'null is missing', change: { to: null }, status: '2', text: 'Missing to param' },
    { label: 'empty text', change: { text: '' }, status: '2', text: 'Missing text param' },
    { label: 'a plus', change: { to: '+447700900111' }, status: '3', text: 'Invalid value for parameter: to' },
    { label: 'an old type', change: { type: 'vcard' }, status: '3', text: 'Invalid value for parameter: type' },
    { label: 'ttl too short', change: { ttl: 1000 }, status: '3', text: 'Invalid value for parameter: ttl' },
    {
      label: 'a reference of 41',
      change: { 'client-ref': 'x'.repeat(41) },
      status: '3',
      text: 'Invalid value for parameter: client-ref',
    },
    { label: 'too long', change: { text: 'a'.repeat(3201) }, status: '12', text: 'Message too long' },
    {
      label: 'a word to the United States',
      change: { from: 'Depot', to: '12025550111' },
      status: '15',
      text: 'Illegal Sender Address - rejected',
    },
    { label: 'a callback of 110', change: { callback: long }, status: '23', text: 'Invalid callback URL' },
    {
      label: 'a callback with a space',
      change: { callback: 'https://x.example/a b' },
      status: '23',
      text: 'Invalid callback URL',
    },
  ])('$label: $status', async ({ change, status, text }) => {
    const vonage = await openPretendVonage()
    const response = await send(vonage, { ...sms, ...change })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ 'message-count': '1', messages: [{ status, 'error-text': text }] })
    expect(vonage.record().requests).toMatchObject([{ accepted: [], text: null }])
  })

  test.each([
    { label: 'wrong secret', headers: basic('abcd1234', 'other'), status: '4' },
    { label: 'wrong key', headers: basic('abcd9999', 'Secret123'), status: '4' },
    { label: 'no key at all', headers: { authorization: '' }, status: '2' },
  ])('$label: $status', async ({ headers, status }) => {
    const vonage = await openPretendVonage()
    expect(await (await send(vonage, sms, headers)).json()).toMatchObject({ messages: [{ status }] })
  })

  test('signed instead of a secret: taken when the signature fits, 14 when not, 32 with the secret too', async () => {
    const vonage = await openPretendVonage({ settings: { signature: { secret: 'sig-secret', method: 'sha256' } } })
    const fields = { ...sms, api_key: 'abcd1234', timestamp: '1775118000' }
    const sig = sign(fields, 'sig-secret', 'sha256')
    const statusOf = async (sent: Record<string, string>) =>
      (await (await sendForm(vonage, sent)).json()).messages[0].status
    expect(await statusOf({ ...fields, sig })).toBe('0')
    expect(await statusOf({ ...fields, sig, text: 'Hello!' })).toBe('14')
    expect(await statusOf({ ...fields, sig, api_secret: 'Secret123' })).toBe('32')
  })

  test('no credit: 9', async () => {
    const vonage = await openPretendVonage({ settings: { balance: 0.05 } })
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '0' }] })
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '9' }] })
  })

  test('the 31st in a second is throttled, in both wordings', async () => {
    const vonage = await openPretendVonage()
    const answers = await Promise.all(
      Array.from({ length: 34 }, async () => (await (await send(vonage, sms)).json()).messages[0]),
    )
    const refused = answers.filter(({ status }) => status === '1')
    // A slow machine may let a second pass meanwhile; one must have been refused all the same.
    expect(refused.length).toBeGreaterThan(1)
    expect(refused.length).toBeLessThanOrEqual(4)
    const texts = refused.map((each) => each['error-text'])
    expect(texts).toContainEqual(expect.stringMatching(/^Throughput Rate Exceeded - please wait \[ \d+ \] and retry$/))
    expect(texts).toContain('Exceeded maximum MT throughput[ MAX [ 30 ] INTERVAL [ 1000 ] ]')
  })
})
