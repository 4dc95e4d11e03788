import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { runMaker } from '../../../src/main/runs/make-run.ts'
import { makeBackup } from '../../../src/main/store/make-backup.ts'
import { restoreBackup } from '../../../src/main/store/restore.ts'
import type { Store } from '../../../src/main/store/store.ts'
import { fileName, handedAt, openDeskFolder, passphrase } from '../../support/handover.ts'
import { inboundText } from '../../support/store.ts'

// Two desks, each opened several times.
vi.setConfig({ testTimeout: 60_000 })

const minute = 60_000
const hour = 60 * minute
const customer = '447700900123'
const ours = '447700900000'

async function desk() {
  const opened = await openDeskFolder()
  onTestFinished(() => opened.store.close())
  return opened
}
const queue = async (store: Store, text: string, to = customer) => {
  const draft = { submissionId: text, customer: to, ours, text, now: handedAt, notice: null }
  const queued = await store.write('queue', draft)
  if (queued.kind !== 'queued') throw new Error(queued.kind)
  return queued.seq
}
const claim = (store: Store, now: number) => store.write('claim', { now, limit: 10, notFrom: [], steadySince: 0 })
/** A customer who was asked, on a text that has left. */
async function ask(store: Store) {
  const [question] = await store.ask('questions', undefined)
  const notice = { questionId: 'delivery', options: question?.options ?? [] }
  await store.write('queue', { submissionId: 'q', customer, ours, text: 'When?', now: handedAt - hour, notice })
  const [claimed] = (await claim(store, handedAt - hour)).claimed
  await store.write('settle', {
    seq: claimed?.seq ?? 0,
    outcome: { kind: 'accepted', providerIds: ['q1'] },
    now: handedAt - hour,
  })
  await store.write('alive', { now: handedAt })
}
const replies = (store: Store) => store.ask('list', { direction: 'inbound' })
const texts = async (store: Store) => (await store.ask('list', { limit: 200 })).map(({ text }) => text)

describe('a desk that is handed over', () => {
  test('sends nothing, also after a restart, and keeps replies without thanks; control: before, it would', async () => {
    const a = await desk()
    await ask(a.store)
    const waiting = await queue(a.store, 'waiting')
    expect((await claim(a.store, handedAt)).claimed.map(({ seq }) => seq)).toEqual([waiting])
    await queue(a.store, 'another')
    await a.store.write('handOver', { submission: 'over', fileName, now: handedAt })
    for (let start = 0; start < 2; start += 1) {
      expect(await claim(a.store, handedAt + hour)).toEqual({ claimed: [], nextDueAt: null, stopped: true })
      await a.store.close()
      await a.open()
    }
    await a.store.write('receive', inboundText({ text: '2', sentAt: handedAt + 1, arrivedAt: handedAt + 1 }))
    expect((await replies(a.store))[0]).toMatchObject({ because: { option: '2' }, thanks: null, noThanks: null })
    await a.store.write('resumeSending', undefined)
    expect((await claim(a.store, handedAt + hour)).claimed).toEqual([])
  })

  test('moves no run', async () => {
    const { store } = await desk()
    const entry = { name: '', about: {}, fields: { weekday: 'Friday' }, country: 'GB', anyway: false }
    const [question] = await store.ask('questions', undefined)
    if (question === undefined) throw new Error('no question')
    const run = { submissionId: 'run', name: 'Run', question, ours, until: null, asked: {}, chase: null }
    const times = { now: handedAt, startsAt: handedAt }
    await runMaker({ store, now: () => handedAt - 10_000 })({ ...run, ...times, entries: [{ ...entry, customer }] })
    await store.write('handOver', { submission: 'over', fileName, now: handedAt })
    const look = { now: handedAt + minute, quiet: null, reachable: true, slept: false }
    expect(await store.write('advanceRuns', look)).toEqual({ moved: [], nextAt: null, waits: false })
    await store.write('handoverUndone', undefined)
    expect((await store.write('advanceRuns', look)).moved).toHaveLength(1)
  })

  test('is marked once a form: repeated it is the same, another form finds it done, and taken back it stays so', async () => {
    const a = await desk()
    const over = (submission: string) => a.store.write('handOver', { submission, fileName, now: handedAt })
    const first = await over('one')
    expect(first).toMatchObject({ kind: 'handed-over', mark: { submission: 'one', made: null } })
    expect(await over('one')).toEqual(first)
    expect(await over('two')).toMatchObject({ kind: 'already', mark: { submission: 'one' } })
    await a.takeBack(handedAt + hour)
    expect(await over('one')).toEqual({ kind: 'taken-back' })
    expect(await over('two')).toMatchObject({ kind: 'handed-over' })
  })

  test('goes on as it was when the file never came to be', async () => {
    const { store } = await desk()
    const waiting = await queue(store, 'waiting')
    await store.write('handOver', { submission: 'over', fileName, now: handedAt })
    await store.write('handoverUndone', undefined)
    expect((await claim(store, handedAt)).claimed.map(({ seq }) => seq)).toEqual([waiting])
    // The form may try again.
    expect(await store.write('handOver', { submission: 'over', fileName, now: handedAt })).toMatchObject({
      kind: 'handed-over',
    })
    await store.write('handoverMade', { at: handedAt, bytes: 9 })
    await store.write('handoverUndone', undefined)
    expect(await store.ask('counts', undefined)).toMatchObject({ handedOver: { made: { bytes: 9 } } })
  })
})

