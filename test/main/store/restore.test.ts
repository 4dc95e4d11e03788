import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { runMaker } from '../../../src/main/runs/make-run.ts'
import { backupJobs } from '../../../src/main/store/backup-jobs.ts'
import { backupPath } from '../../../src/main/store/backups.ts'
import type { SendOutcome } from '../../../src/main/store/outbox.ts'
import type { Recovered } from '../../../src/main/store/records.ts'
import { openStore, type Store } from '../../../src/main/store/store.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { newDataFolder } from '../../support/data-folder.ts'
import { builtModule, killedAt } from '../../support/killed-at.ts'
import { inboundText, receipt, startThreads } from '../../support/store.ts'

const minute = 60_000
const hour = 60 * minute
/** The backup is made, then texts go on leaving, then it is put back. */
const madeAt = Date.UTC(2026, 10, 22, 6, 0, 0)
const restoredAt = madeAt + 3 * hour

let store: Store
afterEach(() => store?.close())

async function openFolder() {
  const threads = startThreads()
  const { folder, file, bytes } = newDataFolder()
  const open = async () => {
    store = await openStore(threads, folder)
    return store
  }
  await open()
  const jobs = backupJobs(threads)
  const make = async () => {
    const made = await jobs.run({ do: 'make', folder, now: madeAt })
    if (made.kind !== 'made') throw new Error(JSON.stringify(made))
    return made.backup.id
  }
  const restore = async (id: string, as: 'damaged' | 'replaced' = 'damaged') => {
    await store.close()
    const became = await jobs.run({ do: 'restore', folder, id, as, now: restoredAt })
    await open()
    return became
  }
  return { folder, file, bytes, open, jobs, make, restore }
}

const draft = (customer: string, text = 'hello') => ({
  submissionId: text,
  customer,
  ours: '447700900000',
  text,
  now: madeAt,
  notice: null,
})
const queue = async (text: string) => {
  const queued = await store.write('queue', draft('447700900123', text))
  if (queued.kind !== 'queued') throw new Error(queued.kind)
  return queued.seq
}
const claim = (now: number) => store.write('claim', { now, limit: 10, notFrom: [], steadySince: 0 })
const one = async (seq: number) => (await store.ask('bySeqs', [seq]))[0]
const recovered = (at: number): { recovered: Recovered } => ({ recovered: { gap: 1, at, words: 'all' } })

describe('nothing in what is put back leaves by itself:', () => {
  test('what waited is held with its reason, what was leaving is unknown; a person may still send it', async () => {
    const { make, restore } = await openFolder()
    const leaving = await queue('leaving')
    await claim(madeAt)
    const waiting = await queue('waiting')
    const id = await make()
    expect(await restore(id)).toMatchObject({ kind: 'restored' })
    await store.write('resume', { now: restoredAt })
    expect((await claim(restoredAt + hour)).claimed).toEqual([])
    expect(await one(leaving)).toMatchObject({ state: 'unknown', problemCode: 'interrupted' })
    expect(await one(waiting)).toMatchObject({
      state: 'held',
      needsPerson: true,
      problemCode: 'restored',
      problem: expect.stringMatching(/^This waited when the backup was made\. It may have been sent since\./),
    })
    await store.write('releaseText', { seq: waiting, now: restoredAt })
    expect((await claim(restoredAt)).claimed.map(({ seq }) => seq)).toEqual([waiting])
  })

  test('control: the same backup copied over the file by hand sends what waited a second time', async () => {
    const { file, folder, make, open } = await openFolder()
    const waiting = await queue('waiting')
    const id = await make()
    await claim(madeAt)
    await store.close()
    writeFileSync(file, readFileSync(backupPath(folder, id)))
    // What says that it is older than it was; a person in a hurry takes that away too.
    rmSync(join(folder, 'desk.mark'))
    await open()
    expect((await claim(restoredAt)).claimed.map(({ seq }) => seq)).toEqual([waiting])
  })

  test('a receipt says that what waited has left since, and then nobody is asked any more', async () => {
    const { make, restore } = await openFolder()
    const waiting = await queue('waiting')
    const { reference } = (await one(waiting)) ?? {}
    await restore(await make())
    await store.write('receipt', receipt({ providerId: 'from-before', reference: reference ?? null }))
    expect(await one(waiting)).toMatchObject({ state: 'delivered', needsPerson: false, problem: null })
    expect(await store.write('releaseText', { seq: waiting, now: restoredAt })).toEqual({ kind: 'not-held' })
  })

  test('Vonage’s records are asked for it too, around the moment it would have left', async () => {
    const { make, restore } = await openFolder()
    const waiting = await queue('waiting')
    await restore(await make())
    const { reference } = (await one(waiting)) ?? {}
    expect(await store.ask('lostTexts', { after: madeAt - hour, before: restoredAt })).toEqual([
      expect.objectContaining({ reference, leftAt: madeAt, isTold: false }),
    ])
  })
})

