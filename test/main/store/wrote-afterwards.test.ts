import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../../src/main/store/schema.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { openRunDesk } from '../../support/run-desk.ts'
import { draft, number, ours } from '../../support/run-draft.ts'
import { inboundText } from '../../support/store.ts'
import { ann, ben, lose, openThreads } from '../../support/threads.ts'

const minute = 60_000
const day = 24 * 60 * minute
const smallTalk = { needsPerson: false, because: { rule: 'none', why: 'settled, small talk' }, thanks: null }

describe('after a row was settled by telephone', () => {
  /** A run of some customers; the desk asks each once more where it does not understand. */
  async function open(customers: number) {
    const desk = await openRunDesk()
    await desk.make(
      draft(customers, { question: { ...deliveryQuestion, reask: { text: 'Reply 1, 2 or 3.', most: 2 } } }),
    )
    desk.pass(10_000)
    await desk.finish()
    const settle = (place: number, as: string | null = 'Rang: comes Friday') =>
      desk.store.write('settleRow', { run: 1, place, as, now: desk.at() })
    const says = async (place: number, text: string) => {
      desk.pass(minute)
      const customer = number(place - 1)
      await desk.store.write('receive', inboundText({ customer, ours, text, sentAt: desk.at(), arrivedAt: desk.at() }))
      const [message] = await desk.store.ask('list', { customer, direction: 'inbound', limit: 1 })
      if (message === undefined) throw new Error('nothing came in')
      return message
    }
    const status = async (place: number) =>
      (await desk.store.ask('thread', { customer: number(place - 1), now: desk.at() }))?.status
    const thanked = async () =>
      (await desk.store.ask('list', { direction: 'outbound' })).filter((m) => m.kind === 'thanks')
    return { ...desk, settle, says, status, thanked, seqOf: (id: string) => Number(id.slice(1)) }
  }

  test('courtesy needs nobody and asks nothing', async () => {
    const { settle, says, status, thanked, look } = await open(7)
    const texts = ['ok thanks', 'see you friday', '👍', 'Danke!', '好的谢谢', 'ok, see you on Fri']
    for (const [index, text] of texts.entries()) {
      await settle(index + 1)
      expect(await says(index + 1, text)).toMatchObject({ ...smallTalk, text })
      expect(await status(index + 1)).toBe('done')
    }
    // Control: of whom nobody rang, somebody looks, and the desk asks once more.
    expect(await says(7, 'ok thanks')).toMatchObject({ needsPerson: true, because: { why: 'no option in it' } })
    expect(await status(7)).toBe('needs-you')
    expect((await thanked()).map(({ customer }) => customer)).toEqual([number(6)])
    expect((await look()).run.outcomes).toMatchObject({ settled: 6, person: 1 })
  })

  test('“see you” on another day than was noted is no courtesy', async () => {
    const { settle, says } = await open(1)
    await settle(1)
    expect(await says(1, 'see you monday')).toMatchObject({
      needsPerson: true,
      because: { why: 'no option in it' },
      thanks: null,
    })
    expect(await says(1, 'see you thursday')).toMatchObject({ needsPerson: true, thanks: null })
    // Nor is one where nothing was noted of a day.
    await settle(1, 'Rang: at home')
    expect(await says(1, 'see you monday')).toMatchObject({ needsPerson: true })
    expect(await says(1, 'see you')).toMatchObject(smallTalk)
  })

  test('what came while it was noted still needs somebody', async () => {
    const { store, says, status, look, seqOf, at } = await open(1)
    const seen = await says(1, 'which van?')
    const late = await says(1, 'the gate is locked')
    await store.write('settleRow', { run: 1, place: 1, as: 'Rang', upTo: seqOf(seen.id), now: at() })
    const [newest, before] = await store.ask('list', { customer: number(0), direction: 'inbound' })
    expect([before?.needsPerson, newest?.id, newest?.needsPerson]).toEqual([false, late.id, true])
    expect(await status(1)).toBe('needs-you')
    expect((await look()).run.outcomes).toMatchObject({ settled: 0, person: 1 })
  })

  test('what was noted of a call before the update is taken for dealt with, and nothing that came after it', async () => {
    const desk = await open(2)
    await desk.says(1, 'which van?')
    await desk.settle(1)
    await desk.says(1, 'are you there?')
    await desk.says(2, 'which van?')
    await desk.store.close()
    // As the version before left it: to note a call closed nothing.
    const db = new Database(join(desk.folder, 'desk.db'))
    db.exec('DROP INDEX messages_label; DROP INDEX messages_held; ALTER TABLE threads DROP COLUMN note_draft')
    db.exec('DROP INDEX messages_wait_again; ALTER TABLE run_rows DROP COLUMN with_many')
    db.exec("UPDATE messages SET needs_person = 1, done_at = NULL WHERE direction = 'inbound'")
    db.pragma(`user_version = ${migrations.findIndex((each) => each.includes('messages_label'))}`)
    db.close()
    await desk.restart()
    const after = new Database(join(desk.folder, 'desk.db'), { readonly: true })
    const needs = after.prepare("SELECT needs_person FROM messages WHERE direction = 'inbound' ORDER BY seq").pluck()
    expect(needs.all()).toEqual([0, 1, 1])
    after.close()
    expect((await desk.look()).run.outcomes).toMatchObject({ person: 2 })
  })

  test('an answer goes to a person and is not thanked for, also the one that was filed before', async () => {
    const { settle, says, status, thanked, look } = await open(2)
    await says(2, '1')
    const before = await thanked()
    expect(before).toHaveLength(1)
    for (const place of [1, 2]) {
      await settle(place)
      expect(await says(place, '1')).toMatchObject({
        needsPerson: true,
        because: { rule: 'person', why: 'was settled by phone', heard: '1' },
        options: [{ digit: '1' }, { digit: '2' }, { digit: '3' }],
        thanks: null,
        noThanks: null,
      })
      expect(await status(place)).toBe('needs-you')
    }
    expect(await thanked()).toHaveLength(1)
    const { run, rows } = await look()
    expect(run).toMatchObject({ outcomes: { person: 2, settled: 0 }, chosen: { '1': 0 } })
    expect(rows[0]).toMatchObject({ outcome: 'person', why: 'was settled by phone', settledAs: 'Rang: comes Friday' })
  })

  test('a question needs a person, and is not answered by the desk; done with, the card is settled again', async () => {
    const { store, settle, says, look, thanked, seqOf, at } = await open(1)
    await settle(1)
    const reply = await says(1, 'which van?')
    expect(reply).toMatchObject({ needsPerson: true, because: { why: 'asks a question' } })
    expect((await look()).rows[0]).toMatchObject({ outcome: 'person', why: 'asks a question' })
    expect(await says(1, 'the blue one')).toMatchObject({ needsPerson: true, because: { why: 'no option in it' } })
    for (const { id } of await store.ask('list', { direction: 'inbound' }))
      await store.write('closeReply', { seq: seqOf(id), now: at() })
    expect((await look()).rows[0]).toMatchObject({ outcome: 'settled', why: 'Rang: comes Friday' })
    expect(await thanked()).toEqual([])
  })

  test('filed by a person, their answer counts and nothing is settled by telephone any more', async () => {
    const { store, settle, says, look, thanked, seqOf, at } = await open(1)
    await settle(1)
    const { id } = await says(1, '2')
    await store.write('fileReply', { submissionId: 'file', seq: seqOf(id), option: '2', now: at() })
    expect(await look()).toMatchObject({
      run: { outcomes: { option: 1, settled: 0 }, chosen: { '2': 1 } },
      rows: [{ outcome: 'option', option: '2', settledAs: null }],
    })
    expect(await thanked()).toHaveLength(1)
    expect(await says(1, 'ok thanks')).toMatchObject(smallTalk)
  })

  test('who had written before it was dealt with by the call, until that is taken back', async () => {
    const { settle, says, status, look } = await open(1)
    await says(1, 'can you ring me?')
    expect(await status(1)).toBe('needs-you')
    await settle(1)
    await settle(1, 'Rang twice: comes Friday')
    expect(await status(1)).toBe('done')
    expect((await look()).run.outcomes).toMatchObject({ settled: 1, person: 0 })
    await settle(1, null)
    expect(await status(1)).toBe('needs-you')
    expect((await look()).run.outcomes).toMatchObject({ settled: 0, person: 1 })
    // Taken back, it is a question that waits like any other.
    expect(await says(1, '1')).toMatchObject({
      needsPerson: false,
      because: { option: '1' },
      thanks: { state: 'queued' },
    })
  })

  test('a changed answer is dealt with by the call too', async () => {
    const { settle, says, status } = await open(1)
    await says(1, '1')
    await says(1, '2')
    expect(await status(1)).toBe('needs-you')
    await settle(1)
    expect(await status(1)).toBe('done')
  })
})

