import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { SavedAccount } from '../../src/main/account.ts'
import { openHost } from '../../src/main/host.ts'
import { verifySignature } from '../../src/main/inbound/signature.ts'
import { noLog } from '../../src/main/log/log.ts'
import { sign } from '../../src/main/practice/sign.ts'
import type { RawWebhook } from '../../src/main/store/records.ts'
import { openStore } from '../../src/main/store/store.ts'
import { readAgain, webhookDoor } from '../../src/main/webhook-door.ts'
import { done, refused } from '../../src/shared/result.ts'
import { ngrokFromSource } from '../support/ngrok-source.ts'
import { eventually, freePort } from '../support/processes.ts'
import { freshFolder, openFreshStore, startThreads } from '../support/store.ts'

// The signature secret is wrong, and replies come all the same.

const right = 'the-secret-of-the-account'
/** As many as the quarantine takes. */
const quarantine = 500

function signed(id: string): string {
  const fields = { msisdn: '447700900123', to: '447700900001', messageId: id, text: id, timestamp: '1780000000' }
  return new URLSearchParams({ ...fields, sig: sign(fields, right, 'sha256') }).toString()
}
const kept = (id: string): RawWebhook => ({
  why: 'signature',
  method: 'POST',
  target: '/x/inbound',
  contentType: 'application/x-www-form-urlencoded',
  body: Buffer.from(signed(id)),
  arrivedAt: Date.now(),
})

test('more replies come than the quarantine takes: once the secret is corrected in the account, every one is there', async () => {
  const dataDir = freshFolder()
  const folder = join(dataDir, 'live')
  const before = await openStore(startThreads(), folder)
  const early = Array.from({ length: quarantine - 5 }, (_each, nth) => `early-${nth}`)
  expect(await Promise.all(early.map((id) => before.write('keep', kept(id))))).not.toContain(false)
  await before.close()

  const port = await freePort()
  const account: SavedAccount = {
    apiKey: 'abcd1234',
    apiSecret: 'Secret1234',
    number: '+44 7700 900001',
    publicUrl: `http://127.0.0.1:${port}`,
    webhookPort: port,
    signatureSecret: 'mistyped',
  }
  let saved = account
  const host = await openHost({
    dataDir,
    shell: 'desktop',
    // A dead loopback port, so that nothing can leave this computer.
    environment: { VONAGE_REST_HOST: 'http://127.0.0.1:1' },
    accounts: {
      load: async () => ({ account: saved, problem: null }),
      save: async (entered) => {
        saved = entered
        return done(null)
      },
    },
    openLink: async () => refused('not-here', 'No.'),
    threads: startThreads(),
    startNgrok: ngrokFromSource,
    unexpected: () => {},
  })
  onTestFinished(() => host.close())
  await host.started
  const file = new Database(join(folder, 'desk.db'), { readonly: true })
  const secret = file.prepare("SELECT value FROM meta WHERE key = 'webhook-secret'").pluck().get() as string
  file.close()
  const url = `http://127.0.0.1:${port}/${secret}/inbound`

  /** As the provider does: again after a 5xx, or where nobody answers. After a 4xx never. */
  const answers = new Map<string, number[]>()
  async function deliver(id: string): Promise<void> {
    const body = signed(id)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    for (;;) {
      const status = await fetch(url, { method: 'POST', body, headers }).then(
        (response) => response.status,
        () => 503,
      )
      answers.set(id, [...(answers.get(id) ?? []), status])
      if (status < 500) return
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  const late = Array.from({ length: 20 }, (_each, nth) => `late-${nth}`)
  const delivering = Promise.all(late.map(deliver))
  await eventually(() => {
    const last = [...answers.values()].map((all) => all.at(-1))
    expect(last.filter((status) => status === 401)).toHaveLength(5)
    expect([...answers.values()].filter((all) => all.length >= 3)).toHaveLength(15)
  }, 20_000)

  expect(await host.calls.saveAccount({ ...account, signatureSecret: right })).toMatchObject({ ok: true })
  await delivering
  expect([...answers.values()].map((all) => all.at(-1)).toSorted()).toEqual([
    ...Array<number>(15).fill(200),
    ...Array<number>(5).fill(401),
  ])
  await eventually(async () => {
    const desk = await host.calls.getDesk({})
    expect(desk).toMatchObject({ value: { counts: { badlySigned: 0 } } })
  }, 20_000)
  const texts = new Database(join(folder, 'desk.db'), { readonly: true })
  const stored = texts.prepare("SELECT text FROM messages WHERE direction = 'inbound'").pluck().all() as string[]
  texts.close()
  expect(stored.toSorted()).toEqual([...early, ...late].toSorted())
})

test('what the disk refused of the quarantine comes in when it takes texts again, without a new start', async () => {
  const { store, folder } = await openFreshStore()
  onTestFinished(() => store.close())
  const ids = ['one', 'two', 'three']
  for (const id of ids) await store.write('keep', kept(id))
  const troubles: (string | null)[] = []
  store.onTrouble((code) => troubles.push(code))
  // Another program has the file: what is written fails once SQLite has waited.
  const other = new Database(join(folder, 'desk.db'))
  other.exec('BEGIN IMMEDIATE')
  const faults: unknown[] = []
  readAgain({
    store,
    verify: (fields) => verifySignature(fields, [right], 'sha256'),
    door: webhookDoor(store.write, () => {}),
    log: noLog,
    now: Date.now,
    onNews: () => {},
    onGap: () => {},
    unexpected: (_what, error) => faults.push(error),
  })
  await eventually(() => expect(faults.length).toBeGreaterThanOrEqual(ids.length), 20_000)
  other.exec('ROLLBACK')
  other.close()
  await eventually(async () => {
    // As a desk does every two seconds: that the file can be written again is found by writing.
    await store.write('showIncompleteSince', 0)
    expect(await store.ask('counts', undefined)).toMatchObject({ badlySigned: 0 })
    expect((await store.ask('list', {})).map(({ text }) => text).toSorted()).toEqual(ids.toSorted())
  }, 20_000)
  expect(troubles.at(0)).not.toBeNull()
})