describe('a reply that comes again', () => {
  async function askedAndRestored() {
    const opened = await openFolder()
    const question = { questionId: 'delivery', options: (await store.ask('questions', undefined))[0]?.options ?? [] }
    const asked = { submissionId: 'q', customer: '447700900123', ours: '447700900000', text: 'When?', now: madeAt }
    await store.write('queue', { ...asked, notice: question })
    const [claimed] = (await claim(madeAt)).claimed
    const outcome: SendOutcome = { kind: 'accepted', providerIds: ['q1'] }
    await store.write('settle', { seq: claimed?.seq ?? 0, outcome, now: madeAt })
    await store.write('alive', { now: madeAt })
    await opened.restore(await opened.make())
    return opened
  }
  const newest = async () => (await store.ask('list', { direction: 'inbound' }))[0]

  test('is filed and not thanked for, when it was written before; by webhook as well', async () => {
    await askedAndRestored()
    const at = madeAt + hour
    await store.write('receive', { ...inboundText({ text: '2', sentAt: at, arrivedAt: at }), ...recovered(restoredAt) })
    expect(await newest()).toMatchObject({
      because: { rule: 'option', option: '2' },
      thanks: null,
      noThanks: 'restored',
      recovered: true,
    })
    await store.write('receive', inboundText({ text: '3', sentAt: at + minute, arrivedAt: restoredAt + minute }))
    expect(await newest()).toMatchObject({ because: { option: '3' }, thanks: null, noThanks: 'restored' })
    expect((await claim(restoredAt + hour)).claimed).toEqual([])
  })

  test('is thanked for when it is written afterwards', async () => {
    await askedAndRestored()
    const at = restoredAt + minute
    await store.write('receive', inboundText({ text: '2', sentAt: at, arrivedAt: at }))
    expect(await newest()).toMatchObject({ thanks: { state: 'queued' }, noThanks: null })
  })

  test('is asked for from the last sign of life on, and that is said', async () => {
    await askedAndRestored()
    await store.write('deskStarted', { now: restoredAt + 10 })
    expect(await store.ask('openGaps', undefined)).toEqual([
      { id: 1, beganAt: madeAt, endedAt: null, askedUntil: null },
    ])
    expect(await store.ask('gap', undefined)).toMatchObject({ why: 'restored', recovered: 0, problem: null })
    expect(await store.ask('counts', undefined)).toMatchObject({ restoredAt })
  })

  test('is asked for a day back where the clock of then was ahead', async () => {
    const { make, restore } = await openFolder()
    await store.write('receive', inboundText())
    await store.write('alive', { now: restoredAt + 400 * 24 * hour })
    await restore(await make())
    expect(await store.ask('openGaps', undefined)).toMatchObject([{ beganAt: restoredAt - 24 * hour, endedAt: null }])
  })
})

test('the rest of a run is not sent when a backup is put back: it most likely was, and a person sees whom', async () => {
  const { make, restore } = await openFolder()
  const entries = Array.from({ length: 10 }, (_, index) => ({
    customer: `44770090010${index}`,
    name: '',
    about: {},
    fields: { weekday: 'Thursday' },
    country: 'GB',
    anyway: false,
  }))
  const run = {
    submissionId: 'run',
    name: 'Run',
    question: deliveryQuestion,
    ours: '447700900000',
    entries,
    until: null,
    asked: {},
    chase: null,
  }
  await runMaker({ store, now: () => madeAt - 10_000 })({ ...run, now: madeAt, startsAt: madeAt })
  await store.write('advanceRuns', { now: madeAt, quiet: null, reachable: true, slept: false })
  const id = await make()
  await restore(id)
  await store.write('pauseRuns', { why: 'restart', now: restoredAt })
  const look = async () => ({
    run: await store.ask('run', 1),
    rows: await store.ask('runRows', { run: 1, after: 0, limit: 10 }),
  })
  expect((await look()).run).toMatchObject({ state: 'done', outcomes: { 'not-sent': 3, 'left-out': 7 } })
  expect((await look()).rows.at(-1)?.why).toBe('restored')
  // Not even when somebody presses "go on".
  expect(await store.write('resumeRun', { run: 1, now: restoredAt })).toEqual({ kind: 'not-now' })
  await store.write('advanceRuns', { now: restoredAt + hour, quiet: null, reachable: true, slept: false })
  const claim = { now: restoredAt + hour, limit: 10, notFrom: [], steadySince: 0 }
  expect((await store.write('claim', claim)).claimed).toEqual([])
})

