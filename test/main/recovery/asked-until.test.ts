import { afterEach, expect, test } from 'vitest'
import type { PretendVonage } from '../../../src/main/practice/pretend-api.ts'
import { startPretendVonage } from '../../../src/main/practice/pretend-vonage.ts'
import { type Recovery, startRecovery } from '../../../src/main/recovery/recovery.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { eventually } from '../../support/processes.ts'
import { openFreshStore } from '../../support/store.ts'

const hour = 3_600_000
const day = 24 * hour
const ours = '447700900000'

let vonage: PretendVonage
let store: Store
let recovery: Recovery | null = null
afterEach(async () => {
  await recovery?.close()
  recovery = null
  await store.close()
  await vonage.close()
})

async function start(write: Store['write']): Promise<void> {
  recovery = startRecovery({
    store: { write, ask: store.ask },
    since: await store.write('deskStarted', { now: Date.now() }),
    account: { apiKey: 'abcd1234', apiSecret: 'Secret123', apiHost: vonage.restHost, number: ours },
    now: Date.now,
    freshMs: () => day,
    onNews: () => {},
    unexpected: (what, error) => {
      throw new Error(`${what}: ${error}`)
    },
  })
}
const kept = async () => (await store.ask('list', { direction: 'inbound' })).map(({ text }) => text)

test('a desk that ends while it keeps what it was given asks for all of it again', async () => {
  vonage = await startPretendVonage({ apiKey: 'abcd1234', apiSecret: 'Secret123', numbers: [ours] })
  const { folder, store: first } = await openFreshStore()
  store = first
  await store.write('alive', { now: Date.now() - 3 * day })
  // Long before the end of the day it is asked for with: a record that is late is asked for again anyway.
  for (const text of ['one', 'two', 'three']) {
    const receivedAt = new Date(Date.now() - 2.5 * day).toISOString()
    vonage.text({ from: '447700900111', text, receivedAt, webhook: false })
  }
  let ended: Promise<void> | null = null
  const order = store.write as (name: string, argument: unknown) => Promise<unknown>
  await start(((name: string, argument: unknown) => {
    if (name !== 'receive') return order(name, argument)
    ended ??= first.close()
    return ended.then(() => order(name, argument))
  }) as Store['write'])
  await eventually(() => expect(ended).not.toBeNull())
  await recovery?.close()

  store = (await openFreshStore(folder)).store
  expect(await kept()).toEqual([])
  await start(store.write)
  await eventually(async () => expect((await kept()).toSorted()).toEqual(['one', 'three', 'two']))
})
