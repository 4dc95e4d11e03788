import { once } from 'node:events'
import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import type { AccountKeeper, SavedAccount } from '../../src/main/account.ts'
import { type Host, openHost } from '../../src/main/host.ts'
import { done, refused } from '../../src/shared/result.ts'
import { ngrokFromSource } from '../support/ngrok-source.ts'
import { freshFolder, startThreads } from '../support/store.ts'

let host: Host
afterEach(() => host?.close())

const account: SavedAccount = { apiKey: 'abcd1234', apiSecret: 'Secret1234', number: '+44 7700 900001' }

/** A key ring that may be locked. */
function keyRing(saved: SavedAccount | null): AccountKeeper & { locked: boolean } {
  let kept = saved
  return {
    locked: false,
    async load() {
      return this.locked
        ? { account: null, problem: { code: 'account-unreadable', text: 'Locked.' } }
        : { account: kept, problem: null }
    },
    async save(entered) {
      kept = entered
      return done(null)
    },
  }
}

const begin = (accounts: AccountKeeper, dataDir: string) =>
  openHost({
    dataDir,
    shell: 'desktop',
    // A dead loopback port, so that nothing can leave this computer.
    environment: { VONAGE_REST_HOST: 'http://127.0.0.1:1' },
    accounts,
    openLink: async () => refused('not-here', 'No.'),
    threads: startThreads(),
    startNgrok: ngrokFromSource,
    unexpected: () => {},
  })

async function open(accounts: AccountKeeper, dataDir = freshFolder()) {
  host = await begin(accounts, dataDir)
  await host.started
  return dataDir
}
const mode = async () => {
  const desk = await host.calls.getDesk({})
  return desk.ok ? desk.value.mode : desk.problem
}

test('live where the key ring holds an account, practice where it does not', async () => {
  await open(keyRing(account))
  expect(await mode()).toBe('live')
  await host.close()
  await open(keyRing(null))
  expect(await mode()).toBe('practice')
  expect(await host.calls.setMode({ mode: 'live' })).toMatchObject({ ok: false, problem: { code: 'no-account' } })
})

test('in practice the state names the account that rests, so that going live is one press', async () => {
  const shown = async () => {
    const desk = await host.calls.getDesk({})
    return desk.ok ? desk.value.account : desk.problem
  }
  await open(keyRing(null))
  expect(await shown()).toBeNull()
  const saved = await host.calls.saveAccount(account)
  expect(await mode()).toBe('practice')
  expect(await shown()).toMatchObject({
    key: saved.ok ? saved.value.key : '',
    from: 'settings',
    number: '447700900001',
  })
  expect(JSON.stringify(await shown())).not.toContain(account.apiKey)
  await host.calls.setMode({ mode: 'live' })
  await host.calls.setMode({ mode: 'practice' })
  expect(await shown()).toMatchObject({ from: 'settings' })
})

test('a question that was written in practice is there in live, unless it was deleted there', async () => {
  await open(keyRing(account))
  await host.calls.setMode({ mode: 'practice' })
  const option = { digit: '1', label: 'yes', synonyms: [], acknowledgement: 'Thanks.' }
  const question = { name: 'Gate', text: 'Is the gate open? 1 (yes)', options: [option] }
  const names = async () => {
    const desk = await host.calls.getDesk({})
    return desk.ok ? desk.value.questions.map(({ name }) => name) : desk.problem
  }
  expect(await host.calls.saveQuestion({ questionId: 'gate', version: 0, question })).toMatchObject({ ok: true })
  await host.calls.setMode({ mode: 'live' })
  expect(await names()).toEqual(['Delivery', 'Gate'])
  await host.calls.deleteQuestion({ questionId: 'gate' })
  await host.calls.setMode({ mode: 'practice' })
  expect(await names()).toEqual(['Delivery', 'Gate'])
  await host.calls.setMode({ mode: 'live' })
  expect(await names()).toEqual(['Delivery'])
})

test('a key ring that locks itself never lets practice loose on the live texts', async () => {
  const ring = keyRing(account)
  await open(ring)
  await host.calls.setMode({ mode: 'practice' })
  ring.locked = true
  expect(await host.calls.setMode({ mode: 'live' })).toMatchObject({ ok: false, problem: { code: 'no-account' } })
  expect(await mode()).toBe('practice')
  ring.locked = false
  expect(await host.calls.setMode({ mode: 'live' })).toMatchObject({ ok: true })
  const listed = await host.calls.listMessages({})
  expect(listed).toEqual({ ok: true, value: { messages: [] } })
})

