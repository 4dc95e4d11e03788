import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type PretendVonageNeeds, startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { sign, signatureMethods } from '../../../src/main/practice/sign.ts'
import { startCatcher } from './catcher.ts'

const started: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of started.splice(0).reverse()) await each.close()
})

async function open(needs: PretendVonageNeeds = {}, reply?: Parameters<typeof startCatcher>[0]) {
  const desk = await startCatcher(reply)
  started.push(desk)
  const vonage = await startPretendVonage({ apiKey: 'abcd1234', apiSecret: 'Secret123', ...needs })
  started.push(vonage)
  vonage.link({ inbound: `${desk.url}/inbound` })
  return { desk, vonage }
}

const from = '447700900111'

describe('a text from a customer', () => {
  test.each([
    { format: 'GET', method: 'GET', type: undefined },
    { format: 'POST', method: 'POST', type: 'application/x-www-form-urlencoded; charset=UTF-8' },
    { format: 'POST-JSON', method: 'POST', type: 'application/json' },
  ] as const)('$format', async ({ format, method, type }) => {
    const { desk, vonage } = await open({ settings: { format } })
    const { messageIds, acknowledged } = vonage.text({ from, text: '2 & thanks + 🚛' })
    expect(await acknowledged).toEqual([true])
    expect(desk.caught).toHaveLength(1)
    expect(desk.caught[0]?.method).toBe(method)
    expect(desk.caught[0]?.headers['content-type']).toBe(type)
    expect(desk.caught[0]?.headers['user-agent']).toBe('Vonage/MessagingHUB/v1.0')
    expect(desk.caught[0]?.fields).toEqual({
      msisdn: from,
      to: '447700900000',
      messageId: messageIds[0],
      text: '2 & thanks + 🚛',
      type: 'unicode',
      keyword: '2',
      'message-timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      'api-key': 'abcd1234',
    })
    if (method === 'GET') expect(desk.caught[0]?.url).toContain('text=2+%26+thanks+%2B+%F0%9F%9A%9B')
  })

  test('in parts: any order, each with its own id and keyword', async () => {
    const { desk, vonage } = await open()
    const text = `${'word '.repeat(40)}end of it`.repeat(2)
    const { messageIds, acknowledged } = vonage.text({ from, text, order: [2, 3, 1], ref: '08B5' })
    await acknowledged
    expect(desk.caught.map(({ fields }) => fields['concat-part'])).toEqual(['2', '3', '1'])
    expect(desk.caught.map(({ fields }) => fields.messageId)).toEqual([1, 2, 0].map((index) => messageIds[index]))
    expect(desk.caught[0]?.fields).toMatchObject({ concat: 'true', 'concat-ref': '08B5', 'concat-total': '3' })
    const parts = desk.caught.toSorted((a, b) => Number(a.fields['concat-part']) - Number(b.fields['concat-part']))
    expect(parts.map(({ fields }) => fields.text).join('')).toBe(text)
    expect(parts.every(({ fields }) => fields.keyword === fields.text?.trim().split(' ')[0]?.toUpperCase())).toBe(true)
  })

  test('the next part sets out when the one before was answered', async () => {
    const events: string[] = []
    const { vonage } = await open({}, (response, count) => {
      events.push(`${count} came`)
      setTimeout(() => {
        events.push(`${count} answered`)
        response.end()
      }, 20)
    })
    await vonage.text({ from, text: 'x'.repeat(200) }).acknowledged
    expect(events).toEqual(['1 came', '1 answered', '2 came', '2 answered'])
  })

  test('one lost part, one doubled part', async () => {
    const { desk, vonage } = await open()
    await vonage.text({ from, text: 'x'.repeat(400), order: [1, 3, 3] }).acknowledged
    expect(desk.caught.map(({ fields }) => fields['concat-part'])).toEqual(['1', '3', '3'])
    expect(desk.caught[1]?.fields.messageId).toBe(desk.caught[2]?.fields.messageId)
  })

  test.each(signatureMethods)('signed with %s', async (method) => {
    const { desk, vonage } = await open({ settings: { signature: { secret: 'sig', method } } })
    await vonage.text({ from, text: 'dock=7 & bay=B_2' }).acknowledged
    const { sig, ...fields } = desk.caught[0]?.fields ?? {}
    expect(fields).toMatchObject({ timestamp: expect.stringMatching(/^\d{10}$/), nonce: expect.any(String) })
    expect(sig).toBe(sign(fields, 'sig', method))
  })

  test('made hostile: other fields, a wrong signature, raw bytes', async () => {
    const { desk, vonage } = await open({ settings: { signature: { secret: 'sig', method: 'sha256' } } })
    await vonage.text({ from, text: 'Hi', fields: { msisdn: 'MTN', keyword: null, text: ['a', 'b'] } }).acknowledged
    await vonage.text({ from, text: 'Hi', fields: { sig: 'wrong' } }).acknowledged
    await vonage.text({
      from,
      text: 'Hi',
      raw: { body: 'text=\xe9', encoding: 'latin1', headers: { 'content-type': null, 'x-odd': '1' }, query: 'q=%E9' },
    }).acknowledged
    const [odd, wrong, raw] = desk.caught
    expect(odd?.body.toString()).toContain('text=a&text=b')
    expect(odd?.fields).toMatchObject({ msisdn: 'MTN' })
    expect(odd?.fields).not.toHaveProperty('keyword')
    expect(wrong?.fields.sig).toBe('wrong')
    expect(raw?.body).toEqual(Buffer.from('text=\xe9', 'latin1'))
    expect(raw?.url).toBe('/inbound?q=%E9')
    expect(raw?.headers).not.toHaveProperty('content-type')
    expect(raw?.headers).toMatchObject({ 'x-odd': '1' })
  })
})

