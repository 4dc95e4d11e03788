import { describe, expect, onTestFinished, test } from 'vitest'
import type { Behaviour } from '../../../src/main/practice/behaviour.ts'
import { basic, openPretendVonage, send, sms } from '../../support/pretend-vonage.ts'
import { ask, sdkOf } from './account-client.ts'
import { startCatcher } from './catcher.ts'

async function openDesk(reply?: Parameters<typeof startCatcher>[0]) {
  const desk = await startCatcher(reply)
  onTestFinished(() => desk.close())
  return desk
}

const number = { country: 'GB', msisdn: '447700900000' }
const labelled = (code: string, label: string) => ({ 'error-code': code, 'error-code-label': label })

describe('an update of a number', () => {
  test('is saved after its check and not before', async () => {
    const vonage = await openPretendVonage()
    let during: unknown
    const desk = await openDesk(async (response) => {
      during = (await ask(vonage, 'GET /account/numbers')).body.numbers[0]
      response.end()
    })
    vonage.changeNumber({ msisdn: number.msisdn, links: { moHttpUrl: 'http://127.0.0.1:9/old' } })
    await ask(vonage, 'POST /number/update', { ...number, moHttpUrl: `${desk.url}/new` })
    expect(during).toMatchObject({ moHttpUrl: 'http://127.0.0.1:9/old' })
    expect((await ask(vonage, 'GET /account/numbers')).body.numbers[0]).toMatchObject({ moHttpUrl: `${desk.url}/new` })
  })

  test('replaces everything, and an empty link takes the link away', async () => {
    const vonage = await openPretendVonage()
    const desk = await openDesk()
    const links = { moHttpUrl: 'http://127.0.0.1:9/old', voiceCallbackType: 'tel', app_id: 'app-1' }
    vonage.changeNumber({ msisdn: number.msisdn, links })
    await ask(vonage, 'POST /number/update', { ...number, moHttpUrl: desk.url })
    const read = async () => (await ask(vonage, 'GET /account/numbers')).body.numbers[0]
    const bare = { ...number, type: 'mobile-lvn', features: ['SMS', 'VOICE'] }
    expect(await read()).toEqual({ ...bare, moHttpUrl: desk.url })
    await ask(vonage, 'POST /number/update', { ...number, moHttpUrl: '' })
    expect(await read()).toEqual(bare)
    expect(desk.caught).toHaveLength(1)
  })

  test.each([
    { label: '204', reply: 204 },
    { label: 'a redirect', reply: 302 },
    { label: 'an error', reply: 502 },
    { label: 'a closed port', url: 'http://127.0.0.1:9/in' },
    { label: 'no URL', url: 'nonsense' },
  ])('whose check meets $label changes nothing', async ({ reply, url }) => {
    const vonage = await openPretendVonage()
    const desk = await openDesk((response) => response.writeHead(reply ?? 200, { location: '/other' }).end())
    const links = { moHttpUrl: 'http://127.0.0.1:9/old', voiceCallbackType: 'tel' }
    vonage.changeNumber({ msisdn: number.msisdn, links })
    const answer = await ask(vonage, 'POST /number/update', { ...number, moHttpUrl: url ?? desk.url })
    expect(answer).toMatchObject({ status: 420, body: { 'error-code': '420' } })
    expect((await ask(vonage, 'GET /account/numbers')).body.numbers[0]).toMatchObject(links)
    expect(vonage.record().checks).toHaveLength(1)
  })

  test('is on the record with every field, and an empty one as empty', async () => {
    const vonage = await openPretendVonage()
    await sdkOf(vonage).numbers.updateNumber({ ...number, moHttpUrl: '', voiceCallbackValue: '447700900001' })
    const fields = { ...number, moHttpUrl: '', voiceCallbackValue: '447700900001' }
    expect(vonage.record().calls).toMatchObject([{ method: 'POST', path: '/number/update', fields }])
  })
})

describe('somebody else', () => {
  test('links one number elsewhere, and texts to it go there', async () => {
    const vonage = await openPretendVonage({ numbers: ['447700900000', '12025550100'] })
    const [ours, theirs] = [await openDesk(), await openDesk()]
    vonage.link({ inbound: ours.url })
    vonage.changeNumber({ msisdn: '447700900000', links: { moHttpUrl: theirs.url } })
    await vonage.text({ from: '447700900111', text: 'A' }).acknowledged
    await vonage.text({ from: '447700900111', to: '12025550100', text: 'B' }).acknowledged
    expect([theirs.caught.length, ours.caught.length]).toEqual([1, 1])
    expect(vonage.record().checks).toEqual([])
    vonage.changeNumber({ msisdn: '447700900000', links: { moHttpUrl: null } })
    expect((await ask(vonage, 'GET /account/numbers')).body.numbers[0]).not.toHaveProperty('moHttpUrl')
  })

  test('takes a number away, and adds one, through the door too', async () => {
    const vonage = await openPretendVonage({ numbers: ['447700900000', '12025550100'] })
    const door = (change: unknown) =>
      fetch(`${vonage.restHost}/pretend/number`, { method: 'POST', body: JSON.stringify(change) })
    expect((await door({ msisdn: '12025550100', owned: false })).status).toBe(200)
    expect((await door({ msisdn: '18005550199', type: 'landline-toll-free', features: ['VOICE'] })).status).toBe(200)
    expect((await ask(vonage, 'GET /account/numbers')).body.numbers).toMatchObject([
      { msisdn: '447700900000' },
      { country: 'US', msisdn: '18005550199', type: 'landline-toll-free', features: ['VOICE'] },
    ])
    const wrong = await door({ msisdn: '12025550100', links: { moHttpURL: 'http://127.0.0.1:9' } })
    expect([wrong.status, await wrong.json()]).toEqual([400, { problem: expect.stringContaining('moHttpURL') }])
  })
})

