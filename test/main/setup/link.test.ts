import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Behaviour } from '../../../src/main/practice/behaviour.ts'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { keepLink, type LinkMemory } from '../../../src/main/setup/link.ts'
import { vonageAccount } from '../../../src/main/setup/vonage-account.ts'
import type { Leads } from '../../../src/main/store/led-here.ts'
import { done, refused } from '../../../src/shared/result.ts'
import type { Link } from '../../../src/shared/setup.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Answers the provider's look at an address. */
async function page(status = 200): Promise<string> {
  const server: Server = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const nothing = { computer: 'depot', ours: [], linkedAt: null, before: null, othersLost: false }

async function open(
  remembered: Partial<LinkMemory> | null = null,
  over: {
    firstAfterMs?: number
    firstRetryMs?: number
    answerMs?: number
    keeps?: boolean
    afterUpdate?: () => void
  } = {},
) {
  const vonage = await startPretendVonage({})
  const host = await page()
  const { apiKey, apiSecret, restHost, number } = vonage
  let memory: LinkMemory | null = remembered === null ? null : { ...nothing, ...remembered, number }
  const seen: Link[] = []
  const led: Leads[] = []
  const desk = { url: `${host}/a1/inbound` as string | null }
  const account = vonageAccount({ apiKey, apiSecret, restHost }, { answerMs: over.answerMs ?? 5_000 })
  const link = keepLink({
    account: {
      ...account,
      update: async (...to) => {
        const updated = await account.update(...to)
        over.afterUpdate?.()
        return updated
      },
    },
    number,
    ourUrl: () => desk.url,
    memory: {
      of: () => memory,
      keep: (kept) => {
        if (over.keeps === false) return refused('settings-not-kept', 'No room.')
        memory = kept
        return done(null)
      },
      forget: () => {
        memory = null
        return done(null)
      },
    },
    computer: 'depot',
    onLink: (link) => seen.push(link),
    onLeads: (where) => led.push(where),
    now: Date.now,
    unexpected: (_, error) => {
      throw error
    },
    firstAfterMs: 3_600_000,
    ...over,
  })
  ends.push(vonage.close, link.close)
  const leads = async () => {
    const { calls } = vonage.record()
    const listed = await fetch(`${restHost}/account/numbers?api_key=${apiKey}&api_secret=${apiSecret}`)
    const { numbers } = (await listed.json()) as { numbers: Record<string, string>[] }
    return { now: numbers[0] ?? {}, updates: calls.filter(({ path }) => path === '/number/update') }
  }
  const change = (links: Record<string, string | null>) => vonage.changeNumber({ msisdn: number, links })
  return { vonage, host, link, desk, seen, led, leads, change, memory: () => memory, restHost }
}

test('a number that leads nowhere is linked, read back, and unlinked again', async () => {
  const { link, desk, leads, memory } = await open()
  expect(await link.check()).toMatchObject({ state: 'none', linkedAt: null, before: null })
  expect(await link.link()).toMatchObject({
    ok: true,
    value: { state: 'linked', linkedAt: expect.any(String), problem: null },
  })
  expect((await leads()).now.moHttpUrl).toBe(desk.url)
  expect(memory()).toMatchObject({ ours: [desk.url], before: null })
  expect(await link.putBack({ anyway: false, remove: false })).toMatchObject({ ok: true, value: { state: 'none' } })
  expect((await leads()).now.moHttpUrl).toBeUndefined()
})

test('only the address for replies is changed: every other link goes back as it was, and the old address is remembered', async () => {
  const { link, desk, leads, change, memory } = await open()
  const old = `${await page()}/sms?token=1`
  const others = {
    app_id: 'aaaaaaaa-bbbb-cccc-dddd-0123456789ab',
    voiceCallbackType: 'tel',
    voiceCallbackValue: '447700900777',
    messagesCallbackType: 'app',
    messagesCallbackValue: 'aaaaaaaa-bbbb-cccc-dddd-0123456789ab',
  }
  change({ moHttpUrl: old, ...others })
  expect(await link.check()).toMatchObject({ state: 'elsewhere', linkedAt: null })
  expect(await link.link()).toMatchObject({ ok: true, value: { state: 'linked', problem: null } })
  expect((await leads()).now).toMatchObject({ moHttpUrl: desk.url, ...others })
  expect(memory()?.before).toBe(old)
  // What stands behind the question mark may be a secret, and is put back all the same.
  expect(JSON.stringify((await link.check()).before)).not.toContain('token')
  expect(await link.putBack({ anyway: false, remove: false })).toMatchObject({ ok: true })
  expect((await leads()).now).toMatchObject({ moHttpUrl: old, ...others })
  expect(memory()).toBeNull()
})

test('linking twice, or when it is linked already, writes nothing and forgets nothing', async () => {
  const { link, change, leads, memory } = await open()
  const old = `${await page()}/old`
  change({ moHttpUrl: old })
  await Promise.all([link.link(), link.link(), link.link()])
  expect((await leads()).updates).toHaveLength(1)
  expect(memory()?.before).toBe(old)
})

test('another address of ours is set by itself; the oldest address is still the one to put back', async () => {
  const { link, desk, host, change, leads, memory } = await open()
  const old = `${await page()}/old`
  change({ moHttpUrl: old })
  await link.link()
  desk.url = `${host}/another/inbound`
  expect(await link.check()).toMatchObject({ state: 'linked' })
  expect((await leads()).now.moHttpUrl).toBe(desk.url)
  expect(memory()?.before).toBe(old)
})

test('while we have no address, an older one of ours is left alone', async () => {
  const { link, desk, leads } = await open()
  await link.link()
  desk.url = null
  expect(await link.check()).toMatchObject({ state: 'linked' })
  expect((await leads()).updates).toHaveLength(1)
  expect(await link.link()).toMatchObject({ ok: false, problem: { code: 'link-no-address' } })
})

test('a link that somebody else has changed is told, never taken back by itself, and put back only on a second word', async () => {
  const { link, change, leads } = await open()
  const old = `${await page()}/old`
  const theirs = `${await page()}/theirs`
  change({ moHttpUrl: old })
  await link.link()
  change({ moHttpUrl: theirs })
  expect(await link.check()).toMatchObject({ state: 'elsewhere', linkedAt: expect.any(String) })
  expect((await leads()).now.moHttpUrl).toBe(theirs)
  expect(await link.putBack({ anyway: false, remove: false })).toMatchObject({ problem: { code: 'link-changed' } })
  expect((await leads()).now.moHttpUrl).toBe(theirs)
  expect(await link.putBack({ anyway: true, remove: false })).toMatchObject({ ok: true })
  expect((await leads()).now.moHttpUrl).toBe(old)
})

test('an old address that answers nothing is not taken back; removing the link is the way out', async () => {
  const { link, change, leads } = await open()
  change({ moHttpUrl: 'http://127.0.0.1:1/dead' })
  await link.link()
  expect(await link.putBack({ anyway: false, remove: false })).toMatchObject({ problem: { code: 'link-old-silent' } })
  expect(await link.check()).toMatchObject({ state: 'linked' })
  expect(await link.putBack({ anyway: false, remove: true })).toMatchObject({ ok: true, value: { state: 'none' } })
  expect((await leads()).now.moHttpUrl).toBeUndefined()
})

test('an address that does not answer yet is refused by the provider, and nothing is remembered as ours', async () => {
  const { link, desk, change, memory } = await open()
  change({ moHttpUrl: `${await page()}/old` })
  desk.url = `${await page(404)}/a1/inbound`
  expect(await link.link()).toMatchObject({ problem: { code: 'link-not-taken' } })
  expect(memory()).toBeNull()
  expect(await link.check()).toMatchObject({ state: 'elsewhere', linkedAt: null })
})

test('an update that was taken and whose answer was lost still knows what was there before', async () => {
  const { vonage, link, change, leads, desk } = await open()
  const old = `${await page()}/old`
  change({ moHttpUrl: old })
  vonage.next({ call: '/number/update', answer: 'reset', accept: true })
  expect(await link.link()).toMatchObject({ problem: { code: 'provider-unreachable' } })
  expect((await leads()).now.moHttpUrl).toBe(desk.url)
  expect(await link.check()).toMatchObject({ state: 'linked' })
  await link.putBack({ anyway: false, remove: false })
  expect((await leads()).now.moHttpUrl).toBe(old)
})

test('an answer of success that changed nothing is not believed', async () => {
  const { vonage, link } = await open()
  vonage.next({ call: '/number/update', answer: 'http', code: 200, errorCode: '200' })
  expect(await link.link()).toMatchObject({ ok: false, problem: { code: 'link-not-kept' } })
})

test('a number that is not on the account any more, and a provider that is not there, are unknown and say why', async () => {
  const { vonage, link } = await open()
  vonage.next({ call: '/account/numbers', answer: 'http', code: 503 })
  expect(await link.check()).toMatchObject({ state: 'unknown', problem: { code: 'provider-busy' } })
  vonage.changeNumber({ msisdn: vonage.number, owned: false })
  expect(await link.check()).toMatchObject({ state: 'unknown', problem: { code: 'link-not-owned' } })
})

test('it is looked at by itself at the start and when our address changes', async () => {
  const { link, seen, desk, host, leads } = await open(
    { ours: ['http://127.0.0.1:1/older/inbound'], linkedAt: '2026-11-29T06:00:00.000Z' },
    { firstAfterMs: 5 },
  )
  await expect.poll(() => seen.at(-1)?.state).toBe('none')
  await link.link()
  desk.url = `${host}/moved/inbound`
  link.addressChanged()
  await expect.poll(async () => (await leads()).now.moHttpUrl).toBe(desk.url)
})

test('a new address that the provider does not take yet is tried again soon, and nobody is said to have changed it', async () => {
  const { vonage, link, desk, host, leads, seen } = await open(null, { firstAfterMs: 5, firstRetryMs: 40 })
  await link.link()
  desk.url = `${host}/moved/inbound`
  vonage.next({ call: '/number/update', answer: 'http', code: 420, errorLabel: 'Invalid moHttpUrl', times: 2 })
  const before = seen.length
  link.addressChanged()
  await expect.poll(async () => (await leads()).now.moHttpUrl).toBe(desk.url)
  const told = seen.slice(before).map(({ state }) => state)
  expect(told).toContain('unknown')
  expect(told).not.toContain('elsewhere')
})

test('a change of address that was not answered, and not made, leaves the old address ours', async () => {
  const { vonage, link, desk, host, leads, memory } = await open(null, { answerMs: 300 })
  await link.link()
  const first = desk.url
  desk.url = `${host}/moved/inbound`
  vonage.next({ call: '/number/update', answer: 'silence' })
  expect(await link.check()).toMatchObject({ state: 'unknown', problem: { code: 'provider-unreachable' } })
  expect((await leads()).now.moHttpUrl).toBe(first)
  expect(await link.check()).toMatchObject({ state: 'linked' })
  expect((await leads()).now.moHttpUrl).toBe(desk.url)
  expect(memory()?.ours).toEqual([desk.url, first])
})

test.each([
  { label: 'a 504', answer: 'http', code: 504 },
  { label: 'a portal’s page', answer: 'html' },
] as const)(
  'after $label to a change that was made, the address of before is still known',
  async ({ label: _, ...meets }) => {
    const { vonage, link, change, leads, memory } = await open()
    const old = `${await page()}/old`
    change({ moHttpUrl: old })
    vonage.next({ call: '/number/update', accept: true, ...meets })
    expect((await link.link()).ok).toBe(false)
    expect(await link.link()).toMatchObject({ ok: true, value: { state: 'linked' } })
    expect(memory()?.before).toBe(old)
    await link.putBack({ anyway: false, remove: false })
    expect((await leads()).now.moHttpUrl).toBe(old)
  },
)

test('one that somebody has pasted into the dashboard is ours from then on', async () => {
  const { link, change, desk, host, leads } = await open()
  change({ moHttpUrl: desk.url })
  expect(await link.check()).toMatchObject({ state: 'linked', linkedAt: expect.any(String) })
  desk.url = `${host}/moved/inbound`
  expect(await link.check()).toMatchObject({ state: 'linked' })
  expect((await leads()).now.moHttpUrl).toBe(desk.url)
})

test('a copy of the folder on another computer asks before it takes the number over', async () => {
  const running = 'http://127.0.0.1:1/running/inbound'
  const { link, change, leads } = await open({
    computer: 'another',
    ours: [running],
    linkedAt: '2026-11-29T06:00:00.000Z',
  })
  change({ moHttpUrl: running })
  expect(await link.check()).toMatchObject({ state: 'elsewhere' })
  expect((await leads()).updates).toEqual([])
  expect(await link.link()).toMatchObject({ ok: true })
  expect(await link.check()).toMatchObject({ state: 'linked' })
})

test('without an address of today and of before, nobody is said to have the link', async () => {
  const { link, change, desk } = await open()
  change({ moHttpUrl: 'https://somebody.example/sms' })
  desk.url = null
  expect(await link.check()).toMatchObject({ state: 'unknown', problem: { code: 'link-no-address' } })
})

test('where nothing can be written down nothing is linked: the old address would be lost', async () => {
  const { link, change, leads } = await open(null, { keeps: false })
  change({ moHttpUrl: 'https://somebody.example/sms' })
  expect(await link.link()).toMatchObject({ ok: false, problem: { code: 'settings-not-kept' } })
  expect((await leads()).updates).toEqual([])
})

test('another link that looks different afterwards is told until somebody looks', async () => {
  const lose = () => change({ voiceCallbackType: null, voiceCallbackValue: null })
  const { link, change, seen } = await open(null, { afterUpdate: () => lose() })
  change({ voiceCallbackType: 'tel', voiceCallbackValue: '447700900777' })
  expect(await link.link()).toMatchObject({
    ok: true,
    value: { state: 'linked', problem: { code: 'link-others-lost' } },
  })
  link.addressChanged()
  await expect.poll(() => seen.length).toBeGreaterThan(1)
  expect(seen.at(-1)).toMatchObject({ state: 'linked', problem: { code: 'link-others-lost' } })
  expect(await link.check()).toMatchObject({ state: 'linked', problem: null })
})

test('what Vonage shows of the number is told for the account of gaps, also where nobody had looked before', async () => {
  const { link, desk, host, led, change } = await open()
  const told = async (work: Promise<unknown>) => {
    await work
    return led.splice(0)
  }
  expect(await told(link.check())).toEqual(['away'])
  expect(await told(link.link())).toEqual(['away', 'here'])
  expect(await told(link.check())).toEqual(['here'])
  change({ moHttpUrl: `${await page()}/another-program` })
  // Somebody presses before the next look.
  expect(await told(link.link())).toEqual(['away', 'here'])
  desk.url = `${host}/b2/inbound`
  expect(await told(link.check())).toEqual(['older', 'here'])
  // With no address of today nothing can be said.
  desk.url = null
  expect(await told(link.check())).toEqual([])
  desk.url = `${host}/b2/inbound`
  expect(await told(link.putBack({ anyway: false, remove: true }))).toEqual(['let-go'])
})

test('a person who sends the replies elsewhere has let go of them, also where Vonage cannot be read afterwards', async () => {
  let fails = () => {}
  const { vonage, link, led, leads } = await open(null, { afterUpdate: () => fails() })
  await link.link()
  led.splice(0)
  fails = () => vonage.next({ call: '/account/numbers', answer: 'http', code: 503 })
  expect(await link.putBack({ anyway: false, remove: true })).toMatchObject({ problem: { code: 'provider-busy' } })
  expect((await leads()).now.moHttpUrl).toBeUndefined()
  expect(led).toEqual(['let-go'])
})

test.each<{ label: string; behaviour: Pick<Behaviour, 'answer' | 'accept' | 'code'>; told: Leads[] }>([
  { label: 'whose answer was lost', behaviour: { answer: 'reset', accept: true }, told: ['let-go'] },
  { label: 'that Vonage refused, which let go of nothing', behaviour: { answer: 'http', code: 401 }, told: [] },
])('… and of an update $label', async ({ behaviour, told }) => {
  const { vonage, link, led } = await open()
  await link.link()
  led.splice(0)
  vonage.next({ call: '/number/update', ...behaviour })
  expect((await link.putBack({ anyway: false, remove: true })).ok).toBe(false)
  expect(led).toEqual(told)
})