test('calls made while one desk gives way to another are answered by one of them', { timeout: 30_000 }, async () => {
  await open(keyRing(account))
  const switching = host.calls.setMode({ mode: 'practice' })
  const asked = Array.from({ length: 50 }, () => host.calls.listMessages({}))
  await switching
  const answers = await Promise.all(asked)
  expect(answers.every(({ ok }) => ok)).toBe(true)
})

test('a change that fails says why, keeps the desk that was there, and does not stand in the way of the next', async () => {
  const dataDir = await open(keyRing(null))
  writeFileSync(join(dataDir, 'live'), 'a file in the folder’s place')
  await host.calls.saveAccount(account)
  expect(await host.calls.setMode({ mode: 'live' })).toMatchObject({ ok: false, problem: { code: 'not-writable' } })
  expect(await mode()).toBe('practice')
  expect(await host.calls.setMode({ mode: 'practice' })).toMatchObject({ ok: true })
  rmSync(join(dataDir, 'live'))
  expect(await host.calls.setMode({ mode: 'live' })).toMatchObject({ ok: true })
  expect(await mode()).toBe('live')
})

test('a port that another program has is said before it is kept, and the desk that is live stays', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port: webhookPort } = other.address() as AddressInfo
  const ring = keyRing(account)
  await open(ring)
  const url = { publicUrl: 'https://desk.example.com' }
  const portTaken = { ok: false, problem: { code: 'port-taken' } }
  expect(await host.calls.saveAccount({ ...url, webhookPort })).toMatchObject(portTaken)
  expect(await mode()).toBe('live')
  expect(await host.calls.listMessages({})).toMatchObject({ ok: true })
  // Kept before the other program came: the start says what is wrong.
  await ring.save({ ...account, ...url, webhookPort })
  await host.calls.setMode({ mode: 'practice' })
  expect(await host.calls.setMode({ mode: 'live' })).toMatchObject(portTaken)
  expect(await mode()).toBe('practice')
})

test('a settings file that is no JSON is said by the desk and by its check, until settings are saved anew', async () => {
  const dataDir = freshFolder()
  writeFileSync(join(dataDir, 'settings.json'), '{"country":"D')
  await open(keyRing(null), dataDir)
  const told = async () => {
    const [desk, seen] = [await host.calls.getDesk({}), await host.calls.checkEverything({})]
    const check = seen.ok ? seen.value.checks.find(({ part }) => part === 'settings') : null
    return [desk.ok && (desk.value.settingsTrouble?.code ?? null), check?.verdict, check?.code]
  }
  expect(await told()).toEqual(['settings-set-aside', 'look', 'settings-set-aside'])
  expect(await host.calls.saveSettings({})).toMatchObject({ ok: true })
  expect(await told()).toEqual([null, 'fine', 'settings-fine'])
})

test('settings that cannot be written down are refused, and none is changed', async () => {
  const dataDir = await open(keyRing(null))
  const path = join(dataDir, 'settings.json')
  symlinkSync('settings.json', path) // It leads to itself, and nobody can open it, root neither.
  const saved = () => host.calls.saveSettings({ theme: 'dark' })
  expect(await saved()).toMatchObject({ ok: false, problem: { code: 'settings-not-kept' } })
  expect(await host.calls.getDesk({})).toMatchObject({ ok: true, value: { settings: { theme: null } } })
  rmSync(path)
  expect(await saved()).toMatchObject({ ok: true, value: { theme: 'dark' } })
})

test('calls may be made at once; texts are there before the rest of the desk, and after it as ever', async () => {
  host = await begin(keyRing(account), freshFolder())
  expect(host.mode()).toBe('live')
  const came: string[] = []
  const list = host.calls.listMessages({ limit: 100 })
  const whole = [host.calls.getDesk({}), host.calls.saveSettings({ theme: 'dark' })] as const
  await Promise.all([list.then(() => came.push('texts')), host.started.then(() => came.push('desk'))])
  expect(came).toEqual(['texts', 'desk'])
  expect(await list).toEqual(done({ messages: [] }))
  expect(await Promise.all(whole)).toMatchObject([{ value: { mode: 'live' } }, { value: { theme: 'dark' } }])
  // The store of before is closed by then.
  expect(await host.calls.setMode({ mode: 'practice' })).toMatchObject({ ok: true })
  expect(await host.calls.listMessages({})).toEqual(done({ messages: [] }))
})

test('where another desk has the folder, it is told, calls are answered in words, and it can be closed', async () => {
  const dataDir = await open(keyRing(null))
  const second = await begin(keyRing(null), dataDir)
  await expect(second.started).rejects.toMatchObject({ code: 'in-use' })
  for (const call of [second.calls.getDesk({}), second.calls.listMessages({})])
    expect(await call).toMatchObject({ ok: false, problem: { code: 'not-started' } })
  await second.close()
  expect(await mode()).toBe('practice')
})