test('a backup of the moment in which a long list is handed in is put back, without that run', async () => {
  const { make, restore } = await openFolder()
  await store.write('receive', inboundText())
  const entry = { name: '', about: {}, fields: { weekday: 'Thursday' }, country: 'GB', anyway: false }
  const rows = (run: number, customer: string) =>
    store.write('addRunRows', { run, first: 1, entries: [{ ...entry, customer }], now: madeAt })
  const begin = async (submissionId: string) => {
    const head = { submissionId, body: submissionId, name: 'Run', ours: '447700900000', until: null, chase: null }
    const times = { now: madeAt, startsAt: madeAt }
    return (await store.write('beginRun', { ...head, ...times, question: deliveryQuestion })) as { run: number }
  }
  await rows((await begin('whole')).run, '447700900101')
  await store.write('finishRun', { run: 1, now: madeAt })
  await rows((await begin('making')).run, '447700900102')
  expect(await restore(await make())).toMatchObject({ kind: 'restored' })
  expect(await store.ask('runs', undefined)).toMatchObject([{ id: 'run1', state: 'done' }])
  expect((await store.ask('known', ['447700900101', '447700900102'])).waiting).toEqual([])
  expect(await begin('making')).toEqual({ kind: 'begun', run: 2 })
})

test('a STOP that came after the backup is taken over from the file it replaces, as far as that can be read', async () => {
  const { file, make, restore } = await openFolder()
  await store.write('receive', inboundText({ text: 'hello' }))
  const id = await make()
  await store.write('receive', inboundText({ text: 'STOP', customer: '447700900124' }))
  await restore(id, 'replaced')
  expect(await store.ask('list', {})).toHaveLength(1)
  expect(await store.ask('optOut', '447700900124')).toMatchObject({ words: null })
  await store.close()
  writeFileSync(file, 'damaged beyond reading')
  await restore(id)
  expect(await store.ask('optOut', '447700900124')).toBeNull()
})

test('sending that somebody has stopped stays stopped, as far as the file that is replaced can be read', async () => {
  const { file, make, restore } = await openFolder()
  await store.write('receive', inboundText({ text: 'hello' }))
  const id = await make()
  await store.write('stopSending', { why: 'person', now: madeAt + hour })
  const isStopped = async () => (await store.ask('counts', undefined)).stop
  await restore(id, 'replaced')
  expect(await isStopped()).toEqual({ why: 'person', since: new Date(madeAt + hour).toISOString() })
  await store.write('queue', draft('447700900123', 'after it'))
  expect(await claim(restoredAt)).toMatchObject({ claimed: [], stopped: true })
  await store.close()
  writeFileSync(file, 'damaged beyond reading')
  await restore(id)
  expect(await isStopped()).toBeNull()
})

test('a STOP that was taken over is not confirmed a second time', async () => {
  const { make, restore } = await openFolder()
  await store.write('setAnswers', { help: null, stop: 'No more texts from us.' })
  await store.write('receive', inboundText({ text: 'hello' }))
  const id = await make()
  await store.write('receive', inboundText({ text: 'STOP', sentAt: madeAt, arrivedAt: madeAt }))
  await restore(id, 'replaced')
  const again = restoredAt + minute
  await store.write('receive', inboundText({ text: 'STOP', sentAt: again, arrivedAt: again }))
  expect((await claim(again)).claimed).toEqual([])
  // Nobody has confirmed this one.
  await store.write('receive', inboundText({ text: 'STOP', customer: '447700900125', sentAt: again, arrivedAt: again }))
  expect((await claim(again)).claimed).toMatchObject([{ customer: '447700900125' }])
})