describe('the file', () => {
  test('says who and how much, holds nothing that can be read, and leaves no copy behind', async () => {
    const a = await desk()
    await ask(a.store)
    await queue(a.store, 'waiting')
    await a.store.write('receive', inboundText({ text: 'is anybody there', customer: '447700900124' }))
    await a.store.write('snoozeThread', { customer, until: handedAt + hour, now: handedAt })
    await a.store.write('saveDraft', { customer, text: 'Half' })
    expect(await a.handOver()).toMatchObject({ kind: 'made', bytes: statSync(a.file).size })
    expect(statSync(a.file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(a.folder, 'handovers'))).toEqual([fileName])
    const bytes = readFileSync(a.file)
    for (const secret of ['SQLite', customer, ours, 'Mr Fox', 'waiting', passphrase])
      expect([secret, bytes.includes(secret)]).toEqual([secret, false])
    a.bring(a.file)
    expect(a.read()).toEqual({
      kind: 'read',
      preview: {
        number: ours,
        mode: 'live',
        madeAt: new Date(handedAt).toISOString(),
        summary: 'Mr Fox rings back',
        texts: 3,
        needsYou: 1,
        snoozed: 1,
        drafts: 1,
        waiting: 1,
        queuedOrHeld: 1,
        runsActive: 0,
      },
    })
    expect(a.read('wrong horse battery')).toEqual({ kind: 'wrong-passphrase' })
  })

  test('that cannot be made leaves nothing behind', async () => {
    const a = await desk()
    await queue(a.store, 'waiting')
    // Something of that name that no file can replace.
    mkdirSync(join(a.file, 'in the way'), { recursive: true })
    expect(await a.handOver()).toMatchObject({ kind: 'failed' })
    expect(readdirSync(join(a.folder, 'handovers'))).toEqual([fileName])
  })
})

