import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deskOf } from '../support/away.ts'
import { type DeskProcess, eventually, type PretendProcess, startPretendProcess } from '../support/processes.ts'

const minute = 60_000
const to = '+44 7700 900111'
const text = 'On our way'

let vonage: PretendProcess
let office: Awaited<ReturnType<typeof deskOf>>
let running: DeskProcess
beforeEach(async () => {
  vonage = await startPretendProcess()
  office = await deskOf(vonage)
})
afterEach(async () => {
  await running?.end()
  await vonage.end()
})

const outbound = async () => {
  const listed = await running.desk.listMessages({ direction: 'outbound' })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value.messages
}
const lookedUp = async () =>
  (await vonage.record()).calls.filter(({ fields }) => fields.direction === 'outbound').length

/** The line breaks while a text leaves, so that nobody knows whether Vonage has it. */
async function loseText(accept: boolean) {
  running = await office.start()
  await vonage.next({ answer: 'reset', accept, receipts: 'none' })
  await running.desk.sendSms({ submissionId: 'first', to, text })
  await eventually(async () => expect(await outbound()).toMatchObject([{ state: 'unknown', problemCode: 'dropped' }]))
}

/** Ends the desk, lets so much time pass, as far as its file tells, and starts it: it asks Vonage at once. */
async function startedAfter(minutes: number) {
  await running.end()
  const db = new Database(join(office.folder, 'live', 'desk.db'))
  db.prepare('UPDATE messages SET left_at = left_at - :ms, asked_at = asked_at - :ms').run({ ms: minutes * minute })
  db.close()
  const before = await lookedUp()
  running = await office.start()
  await eventually(async () => expect(await lookedUp()).toBeGreaterThan(before))
}

test('a text that Vonage has no record of is told so after two looks, sent again by a person alone, and settled late', async () => {
  await loseText(false)
  await startedAfter(31)
  await startedAfter(11)
  await eventually(async () =>
    expect(await outbound()).toMatchObject([{ state: 'unknown', problemCode: 'not-on-record' }]),
  )
  const [lost] = await outbound()
  // One request: the machine sent nothing again.
  expect((await vonage.record()).requests).toHaveLength(1)
  const again = await running.desk.sendSms({ submissionId: 'again', to, text, again: lost?.id ?? '' })
  expect(again).toMatchObject({ ok: true, value: { message: { triedBefore: { id: lost?.id, firstAt: lost?.at } } } })
  await eventually(async () =>
    expect(await outbound()).toMatchObject([
      { state: 'delivered' },
      { state: 'unknown', textedAgain: { at: expect.any(String) }, doneAt: expect.any(String) },
    ]),
  )
  const { requests } = await vonage.record()
  expect(new Set(requests.map(({ body }) => body['client-ref'])).size).toBe(2)
  // It had left after all, and its receipt comes hours later.
  await vonage.receipt({
    messageId: 'late',
    to: '447700900111',
    clientRef: lost?.reference ?? '',
    status: 'delivered',
    url: running.ready.receipts,
    wait: true,
  })
  await eventually(async () => expect((await outbound())[1]).toMatchObject({ state: 'delivered', problem: null }))
  expect(await running.desk.sendSms({ submissionId: 'third', to, text, again: lost?.id ?? '' })).toMatchObject({
    ok: false,
    problem: { code: 'delivered-meanwhile' },
  })
  expect((await vonage.record()).requests).toHaveLength(2)
})

test('control: one that Vonage took is found on its record, and is never called missing', async () => {
  await loseText(true)
  // Its record is younger than that, and still near enough to where it is looked for.
  await startedAfter(2.5)
  // As its record says by then.
  const taken = { state: expect.stringMatching(/^(submitted|delivered)$/), problem: null }
  await eventually(async () => expect(await outbound()).toMatchObject([taken]))
})
