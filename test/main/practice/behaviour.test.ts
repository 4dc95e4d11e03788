import { describe, expect, test } from 'vitest'
import { basic, openPretendVonage, send, sms, uuid } from '../../support/pretend-vonage.ts'

describe('what a coming request can be made to meet', () => {
  test('statuses by number, and a mixed answer', async () => {
    const vonage = await openPretendVonage()
    vonage.next({ statuses: ['7'] }, { statuses: ['0', '1'] })
    expect(await (await send(vonage, sms)).json()).toMatchObject({
      'message-count': '1',
      messages: [{ status: '7', 'error-text': 'Number Barred - rejected' }],
    })
    expect(await (await send(vonage, sms)).json()).toMatchObject({
      'message-count': '2',
      messages: [{ status: '0' }, { status: '1' }],
    })
    expect(vonage.record().requests.map(({ accepted }) => accepted.length)).toEqual([0, 1])
  })

  test.each([
    { behaviour: { answer: 'http', code: 401 }, status: 401, type: 'application/json' },
    { behaviour: { answer: 'http', code: 429, retryAfterSeconds: 2 }, status: 429, type: 'application/json' },
    { behaviour: { answer: 'http', code: 503 }, status: 503, type: 'text/html' },
    { behaviour: { answer: 'http', code: 204 }, status: 204, type: null },
    { behaviour: { answer: 'http', code: 302 }, status: 302, type: 'text/html' },
    { behaviour: { answer: 'http', code: 307 }, status: 307, type: 'text/html' },
    { behaviour: { answer: 'html' }, status: 200, type: 'text/html' },
    { behaviour: { answer: 'plain-text' }, status: 200, type: 'text/plain' },
    { behaviour: { answer: 'empty' }, status: 200, type: 'application/json' },
    { behaviour: { answer: 'braces' }, status: 200, type: 'application/json' },
    { behaviour: { answer: 'throttled' }, status: 200, type: 'application/json' },
  ] as const)('$behaviour takes nothing', async ({ behaviour, status, type }) => {
    const vonage = await openPretendVonage()
    vonage.next(behaviour)
    const response = await send(vonage, sms)
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
    expect(vonage.record().requests).toMatchObject([{ accepted: [] }])
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '0' }] })
  })

  test('429 says when, a redirect leads to a page that answers 200 to anything', async () => {
    const vonage = await openPretendVonage()
    vonage.next({ answer: 'http', code: 429, retryAfterSeconds: 2 }, { answer: 'http', code: 302 })
    expect((await send(vonage, sms)).headers.get('retry-after')).toBe('2')
    expect((await send(vonage, sms)).headers.get('location')).toBe('/pretend/page')
    expect((await fetch(`${vonage.restHost}/pretend/page`, { method: 'POST' })).status).toBe(200)
  })

  test.each(['reset', 'cut'] as const)('%s, and nothing was taken', async (answer) => {
    const vonage = await openPretendVonage()
    vonage.next({ answer })
    await expect(send(vonage, sms).then((response) => response.text())).rejects.toThrow()
    expect(vonage.record().requests).toMatchObject([{ accepted: [], answer: { fault: answer } }])
  })

  test.each(['reset', 'cut', 'html', 'empty', 'braces', 'http'] as const)('taken, and then %s', async (answer) => {
    const vonage = await openPretendVonage()
    const arrived = new Promise((resolve) => vonage.onArrival(resolve))
    vonage.next({ answer, accept: true })
    await send(vonage, { ...sms, 'client-ref': 'ref-9' })
      .then((response) => response.text())
      .catch(() => 'failed')
    expect(vonage.record().requests).toMatchObject([{ accepted: [expect.stringMatching(uuid)], text: 'Hello' }])
    expect(await arrived).toMatchObject({ clientRef: 'ref-9', text: 'Hello' })
  })

  test('taken, and then silence until the caller gives up', async () => {
    const vonage = await openPretendVonage()
    vonage.next({ answer: 'silence', accept: true })
    const asked = fetch(`${vonage.restHost}/sms/json`, {
      method: 'POST',
      headers: basic('abcd1234', 'Secret123'),
      body: new URLSearchParams(sms),
      signal: AbortSignal.timeout(200),
    })
    await expect(asked).rejects.toThrow('aborted')
    expect(vonage.record().requests).toMatchObject([{ accepted: [expect.anything()] }])
  })

  test('a slow answer, for so many requests, and taken back', async () => {
    const vonage = await openPretendVonage()
    vonage.next({ afterMs: 120, times: 2 })
    for (let count = 0; count < 2; count += 1) {
      const from = performance.now()
      await send(vonage, sms)
      expect(performance.now() - from).toBeGreaterThan(110)
    }
    vonage.next({ answer: 'html' })
    vonage.forget()
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '0' }] })
  })
})
