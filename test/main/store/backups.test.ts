import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { backupJobs } from '../../../src/main/store/backup-jobs.ts'
import { type BackupFile, backupPath, backupsIn, nextId, readId, superfluous } from '../../../src/main/store/backups.ts'
import { openStore, type Store } from '../../../src/main/store/store.ts'
import type { Msisdn } from '../../../src/shared/msisdn.ts'
import { newDataFolder } from '../../support/data-folder.ts'
import { inboundText, startThreads } from '../../support/store.ts'

const now = Date.UTC(2026, 10, 22, 6, 0, 0)
const hour = 3_600_000

let store: Store | undefined
afterEach(() => store?.close())

async function open() {
  const threads = startThreads()
  const { folder, file } = newDataFolder()
  store = await openStore(threads, folder)
  const jobs = backupJobs(threads)
  return { folder, file, store, make: (at = now) => jobs.run({ do: 'make', folder, now: at }), jobs }
}
const names = (folder: string) => readdirSync(join(folder, 'backups')).toSorted()

describe('a backup', () => {
  test('holds every text, passes every check, is one file, and is nobody else’s to read', async () => {
    const { folder, store, make, jobs } = await open()
    for (let reply = 0; reply < 30; reply += 1) await store.write('receive', inboundText())
    const made = await make()
    expect(made).toMatchObject({
      kind: 'made',
      backup: { id: '0000001-20261122T060000Z', madeAt: '2026-11-22T06:00:00.000Z', texts: 30, beforeUpdate: false },
    })
    expect(names(folder)).toEqual(['0000001-20261122T060000Z.db'])
    const path = backupPath(folder, '0000001-20261122T060000Z')
    expect([statSync(path).mode & 0o777, statSync(join(folder, 'backups')).mode & 0o777]).toEqual([0o600, 0o700])
    const copy = new Database(path, { readonly: true })
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.prepare('SELECT count(*) FROM messages').pluck().get()).toBe(30)
    copy.close()
    expect(names(folder)).toHaveLength(1)
    expect(await jobs.run({ do: 'list', folder })).toEqual(made.kind === 'made' ? [made.backup] : [])
  })

  test('is made when something changed: a text, a receipt, an opt-out; signs of life are nothing', async () => {
    const { store, make } = await open()
    expect(await make()).toEqual({ kind: 'nothing-yet' })
    await store.write('receive', inboundText())
    expect(await make()).toMatchObject({ kind: 'made' })
    await store.write('alive', { now })
    expect(await make(now + hour)).toEqual({ kind: 'unchanged' })
    await store.write('receive', inboundText({ text: 'STOP' }))
    expect(await make(now + hour)).toMatchObject({ kind: 'made', backup: { texts: 2 } })
  })

  test('is made too when a person alone changed something: a name, a draft, a saved reply, what waits for whom', async () => {
    const { store, make } = await open()
    await store.write('receive', inboundText())
    await make()
    const customer = '447700900123' as Msisdn
    const draft = { customer, text: 'On our' }
    const steps = [
      () => store.write('savePerson', { customer, name: 'Anna', now }),
      () => store.write('saveDraft', draft),
      // Of the same length, as only a word was put right.
      () => store.write('saveDraft', { ...draft, text: 'In our' }),
      () => store.write('keepSavedReply', { id: 'one', name: 'late', text: 'We are late.' }),
      () => store.write('snoozeThread', { customer, until: now + hour, now }),
      () => store.write('raiseThread', { customer, now }),
    ]
    for (const [index, step] of steps.entries()) {
      await step()
      expect(await make(now + (index + 1) * hour), String(index)).toMatchObject({ kind: 'made' })
      expect(await make(now + (index + 1) * hour)).toEqual({ kind: 'unchanged' })
    }
  })

  test('that fails its check leaves nothing, deletes nothing, and is told; the copies before it stay', async () => {
    const { folder, file, store: first, make, jobs } = await open()
    for (let reply = 0; reply < 300; reply += 1) await first.write('receive', inboundText({ text: `reply ${reply}` }))
    await make()
    const before = names(folder)
    await first.close()
    store = undefined
    const db = new Database(file)
    db.exec('INSERT INTO events (message) VALUES (1)')
    const page = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'messages_reference'").pluck().get()
    db.close()
    // A page that no text is read from: the desk goes on, and only the whole check sees it.
    const bytes = readFileSync(file)
    bytes.fill(0xee, ((page as number) - 1) * 4096, (page as number) * 4096)
    writeFileSync(file, bytes)
    expect(await jobs.run({ do: 'make', folder, now: now + hour })).toEqual({ kind: 'failed', code: 'damaged' })
    expect(names(folder)).toEqual(before)
    // The next start looks for itself, whatever the size.
    expect(existsSync(join(folder, 'desk.boot'))).toBe(false)
  })

  test('that cannot be written leaves nothing, and says why', async () => {
    const { folder, store, make } = await open()
    await store.write('receive', inboundText())
    writeFileSync(join(folder, 'backups'), 'in the way')
    expect(await make()).toMatchObject({ kind: 'failed', code: 'EEXIST' })
    expect(readFileSync(join(folder, 'backups'), 'utf8')).toBe('in the way')
  })

  test('takes away what a kill left half-written, and that is never listed', async () => {
    const { folder, store, make, jobs } = await open()
    await store.write('receive', inboundText())
    mkdirSync(join(folder, 'backups'))
    writeFileSync(join(folder, 'backups', 'building'), 'half')
    writeFileSync(join(folder, 'backups', 'building-journal'), 'half')
    writeFileSync(join(folder, 'backups', '0000009-20261122T050000Z.db'), 'not a database')
    expect(await jobs.run({ do: 'list', folder })).toEqual([])
    await make()
    expect(names(folder)).toEqual(['0000009-20261122T050000Z.db', '0000010-20261122T060000Z.db'])
  })

  test('control: a plain copy of a file in use, without its log, lacks what was answered', async () => {
    const { folder, file, store, make } = await open()
    for (let reply = 0; reply < 30; reply += 1) await store.write('receive', inboundText())
    copyFileSync(file, join(folder, 'plain.db'))
    await make()
    const count = (path: string) => {
      const db = new Database(path, { readonly: true })
      const texts = db.prepare('SELECT count(*) FROM messages').pluck().get()
      db.close()
      return texts
    }
    expect(count(join(folder, 'plain.db'))).toBeLessThan(30)
    expect(count(backupPath(folder, '0000001-20261122T060000Z'))).toBe(30)
  })
})