describe('taken over,', () => {
  test('what was asked there is understood here; what waited is held; nobody is thanked twice', async () => {
    const [a, b] = [await desk(), await desk()]
    await ask(a.store)
    const waiting = await queue(a.store, 'waiting', '447700900124')
    await queue(b.store, 'of b')
    const secret = ({ store }: { store: Store }) => store.write('remember', { key: 'webhook-secret', fresh: 'fresh' })
    await a.store.write('setMeta', { key: 'webhook-secret', value: 'address of a' })
    await b.store.write('setMeta', { key: 'webhook-secret', value: 'address of b' })
    await a.handOver()
    b.bring(a.file)
    const became = await b.take(handedAt + hour)
    // What the number may be linked to is of the computer, not of the texts.
    expect([await secret(a), await secret(b)]).toEqual(['address of a', 'address of b'])
    expect(became).toMatchObject({ kind: 'taken', keptAs: join(b.folder, 'desk.db.replaced-20261129T183000Z') })
    expect(await texts(b.store)).toEqual(['waiting', 'When?'])
    const [held] = await b.store.ask('bySeqs', [waiting])
    expect(held).toMatchObject({ state: 'held', needsPerson: true, problemCode: 'restored' })
    const late = { text: '2', sentAt: handedAt + minute, arrivedAt: handedAt + hour + 1 }
    await b.store.write('receive', inboundText(late))
    expect((await replies(b.store))[0]).toMatchObject({ because: { option: '2' }, thanks: null })
    const fresh = { text: '3', sentAt: handedAt + 2 * hour, arrivedAt: handedAt + 2 * hour }
    await b.store.write('receive', inboundText(fresh))
    expect((await replies(b.store))[0]).toMatchObject({ because: { option: '3' }, thanks: { state: 'queued' } })
    expect(await b.store.ask('counts', undefined)).toMatchObject({
      handedOver: null,
      takenOver: { at: handedAt + hour, madeAt: handedAt, summary: 'Mr Fox rings back', linked: false },
    })
    expect(existsSync(join(b.folder, 'incoming', '0123456789abcdef.desk'))).toBe(false)
    expect(readdirSync(b.folder).filter((name) => name.includes('restoring'))).toEqual([])
  })

  test('what came here while it was handed over is not lost when it comes back, and not there twice', async () => {
    const [a, b] = [await desk(), await desk()]
    await ask(a.store)
    await a.handOver()
    const both = inboundText({ text: 'both have this', sentAt: handedAt + minute, arrivedAt: handedAt + minute })
    const only = inboundText({ text: '3', sentAt: handedAt + 2 * minute, arrivedAt: handedAt + 2 * minute })
    for (const text of [both, only]) await a.store.write('receive', text)
    b.bring(a.file)
    await b.take(handedAt + hour)
    await b.store.write('receive', both)
    await b.handOver({ now: handedAt + 2 * hour })
    a.bring(b.file)
    expect(await a.take(handedAt + 3 * hour)).toMatchObject({ kind: 'taken' })
    expect(await texts(a.store)).toEqual(['3', 'both have this', 'When?'])
    expect((await replies(a.store))[0]).toMatchObject({ because: { option: '3' }, thanks: null, noThanks: 'restored' })
    expect((await a.store.ask('counts', undefined)).handedOver).toBeNull()
    // It is of no use any more.
    expect(readdirSync(join(a.folder, 'handovers'))).toEqual([])
  })

  test('nor are long texts, whole or not, with each of their ids, and what could not be read', async () => {
    const [a, b] = [await desk(), await desk()]
    await ask(a.store)
    const at = { sentAt: handedAt + minute, arrivedAt: handedAt + minute }
    const long = (ref: string, number: number, text: string) =>
      inboundText({ ...at, providerId: `${ref}-${number}`, text, part: { ref, total: 2, number } })
    // The first part was there before; the file has it.
    await a.store.write('receive', { ...long('begun', 1, 'begun, '), sentAt: handedAt - 1, arrivedAt: handedAt - 1 })
    await a.handOver()
    const webhook = { why: 'unreadable', method: 'POST', target: '/', contentType: 'text/plain' } as const
    const [first, second] = [long('whole', 1, 'whole, '), long('whole', 2, 'ended')]
    for (const part of [long('begun', 2, 'ended'), first, second, long('open', 1, 'open')])
      await a.store.write('receive', part)
    await a.store.write('keep', { ...webhook, body: Buffer.from('?'), arrivedAt: handedAt + minute })
    b.bring(a.file)
    await b.take(handedAt + hour)
    // The other desk has a part of one of them.
    await b.store.write('receive', second)
    await b.handOver({ now: handedAt + 2 * hour })
    a.bring(b.file)
    expect(await a.take(handedAt + 3 * hour)).toMatchObject({ kind: 'taken' })
    expect((await texts(a.store)).toSorted()).toEqual(['When?', 'begun, ended', 'whole, ended'])
    expect(await a.store.ask('counts', undefined)).toMatchObject({ unreadable: 1 })
    // Each of them is a repeat, or the part that was still missing.
    expect(await a.store.write('receive', first)).toBe('repeat')
    expect(await a.store.write('receive', second)).toBe('repeat')
    expect(await a.store.write('receive', long('open', 2, ' at last'))).toBe('stored')
    expect(await texts(a.store)).toContain('open at last')
  })

  test('the number linked later, what came in between is asked for once more, once', async () => {
    const [a, b] = [await desk(), await desk()]
    await ask(a.store)
    await a.handOver()
    b.bring(a.file)
    await b.take(handedAt + hour)
    await b.store.write('deskStarted', { now: handedAt + hour })
    const [gap] = await b.store.ask('openGaps', undefined)
    expect(gap).toMatchObject({ beganAt: handedAt })
    await b.store.write('gapEnds', { at: handedAt + hour })
    await b.store.write('gapSettled', { id: gap?.id ?? 0, now: handedAt + hour })
    expect(await b.store.ask('openGaps', undefined)).toEqual([])
    expect(await b.store.write('linkedHere', { now: handedAt + 2 * hour })).toBe(true)
    expect(await b.store.ask('openGaps', undefined)).toMatchObject([{ id: gap?.id, endedAt: handedAt + 2 * hour }])
    expect(await b.store.write('linkedHere', { now: handedAt + 3 * hour })).toBe(false)
  })

  test('and not a day of it that could not be had, which is a gap of its own by then', async () => {
    const [a, b] = [await desk(), await desk()]
    await ask(a.store)
    await a.handOver()
    b.bring(a.file)
    const day = 24 * hour
    await b.take(handedAt + 2 * day)
    await b.store.write('deskStarted', { now: handedAt + 2 * day })
    const [gap] = await b.store.ask('openGaps', undefined)
    const [id, askedUntil] = [gap?.id ?? 0, handedAt + day]
    const refused = { code: 'reports-refused', text: 'Refused.' }
    await b.store.write('gapSetAside', { id, beganAt: handedAt, endedAt: handedAt + day, askedUntil, ...refused })
    await b.store.write('gapEnds', { at: handedAt + 2 * day })
    await b.store.write('gapSettled', { id, now: handedAt + 2 * day })
    expect(await b.store.write('linkedHere', { now: handedAt + 3 * day })).toBe(true)
    expect(await b.store.ask('openGaps', undefined)).toMatchObject([
      { id, endedAt: handedAt + 3 * day, askedUntil },
      { endedAt: handedAt + day, askedUntil: null },
    ])
  })

  test('the summary goes with the next person who is erased: it may name them', async () => {
    const [a, b] = [await desk(), await desk()]
    await ask(a.store)
    await a.handOver()
    b.bring(a.file)
    await b.take(handedAt + hour)
    await b.store.erase({ submissionId: 'forget', customer, now: handedAt + hour })
    expect((await b.store.ask('counts', undefined)).takenOver).toMatchObject({ summary: '' })
  })

  test('is refused with nothing changed: wrong words, a damaged file, no file, a database laid out otherwise', async () => {
    const [a, b] = [await desk(), await desk()]
    await ask(a.store)
    await queue(b.store, 'of b')
    await a.handOver()
    b.bring(a.file)
    expect(await b.take(handedAt, 'wrong horse battery')).toEqual({ kind: 'wrong-passphrase' })
    const file = readFileSync(a.file)
    const last = file.length - 20
    file[last] = (file[last] ?? 0) ^ 1
    writeFileSync(a.file, file)
    b.bring(a.file)
    expect(b.read()).toEqual({ kind: 'damaged' })
    expect(await b.take(handedAt)).toEqual({ kind: 'damaged' })
    expect(b.read(passphrase, 'fedcba9876543210')).toEqual({ kind: 'no-such-handover' })
    expect(await texts(b.store)).toEqual(['of b'])
    expect(readdirSync(b.folder).filter((name) => /restor|replaced/.test(name))).toEqual([])
  })
})

