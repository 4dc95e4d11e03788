import { afterEach, expect, test } from 'vitest'
import type { Account } from '../../src/main/config.ts'
import { startDesk } from '../../src/main/desk.ts'
import type { Desk } from '../../src/main/desk-parts.ts'
import { freshSettings } from '../../src/main/settings-file.ts'
import type { Settings } from '../../src/shared/desk-state.ts'
import { type NgrokEdge, startNgrokEdge } from '../support/ngrok-edge.ts'
import { ngrokFromSource } from '../support/ngrok-source.ts'
import { eventually, freePort, type PretendProcess, startPretendProcess } from '../support/processes.ts'
import { noHandovers, noLinkMemory, openFreshStore } from '../support/store.ts'

let desk: Desk
let settings: Settings
let edge: NgrokEdge
let vonage: PretendProcess
afterEach(async () => {
  await desk?.close()
  await edge?.close()
  await vonage?.end()
})

async function start(webhookPort: number | null) {
  settings = freshSettings
  vonage = await startPretendProcess()
  edge = await startNgrokEdge({ authtoken: 'a-good-token' })
  const { restHost, key, secret, number } = vonage.ready
  const account: Account = {
    apiKey: key,
    apiSecret: secret,
    number,
    signature: null,
    ngrok: { authtoken: 'a-good-token', domain: 'desk.edge.test' },
    publicUrl: null,
    webhookPort: null,
    from: 'environment',
  }
  desk = await startDesk({
    account,
    store: (await openFreshStore()).store,
    shell: 'desktop',
    settings: () => settings,
    settingsTrouble: () => null,
    keyRing: () => null,
    known: () => null,
    backupTrouble: () => null,
    handovers: noHandovers,
    linkMemory: noLinkMemory,
    onProof: () => {},
    variables: [],
    webhookPort,
    restHost,
    apiHost: restHost,
    ngrokEdge: { serverAddress: edge.serverAddress, caCertificate: edge.caCertificate, publicUrl: edge.publicUrl },
    startNgrok: ngrokFromSource,
    unexpected: (what, error) => {
      throw new Error(`${what}: ${String(error)}`)
    },
  })
}

const reach = async () => (await desk.state()).reach
const post = async (path: string, fields: Record<string, string>) => {
  const response = await fetch(`${edge.publicUrl}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
  return response.status
}
test.each([{ where: 'a socket' }, { where: 'a loopback port that was asked for' }])(
  'a reply comes through the tunnel to $where, and the desk says that it can',
  async ({ where }) => {
    await start(where === 'a socket' ? null : await freePort())
    expect(desk.webhooks === null).toBe(where === 'a socket')
    await eventually(async () => expect(await reach()).toMatchObject({ state: 'reachable', why: 'tunnel-open' }))
    const { url, provenAt } = await reach()
    expect(Date.now() - Date.parse(provenAt ?? '')).toBeLessThan(10_000)
    const month = new Date().toISOString().slice(0, 7)
    // The proof itself came through as well.
    await eventually(async () =>
      expect((await desk.state()).requests).toEqual({ month, count: 1, quota: 20_000, used: null }),
    )
    expect(url).toMatch(/^https:\/\/desk\.edge\.test\/[\w-]{22}\/inbound$/)
    const path = new URL(url ?? '').pathname

    await desk.calls.sendNotice({
      submissionId: 'one',
      to: '+44 7700 900123',
      questionId: 'delivery',
      fields: { weekday: 'Friday' },
    })
    await eventually(async () => {
      const [request] = (await vonage.record()).requests
      expect(request?.body.callback).toBe(url?.replace('/inbound', '/receipts'))
    })
    const fields = {
      msisdn: '447700900123',
      to: vonage.ready.number,
      messageId: '0B1',
      text: 'Friday!',
      type: 'text',
      'message-timestamp': '2026-04-02 08:15:30',
    }
    expect(await post(path, fields)).toBe(200)
    expect(await post(path, fields)).toBe(200)
    expect(await post(path.replace(/inbound$/, 'elsewhere'), fields)).toBe(404)
    await eventually(async () => expect((await desk.state()).requests).toMatchObject({ count: 4 }))
    const listed = await desk.calls.listMessages({ direction: 'inbound' })
    expect(listed.ok && listed.value.messages).toMatchObject([
      { text: 'Friday!', because: { option: '2' }, at: '2026-04-02T08:15:30.000Z' },
    ])

    edge.drop()
    await eventually(async () => expect((await reach()).state).toBe('unreachable'), 3000)
    await eventually(async () => expect((await reach()).state).toBe('reachable'))
    expect(await post(path, { ...fields, messageId: '0B2' })).toBe(200)
  },
)

test('a bare GET through the tunnel answers 200, which is how Vonage checks a link', async () => {
  await start(null)
  await eventually(async () => expect((await reach()).state).toBe('reachable'))
  const { url } = await reach()
  const response = await fetch(`${edge.publicUrl}${new URL(url ?? '').pathname}`)
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test('a line that comes back at the same address is nothing to ask Vonage about', async () => {
  await start(null)
  await eventually(async () => expect((await desk.state()).link).not.toBeNull())
  await eventually(async () => expect((await reach()).state).toBe('reachable'))
  const calls = async () => (await vonage.record()).calls.length
  // What the first address was asked for has been answered.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const before = await calls()
  edge.drop()
  await eventually(async () => expect((await reach()).state).toBe('unreachable'), 3000)
  await eventually(async () => expect((await reach()).state).toBe('reachable'))
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await calls()).toBe(before)
})

test('who says that the plan has no limit is told of none', async () => {
  await start(null)
  settings = { ...freshSettings, ngrokPlan: 'paid' }
  expect((await desk.state()).requests).toMatchObject({ quota: null, used: null })
})
