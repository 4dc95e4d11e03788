import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepAccount, type SealedFile, type Sealer } from '../../../src/main/electron/secrets.ts'

const account = {
  apiKey: '0a1b2c3d',
  apiSecret: 'a secret',
  number: '+44 7700 900001',
  ngrokAuthtoken: 'a token',
  ngrokDomain: 'desk.example',
}
type Ring = ReturnType<Sealer['getSelectedStorageBackend']>

/** A key ring as the system has one: what it seals, only one of the same name opens. */
function keyRing(options: { ring?: Ring; available?: boolean; shouldReEncrypt?: boolean } = {}) {
  const { ring = 'gnome_libsecret', available = true, shouldReEncrypt = false } = options
  const sealed: string[] = []
  const sealer: Sealer = {
    getSelectedStorageBackend: () => ring,
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (text) => {
      sealed.push(text)
      return Buffer.from(`${ring}:${Buffer.from(text).toString('hex')}`)
    },
    decryptStringAsync: async (bytes) => {
      const [name, hex = ''] = bytes.toString().split(':')
      if (name !== ring) throw new Error('cannot decrypt a secret')
      return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt }
    },
  }
  return { sealer, sealed }
}

let folder: string
const told: string[] = []
const open = () => new Conf<SealedFile>({ cwd: folder, configName: 'account', clearInvalidConfig: true })
const keeper = (sealer: Sealer, platform: NodeJS.Platform = 'linux') =>
  keepAccount({ file: open(), sealer, platform, unexpected: (what) => told.push(what) })
const onDisk = () => readFileSync(join(folder, 'account.json'), 'utf8')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dispatch-desk-secrets-'))
  told.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('nothing saved is no account and no problem', async () => {
  expect(await keeper(keyRing().sealer).load()).toEqual({ account: null, problem: null })
})

test('an account is sealed, and found again at the next start', async () => {
  const { sealer } = keyRing()
  expect(await keeper(sealer).save(account)).toEqual({ ok: true, value: null })
  expect(await keeper(sealer).load()).toEqual({ account, problem: null })
  expect(onDisk()).not.toContain('a secret')
  expect(JSON.parse(onDisk())).toMatchObject({ ring: 'gnome_libsecret' })
})

test.each([
  { label: 'a fixed password for a key ring', options: { ring: 'basic_text' as const } },
  { label: 'a key ring that cannot be used', options: { available: false } },
])('with $label the account is held in memory, says so, and is asked for at the next start', async ({ options }) => {
  const { sealer, sealed } = keyRing(options)
  const first = keeper(sealer)
  expect(await first.save(account)).toEqual({ ok: true, value: null })
  expect(await first.load()).toMatchObject({ account, problem: { code: 'account-not-kept' } })
  const next = await keeper(sealer).load()
  expect(next).toMatchObject({ account: null, problem: { code: 'account-asked' } })
  expect(next.asked?.rest).toEqual({ number: account.number, ngrokDomain: account.ngrokDomain })
  expect([next.asked?.isOf('0a1b2c3d'), next.asked?.isOf('0a1b2c3e')]).toEqual([true, false])
  expect(sealed).toEqual([])
  for (const secret of ['a secret', 'a token', '0a1b2c3d']) expect(onDisk()).not.toContain(secret)
})

test('once there is a key ring the account that was asked for is sealed, and asked for no more', async () => {
  await keeper(keyRing({ available: false }).sealer).save(account)
  const { sealer } = keyRing()
  await keeper(sealer).save(account)
  expect(await keeper(sealer).load()).toEqual({ account, problem: null })
  expect(onDisk()).not.toContain('asked')
})

test('what cannot be meant in the file is asked for as a whole', async () => {
  open().set('asked', { key: 'x', rest: { number: 7 } } as never)
  expect(await keeper(keyRing().sealer).load()).toEqual({ account: null, problem: null })
})

test('an account in memory replaces the one on disk for good', async () => {
  await keeper(keyRing().sealer).save(account)
  await keeper(keyRing({ ring: 'basic_text' }).sealer).save({ ...account, apiKey: 'other' })
  expect(await keeper(keyRing().sealer).load()).toMatchObject({ account: null, problem: { code: 'account-asked' } })
})

test('another key ring than the one that sealed is a state of its own', async () => {
  await keeper(keyRing().sealer).save(account)
  expect(await keeper(keyRing({ ring: 'kwallet5' }).sealer).load()).toMatchObject({
    account: null,
    problem: { code: 'account-other-key-ring' },
  })
})

test.each([
  { label: 'bytes that do not open', sealed: 'bm90aGluZw==' },
  { label: 'what opens to no account', sealed: Buffer.from('gnome_libsecret:7b7d').toString('base64') },
  { label: 'what opens to no JSON', sealed: Buffer.from('gnome_libsecret:7b').toString('base64') },
])('$label is a state, not a crash', async ({ sealed }) => {
  open().set({ ring: 'gnome_libsecret', sealed })
  expect(await keeper(keyRing().sealer).load()).toMatchObject({
    account: null,
    problem: { code: 'account-unreadable' },
  })
  expect(told).toEqual(['account load'])
})

test('a key ring that fails while saving is answered', async () => {
  const broken: Sealer = { ...keyRing().sealer, encryptStringAsync: () => Promise.reject(new Error('locked')) }
  expect(await keeper(broken).save(account)).toMatchObject({ ok: false, problem: { code: 'account-not-saved' } })
  expect(told).toEqual(['account save'])
})

test('a newer key of the ring seals the account again', async () => {
  await keeper(keyRing().sealer).save(account)
  const { sealer, sealed } = keyRing({ shouldReEncrypt: true })
  expect(await keeper(sealer).load()).toEqual({ account, problem: null })
  expect(sealed).toHaveLength(1)
})

test('elsewhere than on Linux there is one key ring, and nobody asks for its name', async () => {
  const { sealer } = keyRing()
  const nameless: Sealer = {
    ...sealer,
    getSelectedStorageBackend: () => {
      throw new Error('only on Linux')
    },
  }
  await keeper(nameless, 'darwin').save(account)
  expect(await keeper(nameless, 'darwin').load()).toEqual({ account, problem: null })
})
