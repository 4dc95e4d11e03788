import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupPath } from '../../src/main/store/backups.ts'
import { deskOf } from '../support/away.ts'
import { type DeskProcess, eventually, type PretendProcess, startPretendProcess } from '../support/processes.ts'

const [ada, bea, cem] = ['447700900111', '447700900112', '447700900113']

let vonage: PretendProcess
let office: Awaited<ReturnType<typeof deskOf>>
let running: DeskProcess
beforeEach(async () => {
  vonage = await startPretendProcess('--retry-first-ms', '100')
  office = await deskOf(vonage)
})
afterEach(async () => {
  await running?.end()
  await vonage.end()
})

const texts = async (direction: 'inbound' | 'outbound') => {
  const listed = await running.desk.listMessages({ direction, limit: 200 })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value.messages
}
const sentTo = async (customer: string) =>
  (await vonage.record()).requests.filter(({ body }) => body.to === customer).length

/**
 * Ada was asked. Texts to Bea and Cem wait, because sending is stopped, when the backup is made. Then they leave, Ada
 * answers and is thanked, Cem writes STOP, and the file is damaged.
 */
async function dayWithDamage() {
  running = await office.start()
  await vonage.link({ inbound: running.ready.inbound, receipts: running.ready.receipts })
  await running.desk.sendNotice({
    submissionId: 'ask',
    to: `+${ada}`,
    questionId: 'delivery',
    fields: { weekday: 'Thursday' },
  })
  await eventually(async () => expect((await texts('outbound'))[0]?.state).toBe('delivered'))
  await running.desk.stopSending({})
  for (const to of [bea, cem])
    await running.desk.sendSms({ submissionId: `to ${to}`, to: `+${to}`, text: 'We come at 4' })
  const made = await running.desk.makeBackup({})
  if (!made.ok || made.value.backup === null) throw new Error(JSON.stringify(made))
  await running.desk.resumeSending({})
  // Receipts that never come are what makes it doubtful.
  await eventually(async () => expect([await sentTo(bea), await sentTo(cem)]).toEqual([1, 1]))
  await vonage.text({ from: ada, text: '2', wait: true })
  await eventually(async () => expect(await sentTo(ada)).toBe(2))
  await vonage.text({ from: cem, text: 'STOP', wait: true })
  await eventually(async () => expect((await texts('outbound')).every(({ state }) => state === 'delivered')).toBe(true))
  await running.end()
  return made.value.backup.id
}
const file = () => join(office.folder, 'live', 'desk.db')

test('after a restore nobody is texted or thanked a second time, and the STOP is known again', async () => {
  const backupId = await dayWithDamage()
  writeFileSync(file(), 'damaged '.repeat(1000))
  running = await office.start()
  expect(await running.desk.restoreBackup({ backupId })).toMatchObject({ ok: true })
  // Recovery brings Ada’s answer and Cem’s STOP, and finds that the two texts have left.
  await eventually(async () => {
    const [stop, answer] = await texts('inbound')
    expect(stop).toMatchObject({ customer: cem, because: { rule: 'opt-out' }, recovered: true })
    expect(answer).toMatchObject({ customer: ada, because: { option: '2' }, thanks: null, noThanks: 'restored' })
  })
  expect(await running.desk.resumeSending({})).toMatchObject({ ok: true })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect([await sentTo(ada), await sentTo(bea), await sentTo(cem)]).toEqual([2, 1, 1])
  const waited = (await texts('outbound')).filter(({ text }) => text === 'We come at 4')
  expect(waited).toHaveLength(2)
  expect(waited.every(({ state }) => state === 'held' || state === 'delivered')).toBe(true)
  expect(await running.desk.sendSms({ submissionId: 'after', to: `+${cem}`, text: 'hello' })).toMatchObject({
    ok: false,
    problem: { code: 'opted-out' },
  })
  const state = await running.desk.getDesk({})
  expect(state).toMatchObject({ ok: true, value: { restoredAt: expect.any(String), gap: { why: 'restored' } } })
})

test('control: the same backup put in the place by hand, queue and all, texts twice', async () => {
  const backupId = await dayWithDamage()
  writeFileSync(file(), readFileSync(backupPath(join(office.folder, 'live'), backupId)))
  rmSync(join(office.folder, 'live', 'desk.mark'))
  running = await office.start()
  await running.desk.resumeSending({})
  await eventually(async () => expect(await sentTo(bea)).toBe(2))
})

test('with all well a backup is put back the same way; the windows hear of it, and the file before is kept', async () => {
  const backupId = await dayWithDamage()
  running = await office.start()
  const events = running.desk.events()
  await events.open
  const restored = await running.desk.restoreBackup({ backupId })
  expect(restored).toMatchObject({
    ok: true,
    value: { backupId, keptAs: expect.stringMatching(/desk\.db\.replaced-\d{8}T\d{6}Z$/) },
  })
  await eventually(() =>
    expect(events.seen.at(-1)).toMatchObject({ name: 'desk', data: { restoredAt: expect.any(String) } }),
  )
  events.close()
  // From the file that it replaced: known before Vonage is asked.
  expect(await running.desk.getCustomer({ number: `+${cem}` })).toMatchObject({
    ok: true,
    value: { optedOut: { since: expect.any(String) } },
  })
  expect(await running.desk.restoreBackup({ backupId: '0000099-20261122T060000Z' })).toMatchObject({
    ok: false,
    problem: { code: 'no-such-backup' },
  })
  expect(await texts('outbound')).toHaveLength(3)
})