describe('which backups are kept', () => {
  /** One an hour from there on, and what is left when each goes through the rotation. */
  function madeAt(times: readonly number[], before: readonly BackupFile[] = []): BackupFile[] {
    let kept = [...before]
    for (const at of times) {
      const made = readId(nextId(kept[0], at, null))
      if (made === null) throw new Error('no name')
      kept = [made, ...kept]
      const gone = new Set(superfluous(kept))
      kept = kept.filter((each) => !gone.has(each))
    }
    return kept
  }
  const hourly = (from: number, count: number) => Array.from({ length: count }, (_, place) => from + place * hour)

  test('the newest 24, and the first of each of 14 days', () => {
    const kept = madeAt(hourly(now, 24 * 40))
    expect(kept.slice(0, 24).map(({ madeAt }) => madeAt)).toEqual(hourly(now + (24 * 40 - 24) * hour, 24).toReversed())
    const older = kept.slice(24)
    expect(older.every(({ madeAt }) => new Date(madeAt).getUTCHours() === 0)).toBe(true)
    expect(new Set(kept.map(({ madeAt }) => new Date(madeAt).toDateString())).size).toBe(14)
    expect(kept.length).toBeLessThanOrEqual(24 + 14)
  })

  test.each([
    ['two days ahead', 2 * 24 * hour],
    ['a year ahead', 400 * 24 * hour],
    ['two days back', -2 * 24 * hour],
    ['to 1970', -now],
  ])('a clock that jumps %s deletes none of the newest, and the next one counts on', (_, jump) => {
    const steady = madeAt(hourly(now, 48))
    const jumped = madeAt([now + 48 * hour + jump], steady)
    expect(jumped[0]?.place).toBe((steady[0]?.place ?? 0) + 1)
    // As many as a step of an hour costs: the twenty-fifth, unless it is a day's first.
    expect(steady.filter((each) => !jumped.includes(each)).length).toBeLessThanOrEqual(1)
    const back = madeAt([now + 49 * hour], jumped)
    expect(back[0]?.madeAt).toBe(now + 49 * hour)
    expect(back.slice(0, 24)).toHaveLength(24)
  })

  test('those from before an update are counted apart', async () => {
    const { folder } = newDataFolder()
    mkdirSync(join(folder, 'backups'), { recursive: true })
    for (const name of ['0000001-20260101T000000Z-before-7', '0000002-20260102T000000Z', 'notes', '12-x'])
      writeFileSync(join(folder, 'backups', `${name}.db`), '')
    expect(backupsIn(folder).map(({ id, beforeUpdate }) => [id, beforeUpdate])).toEqual([
      ['0000002-20260102T000000Z', false],
      ['0000001-20260101T000000Z-before-7', true],
    ])
    const kept = madeAt(hourly(now, 200), backupsIn(folder))
    expect(kept.filter(({ beforeUpdate }) => beforeUpdate)).toHaveLength(1)
    expect(existsSync(folder)).toBe(true)
  })
})