describe('somebody who was erased after the backup', () => {
  const erased = '447700900124'
  async function erasedSince() {
    const opened = await openFolder()
    await store.write('receive', inboundText({ text: 'hello' }))
    await store.write('receive', inboundText({ text: 'STOP', customer: erased }))
    const id = await opened.make()
    await store.write('erase', { submissionId: 'forget', customer: erased, now: madeAt + hour })
    return { ...opened, id }
  }

  test('does not come back, and is still out, where the file that is replaced can be read', async () => {
    const { restore, id } = await erasedSince()
    await restore(id, 'replaced')
    expect((await store.ask('list', {})).map(({ text }) => text)).toEqual(['hello'])
    expect(await store.write('queue', draft(erased))).toEqual({ kind: 'opted-out' })
  })

  test('control: is back where it cannot', async () => {
    const { restore, id, file } = await erasedSince()
    await store.close()
    writeFileSync(file, 'damaged beyond reading')
    await restore(id)
    expect(await store.ask('list', {})).toHaveLength(2)
  })
})

describe('the switch', () => {
  test('keeps the damaged file and its log byte for byte, and brings back every row of the backup', async () => {
    const { folder, file, bytes, make, restore } = await openFolder()
    for (let reply = 0; reply < 40; reply += 1) await store.write('receive', inboundText())
    const id = await make()
    await store.close()
    writeFileSync(file, 'garbage '.repeat(1000))
    writeFileSync(`${file}-wal`, 'a log of something')
    const before = bytes()
    const became = await restore(id)
    if (became.kind !== 'restored' || became.keptAs === null) throw new Error(JSON.stringify(became))
    expect(became.keptAs).toBe(join(folder, 'desk.db.damaged-20261122T090000Z'))
    expect(readFileSync(became.keptAs)).toEqual(before[file])
    expect(readFileSync(`${became.keptAs}-wal`)).toEqual(before[`${file}-wal`])
    expect(await store.ask('list', { limit: 200 })).toHaveLength(40)
    expect(existsSync(backupPath(folder, id))).toBe(true)
    expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([])
  })

  test('is refused with nothing changed: a backup that is damaged, that is gone, a folder in use', async () => {
    const { folder, bytes, jobs, make } = await openFolder()
    for (let reply = 0; reply < 300; reply += 1) await store.write('receive', inboundText())
    const id = await make()
    const ask = (which: string) => jobs.run({ do: 'restore', folder, id: which, as: 'damaged', now: restoredAt })
    expect(await ask(id)).toMatchObject({ kind: 'failed', code: 'in-use' })
    await store.close()
    const before = bytes()
    expect(await ask('0000009-20261122T060000Z')).toEqual({ kind: 'no-such-backup' })
    const path = backupPath(folder, id)
    const copy = readFileSync(path)
    copy.fill(0xee, 40_960, 45_056)
    writeFileSync(path, copy)
    expect(await ask(id)).toEqual({ kind: 'backup-damaged' })
    expect(bytes()).toEqual(before)
    expect(readdirSync(folder).filter((name) => /restor|damaged/.test(name))).toEqual([])
  })

  test('killed at each of its steps leaves the old texts or the new ones, never none', {
    timeout: 120_000,
  }, async () => {
    const { folder, file, make } = await openFolder()
    await store.write('receive', inboundText({ text: 'old' }))
    const id = await make()
    await store.write('receive', inboundText({ text: 'newer' }))
    await store.close()
    const fresh = { db: readFileSync(file), names: readdirSync(folder) }
    const work = `
      const { restoreBackup } = await import(${builtModule('restore')})
      restoreBackup(${JSON.stringify(folder)}, ${JSON.stringify(id)}, 'damaged', ${restoredAt})`
    const steps = ['renameSync', 'fsyncSync', 'copyFileSync', 'chmodSync', 'rmSync']
    const seen = new Set<string>()
    for (let step = 1; step <= 40; step += 1) {
      if (killedAt(step, steps, work)) {
        seen.add('whole')
        break
      }
      store = await openStore(startThreads(), folder)
      const texts = (await store.ask('list', {})).map(({ text }) => text)
      await store.close()
      expect([['newer', 'old'], ['old']]).toContainEqual(texts)
      seen.add(texts.length === 2 ? 'old' : 'new')
      // As it was, for the next one.
      for (const name of readdirSync(folder))
        if (name.startsWith('desk.db') && name !== 'desk.db') spawnSync('rm', ['-rf', join(folder, name)])
      writeFileSync(file, fresh.db)
    }
    expect(seen).toEqual(new Set(['old', 'new', 'whole']))
  })
})