describe('until it is acknowledged', () => {
  test('it is repeated, the same byte for byte, whatever goes wrong', async () => {
    const { desk, vonage } = await open(
      { settings: { retry: { firstMs: 5, answerWithinMs: 150 } } },
      (response, count) => {
        if (count === 1) response.writeHead(503).end()
        else if (count === 2) response.socket?.resetAndDestroy()
        else if (count === 3) return
        else if (count === 4) response.writeHead(404).end()
        else if (count === 5) response.writeHead(302, { location: '/elsewhere' }).end()
        else response.writeHead(204).end()
      },
    )
    expect(await vonage.text({ from, text: '2' }).acknowledged).toEqual([true])
    expect(desk.caught).toHaveLength(6)
    expect(new Set(desk.caught.map(({ body }) => body.toString())).size).toBe(1)
    const { deliveries } = vonage.record()
    expect(deliveries.map(({ attempt, status, error }) => [attempt, status ?? error])).toEqual([
      [1, 503],
      [2, 'ECONNRESET'],
      [3, 'no answer within 150 ms'],
      [4, 404],
      [5, 302],
      [6, 204],
    ])
  })

  test('the other policy gives up at a 404', async () => {
    const { desk, vonage } = await open(
      { settings: { retry: { firstMs: 5, until: 'not-429-or-5xx' } } },
      (response, count) => {
        response.writeHead(count === 1 ? 429 : 404).end()
      },
    )
    expect(await vonage.text({ from, text: '2' }).acknowledged).toEqual([false])
    expect(desk.caught).toHaveLength(2)
  })

  test('waits are 1, 2, 4 and then no longer ones, and end', async () => {
    const retry = { firstMs: 20, longestMs: 40, giveUpAfterMs: 100 }
    const { desk, vonage } = await open({ settings: { retry } }, (response) => response.writeHead(500).end())
    const from_ = performance.now()
    expect(await vonage.text({ from, text: '2' }).acknowledged).toEqual([false])
    expect(performance.now() - from_).toBeGreaterThan(95)
    expect(desk.caught).toHaveLength(4)
  })

  test('a text to nobody is written down and dropped', async () => {
    const { vonage } = await open()
    vonage.link({ inbound: null })
    expect(await vonage.text({ from, text: '2' }).acknowledged).toEqual([false])
    expect(vonage.record().deliveries).toMatchObject([{ url: null, error: 'nothing is linked' }])
  })

  test('closing ends every retry at once', async () => {
    const { vonage } = await open({}, (response) => response.writeHead(500).end())
    const { acknowledged } = vonage.text({ from, text: '2' })
    await vonage.text({ from, text: '3', fields: {}, format: 'GET' })
    started.splice(started.indexOf(vonage), 1)
    await vonage.close()
    expect(await acknowledged).toEqual([false])
  })
})

describe('the record', () => {
  test('has every request and delivery, in memory and line by line in the file', async () => {
    const recordFile = join(mkdtempSync(join(tmpdir(), 'pretend-')), 'record.jsonl')
    const { desk, vonage } = await open({ recordFile, speed: 50 })
    vonage.link({ receipts: `${desk.url}/receipts` })
    await fetch(`${vonage.restHost}/sms/json`, {
      method: 'POST',
      body: new URLSearchParams({ api_key: 'abcd1234', api_secret: 'Secret123', from: 'Depot', to: from, text: 'Hi' }),
    })
    await desk.atLeast(2)
    await vonage.text({ from, text: '2' }).acknowledged
    const { requests, deliveries } = vonage.record()
    expect(requests).toMatchObject([{ body: { to: from, text: 'Hi' }, answer: { status: 200 } }])
    expect(deliveries.map(({ kind, status }) => [kind, status])).toEqual([
      ['receipt', 200],
      ['receipt', 200],
      ['inbound', 200],
    ])
    const lines = readFileSync(recordFile, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { is: 'requests', ...requests[0] },
      ...deliveries.map((delivery) => ({ is: 'deliveries', ...delivery })),
    ])
  })

  test('keeps the newest in memory when it is limited', async () => {
    const { vonage } = await open({ recordLimit: 2 })
    for (const text of ['1', '2', '3']) await vonage.text({ from, text }).acknowledged
    expect(vonage.record().deliveries.map(({ fields }) => fields.text)).toEqual(['2', '3'])
  })
})
