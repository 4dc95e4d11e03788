import { afterEach, expect } from 'vitest'
import type { PretendVonage } from '../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../src/main/practice/pretend-vonage.ts'
import type { SettingsChange } from '../../src/main/practice/settings.ts'
import { type Recovery, startRecovery } from '../../src/main/recovery/recovery.ts'
import type { Store } from '../../src/main/store/store.ts'
import { eventually } from './processes.ts'
import { openFreshStore } from './store.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
export const ours = '447700900000'
export const from = '447700900111'
export const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
/** Where nothing is to be seen of it. */
export const answered = () => new Promise((resolve) => setTimeout(resolve, 500))
export const reachable = { state: 'reachable', why: 'tunnel-open', since: ago(0) } as const

/** A store, a pretend Vonage and what recovers between them, by a clock that a test puts forward; ended after each test. */
export function recovering() {
  let vonage: PretendVonage
  let store: Store
  let folder: string
  let recovery: Recovery | null = null
  const clock = {
    /** How far the desk's is ahead of the computer's, ms. */
    ahead: 0,
    /** Whether that is because time passed, and not because somebody put it forward. */
    isTime: false,
  }
  afterEach(async () => {
    await recovery?.close()
    recovery = null
    Object.assign(clock, { ahead: 0, isTime: false })
    await store.close()
    await vonage.close()
  })
  const now = () => Date.now() + clock.ahead
  const asked = () => vonage.record().calls.filter(({ path }) => path === '/v2/reports/records')
  const outboundAsked = () => asked().filter(({ fields }) => fields.direction === 'outbound').length
  async function start(): Promise<Recovery> {
    recovery = startRecovery({
      store,
      since: await store.write('deskStarted', { now: now() }),
      account: { apiKey: 'abcd1234', apiSecret: 'Secret123', apiHost: vonage.restHost, number: ours },
      now,
      freshMs: () => 20 * minute,
      elapsed: () => performance.now() + (clock.isTime ? clock.ahead : 0),
      onNews: () => {},
      unexpected: (what, error) => {
        throw new Error(`${what}: ${error}`)
      },
    })
    return recovery
  }
  const close = async () => recovery?.close()
  return {
    clock,
    now,
    start,
    close,
    get vonage() {
      return vonage
    },
    get store() {
      return store
    },
    get folder() {
      return folder
    },
    async open(settings: SettingsChange = {}) {
      vonage = await startPretendVonage({
        apiKey: 'abcd1234',
        apiSecret: 'Secret123',
        numbers: [ours, '447700900009'],
        settings,
      })
      ;({ store, folder } = await openFreshStore())
    },
    reach: (reach: Parameters<Recovery['reach']>[0]) => recovery?.reach(reach),
    customerWrote: (text: string, receivedAt: string, over: object = {}) =>
      vonage.text({ from, text, receivedAt, webhook: false, ...over }).messageIds,
    inbound: () => store.ask('list', { direction: 'inbound' }),
    /** What Vonage's records were asked for. */
    asked,
    outboundAsked,
    unreachable: () => ({ state: 'unreachable', why: 'tunnel-dropped', since: new Date(now()).toISOString() }) as const,
    /** A text that left and was never heard of. */
    async loseText() {
      const draft = { submissionId: 'one', customer: from, ours, text: 'On our way', now: Date.now(), notice: null }
      await store.write('queue', draft)
      await store.write('claim', { now: Date.now(), limit: 1, notFrom: [], steadySince: 0 })
      await store.write('resume', { now: Date.now() })
    },
    /** Asks in a run of its own, so many minutes after the text left. */
    async askAfter(minutes: number, until: () => Promise<unknown>, clocksAgree = true) {
      clock.ahead = minutes * minute
      vonage.set({ clockAheadMs: clocksAgree ? clock.ahead : 0 })
      const before = outboundAsked()
      await start()
      await eventually(() => expect(outboundAsked()).toBeGreaterThan(before))
      await until()
      await close()
    },
  }
}