describe('a suspended account', () => {
  test.each([401, 420] as const)('is told by its label with %s, and sends get status 8', async (suspended) => {
    const vonage = await openPretendVonage()
    vonage.set({ suspended })
    for (const call of ['GET /account/get-balance', 'GET /number/search', 'POST /number/buy', 'POST /number/update'])
      expect(await ask(vonage, call)).toEqual({
        status: suspended,
        body: labelled(String(suspended), 'account suspended'),
      })
    expect(await (await send(vonage, sms)).json()).toMatchObject({ messages: [{ status: '8' }] })
    vonage.set({ suspended: null })
    expect((await ask(vonage, 'GET /account/get-balance')).status).toBe(200)
  })

  test('does not excuse a wrong secret', async () => {
    const vonage = await openPretendVonage({ settings: { suspended: 420 } })
    const response = await fetch(`${vonage.restHost}/account/numbers`, { headers: basic('abcd1234', 'wrong') })
    expect([response.status, await response.json()]).toEqual([401, labelled('401', 'authentication failed')])
  })
})

const paths = [
  'GET /account/get-balance',
  'GET /account/numbers',
  'GET /account/get-pricing/outbound/sms',
  'GET /number/search',
  'POST /number/buy',
  'POST /number/cancel',
  'POST /number/update',
  'POST /account/settings',
]

describe('a call can be made to meet', () => {
  const cases: { label: string; behaviour: Behaviour; status: number; body: unknown }[] = [
    { label: 'a portal', behaviour: { answer: 'html' }, status: 200, body: expect.stringContaining('Hotel Wi-Fi') },
    { label: 'a redirect', behaviour: { code: 302 }, status: 302, body: expect.stringContaining('<html>') },
    { label: '401', behaviour: { code: 401 }, status: 401, body: labelled('401', 'authentication failed') },
    { label: '420', behaviour: { code: 420 }, status: 420, body: labelled('420', 'method failed') },
    { label: '429', behaviour: { code: 429 }, status: 429, body: labelled('429', 'too many concurrent requests') },
    { label: '503', behaviour: { code: 503 }, status: 503, body: expect.stringContaining('503') },
    {
      label: '200 that failed',
      behaviour: { code: 200, errorCode: '420' },
      status: 200,
      body: labelled('420', 'method failed'),
    },
    {
      label: 'its own words',
      behaviour: { code: 420, errorLabel: 'account suspended' },
      status: 420,
      body: labelled('420', 'account suspended'),
    },
  ]
  test.each(cases)('$label: $behaviour', async ({ behaviour, status, body }) => {
    const vonage = await openPretendVonage()
    for (const each of paths) {
      const call = each.split(' ')[1] ?? ''
      vonage.next({ answer: 'http', ...behaviour, call })
      expect(await ask(vonage, each, number)).toEqual({ status, body })
    }
    expect(vonage.record().calls.map(({ answer }) => 'status' in answer && answer.status)).toEqual(
      paths.map(() => status),
    )
    expect((await ask(vonage, 'GET /account/numbers')).body.count).toBe(1)
  })

  test('a reset, silence and a cut, and the record says so', async () => {
    const vonage = await openPretendVonage()
    const call = '/account/numbers'
    vonage.next({ call, answer: 'reset' }, { call, answer: 'cut' }, { call, answer: 'silence' })
    const { numbers } = sdkOf(vonage)
    await expect(numbers.getOwnedNumbers({})).rejects.toThrow()
    await expect(numbers.getOwnedNumbers({})).rejects.toThrow()
    const asked = fetch(`${vonage.restHost}${call}`, { signal: AbortSignal.timeout(200) })
    await expect(asked).rejects.toThrow('aborted')
    const faults = vonage.record().calls.map(({ answer }) => 'fault' in answer && answer.fault)
    expect(faults).toEqual(['reset', 'cut', 'silence'])
  })

  test('an update that is taken and then not answered', async () => {
    const vonage = await openPretendVonage()
    vonage.next({ call: '/number/update', answer: 'reset', accept: true })
    await expect(ask(vonage, 'POST /number/update', { ...number, app_id: 'app-1' })).rejects.toThrow()
    expect((await ask(vonage, 'GET /account/numbers')).body.numbers[0]).toMatchObject({ app_id: 'app-1' })
  })

  test('the traps of the SDK: what failed with HTTP 200 does not throw, and neither does a portal', async () => {
    const vonage = await openPretendVonage()
    const { numbers } = sdkOf(vonage)
    const call = '/number/update'
    vonage.next({ call, answer: 'http', code: 200, errorCode: '420' }, { call, answer: 'html' })
    expect(await numbers.updateNumber({ ...number })).toEqual({ errorCode: '420', errorCodeLabel: 'method failed' })
    expect(await numbers.updateNumber({ ...number })).toMatchObject({ errorCode: 'undefined' })
  })
})
