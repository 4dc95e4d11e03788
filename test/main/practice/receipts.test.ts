import { describe, expect, onTestFinished, test } from 'vitest'
import { openPretendVonage, send, sms } from '../../support/pretend-vonage.ts'
import { startCatcher } from './catcher.ts'

async function open() {
  const vonage = await openPretendVonage()
  const desk = await startCatcher()
  onTestFinished(() => desk.close())
  return { vonage, desk }
}

describe('receipts', () => {
  test('accepted then delivered, to the callback of the send, else to the account’s', async () => {
    const { vonage, desk } = await open()
    vonage.link({ receipts: `${desk.url}/account` })
    const body = await (await send(vonage, { ...sms, 'client-ref': 'run-1/stop&3' })).json()
    await desk.atLeast(2)
    await send(vonage, { ...sms, callback: `${desk.url}/own?key=1` })
    const caught = await desk.atLeast(4)
    expect(caught.map(({ url, fields }) => [url, fields.status])).toEqual([
      ['/account', 'accepted'],
      ['/account', 'delivered'],
      ['/own?key=1', 'accepted'],
      ['/own?key=1', 'delivered'],
    ])
    expect(caught[1]?.fields).toEqual({
      msisdn: '447700900111',
      to: '447700900000',
      'network-code': '23410',
      messageId: body.messages[0]['message-id'],
      price: '0.03330000',
      status: 'delivered',
      scts: expect.stringMatching(/^\d{10}$/),
      'err-code': '0',
      'api-key': 'abcd1234',
      'client-ref': 'run-1/stop&3',
      'message-timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
    })
  })

  test.each([
    { receipts: 'doubled', statuses: ['accepted', 'accepted', 'delivered', 'delivered'] },
    { receipts: 'swapped', statuses: ['delivered', 'accepted'] },
    { receipts: [{ status: 'failed', afterMs: 0, errCode: '9' }], statuses: ['failed'] },
    { receipts: [{ status: 'expired', afterMs: 0, fields: { 'err-code': null, extra: 'x' } }], statuses: ['expired'] },
  ] as const)('$receipts', async ({ receipts, statuses }) => {
    const { vonage, desk } = await open()
    vonage.link({ receipts: desk.url })
    vonage.next({ receipts: typeof receipts === 'string' ? receipts : [...receipts] })
    await send(vonage, sms)
    const caught = await desk.atLeast(statuses.length)
    expect(caught.map(({ fields }) => fields.status)).toEqual(statuses)
    if (statuses[0] === 'failed') expect(caught[0]?.fields['err-code']).toBe('9')
    if (statuses[0] === 'expired') expect(caught[0]?.fields).toMatchObject({ extra: 'x' })
    if (statuses[0] === 'expired') expect(caught[0]?.fields).not.toHaveProperty('err-code')
  })

  test('early ones are there before the answer, one set a part', async () => {
    const { vonage, desk } = await open()
    vonage.link({ receipts: desk.url })
    vonage.next({ receipts: 'early' })
    await send(vonage, { ...sms, text: 'a'.repeat(200) })
    expect(desk.caught).toHaveLength(4)
    expect(new Set(desk.caught.map(({ fields }) => fields.messageId)).size).toBe(2)
  })

  test('those of a number with a fate of its own, and no other', async () => {
    const { vonage, desk } = await open()
    vonage.link({ receipts: desk.url })
    vonage.set({ fates: { [sms.to]: [{ status: 'failed', afterMs: 10, errCode: '12' }] } })
    await send(vonage, sms)
    const [failed] = await desk.atLeast(1)
    expect(failed?.fields).toMatchObject({ msisdn: sms.to, status: 'failed', 'err-code': '12' })
    await send(vonage, { ...sms, to: '447700900112' })
    expect((await desk.atLeast(3)).slice(1).map(({ fields }) => fields.status)).toEqual(['accepted', 'delivered'])
  })

  test('one out of the blue, for a text of other software', async () => {
    const { vonage, desk } = await open()
    vonage.link({ receipts: desk.url })
    const unknown = { messageId: '0012', to: '447700900111', status: 'delivered', clientRef: 'theirs' }
    expect(await vonage.receipt(unknown).acknowledged).toEqual([true])
    expect(desk.caught[0]?.fields).toMatchObject({ messageId: '0012', 'client-ref': 'theirs', status: 'delivered' })
  })
})