describe('after a person wrote back', () => {
  test('courtesy needs nobody, of a customer and of a stranger', () => {
    const desk = openThreads()
    desk.ask(ann)
    for (const customer of [ann, ben]) {
      const question = desk.says(customer, 'can you come after 3?')
      desk.queue(customer, { text: 'Yes, after 4.', inReplyTo: question })
      desk.leave()
      for (const text of ['ok thanks', 'see you', '👍', '谢谢']) {
        const seq = desk.says(customer, text)
        expect(desk.read.bySeqs([seq])[0]).toMatchObject({ ...smallTalk, text })
        expect(desk.status(customer)).toBe(customer === ann ? 'waiting' : 'done')
      }
    }
    // What was asked is open all the same.
    expect(desk.read.bySeqs([desk.says(ann, '2')])[0]).toMatchObject({ because: { option: '2' } })
  })

  const answered = (desk: ReturnType<typeof openThreads>, text = 'Yes, after 4.') => {
    desk.says(ben, 'can you come after 3?')
    desk.queue(ben, { text, inReplyTo: desk.newest() })
    desk.leave()
  }
  test.each<[string, (desk: ReturnType<typeof openThreads>) => unknown]>([
    ['it says more', (desk) => [answered(desk), desk.says(ben, 'ok, and which van?')]],
    ['the person asked something', (desk) => [answered(desk, 'Shall we leave it with 12?'), desk.says(ben, 'ok')]],
    ['the person asked in other words', (desk) => [answered(desk, '放邻居家可以吗'), desk.says(ben, 'ok')]],
    [
      'it was written before the text left',
      (desk) => [answered(desk), desk.says(ben, 'ok', { sentAt: desk.at() - minute })],
    ],
    ['days have passed', (desk) => [answered(desk), desk.pass(4 * day), desk.says(ben, 'hello')]],
    [
      'they wrote something else since',
      (desk) => [answered(desk), desk.says(ben, 'which van?'), desk.says(ben, 'thanks')],
    ],
    ['they were asked something since', (desk) => [answered(desk), desk.ask(ben), desk.says(ben, 'ok thanks')]],
    ['nobody knows whether it left', (desk) => [desk.queue(ben), desk.leave(lose), desk.says(ben, 'thanks')]],
    ['it has not left', (desk) => [desk.queue(ben), desk.says(ben, 'thanks')]],
    ['nobody wrote', (desk) => desk.says(ben, 'ok thanks')],
  ])('a person looks where %s', (_, happens) => {
    const desk = openThreads()
    happens(desk)
    const [last] = desk.read.list({ customer: ben, direction: 'inbound', limit: 1 })
    expect(last).toMatchObject({ needsPerson: true, because: { rule: 'person' } })
    expect(desk.status(ben)).toBe('needs-you')
  })
})