describe('taken back,', () => {
  test('what waited is held, what came since is asked for, and no file is left to be taken elsewhere', async () => {
    const a = await desk()
    await ask(a.store)
    const waiting = await queue(a.store, 'waiting', '447700900124')
    await a.handOver()
    await a.store.write('alive', { now: handedAt + hour })
    expect(await a.takeBack(handedAt + hour)).toEqual({ kind: 'taken-back' })
    await a.store.write('deskStarted', { now: handedAt + hour })
    expect((await a.store.ask('counts', undefined)).handedOver).toBeNull()
    expect((await claim(a.store, handedAt + 2 * hour)).claimed).toEqual([])
    expect((await a.store.ask('bySeqs', [waiting]))[0]).toMatchObject({ state: 'held', needsPerson: true })
    // From then on, although it was alive until a moment ago.
    expect(await a.store.ask('openGaps', undefined)).toMatchObject([{ beganAt: handedAt }])
    expect(readdirSync(join(a.folder, 'handovers'))).toEqual([])
    await a.store.write('releaseText', { seq: waiting, now: handedAt + 2 * hour })
    expect((await claim(a.store, handedAt + 2 * hour)).claimed.map(({ seq }) => seq)).toEqual([waiting])
  })

  test('what went to the other desk until the number is linked here again is asked for too, once', async () => {
    const a = await desk()
    await ask(a.store)
    // The control: a desk that nobody else had has nothing to ask for when it is linked.
    expect(await a.store.write('linkedHere', { now: handedAt - 1 })).toBe(false)
    await a.handOver()
    await a.takeBack(handedAt + hour)
    await a.store.write('deskStarted', { now: handedAt + hour })
    const [gap] = await a.store.ask('openGaps', undefined)
    await a.store.write('gapEnds', { at: handedAt + hour })
    await a.store.write('gapSettled', { id: gap?.id ?? 0, now: handedAt + hour })
    expect(await a.store.ask('openGaps', undefined)).toEqual([])
    expect(await a.store.write('linkedHere', { now: handedAt + 2 * hour })).toBe(true)
    expect(await a.store.ask('openGaps', undefined)).toMatchObject([{ id: gap?.id, endedAt: handedAt + 2 * hour }])
    expect(await a.store.write('linkedHere', { now: handedAt + 3 * hour })).toBe(false)
  })

  test('a backup from before does not make it forget that it is handed over; one from then does not make it so again', async () => {
    const a = await desk()
    await ask(a.store)
    const make = async () => {
      const made = await makeBackup(a.folder, handedAt)
      if (made.kind !== 'made') throw new Error(made.kind)
      return made.backup.id
    }
    const restore = async (id: string) => {
      await a.store.close()
      restoreBackup(a.folder, id, 'replaced', handedAt + hour)
      await a.open()
      return (await a.store.ask('counts', undefined)).handedOver
    }
    const before = await make()
    await a.handOver()
    await a.store.write('receive', inboundText({ text: 'meanwhile' }))
    const meanwhile = await make()
    expect(await restore(before)).toMatchObject({ submission: 'over' })
    await a.takeBack(handedAt + hour)
    expect(await restore(meanwhile)).toBeNull()
  })
})
