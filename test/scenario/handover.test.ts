import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { handoverPieceBytes } from '../../src/shared/handover.ts'
import { deskOf } from '../support/away.ts'
import { type DeskProcess, eventually, type PretendProcess, startPretendProcess } from '../support/processes.ts'

const passphrase = 'correct horse battery'
const asked = '447700900111'
const others = Array.from({ length: 8 }, (_, index) => `44770090012${index}`)

let vonage: PretendProcess
const running: DeskProcess[] = []
afterEach(async () => {
  for (const desk of running.splice(0)) await desk.end()
  await vonage?.end()
})

const linkTo = ({ ready }: DeskProcess) => vonage.link({ inbound: ready.inbound, receipts: ready.receipts })
const texts = async ({ desk }: DeskProcess, direction: 'inbound' | 'outbound') => {
  const listed = await desk.listMessages({ direction, limit: 200 })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value.messages
}
const sentTo = async (customer: string) =>
  (await vonage.record()).requests.filter(({ body }) => body.to === customer).length
const send = ({ desk }: DeskProcess, to: string) =>
  desk.sendSms({ submissionId: `to ${to}`, to: `+${to}`, text: 'We come at 4' })
const refusal = { ok: false, problem: { code: 'handed-over' } }

/** As a window brings it, piece by piece; the first one twice, and one that is too early. */
async function bring({ desk }: DeskProcess, path: string, id: string) {
  const file = readFileSync(path)
  const put = async (offset: number) => {
    const bytes = file.subarray(offset, offset + handoverPieceBytes).toString('base64')
    const answer = await desk.putHandover({ id, offset, bytes })
    if (!answer.ok) throw new Error(answer.problem.text)
    return answer.value.received
  }
  expect(await put(handoverPieceBytes)).toBe(0)
  await put(0)
  for (let offset = 0; offset < file.length; ) offset = await put(offset)
}
async function handOver({ desk }: DeskProcess, submissionId: string) {
  const made = await desk.makeHandover({ submissionId, passphrase, summary: 'Mr Fox rings back' })
  if (!made.ok) throw new Error(made.problem.text)
  return made.value.handover
}

test('a desk with a queue and an open question is handed over and back; nobody is texted twice, and no reply is lost', {
  timeout: 180_000,
}, async () => {
  vonage = await startPretendProcess('--retry-first-ms', '100')
  const [officeA, officeB] = [await deskOf(vonage), await deskOf(vonage)]
  const a = await officeA.start()
  running.push(a)
  await linkTo(a)
  await a.desk.sendNotice({
    submissionId: 'ask',
    to: `+${asked}`,
    questionId: 'delivery',
    fields: { weekday: 'Thursday' },
  })
  await eventually(async () => expect((await texts(a, 'outbound'))[0]?.state).toBe('delivered'))
  await a.desk.saveSettings({ textsPerSecond: 1 })

  // Pressed while others still press: what was taken is in the file, the rest is told.
  const sending = others.map((to) => send(a, to))
  const [handover, ...sent] = await Promise.all([handOver(a, 'evening'), ...sending])
  const taken = others.filter((_, place) => sent[place]?.ok)
  for (const answer of sent) if (!answer.ok) expect(answer).toMatchObject(refusal)
  expect(await handOver(a, 'evening')).toEqual(handover)
  expect(readdirSync(join(officeA.folder, 'live', 'handovers'))).toEqual([handover.fileName])
  const left = (await vonage.record()).requests.length
  expect(await send(a, '447700900199')).toMatchObject(refusal)
  expect(await a.desk.resumeSending({})).toMatchObject(refusal)
  expect(await a.desk.saveSettings({ helpText: 'Ring us' })).toMatchObject(refusal)
  expect(await a.desk.saveSettings({ language: 'zh' })).toMatchObject({ ok: true })
  expect(await a.desk.getDesk({})).toMatchObject({ ok: true, value: { handedOver: { file: handover } } })

  const b = await officeB.start()
  running.push(b)
  await bring(b, handover.path, 'evening-shift-file')
  const file = { id: 'evening-shift-file', passphrase }
  expect(await b.desk.readHandover({ ...file, passphrase: 'wrong horse battery' })).toMatchObject({
    ok: false,
    problem: { code: 'wrong-passphrase' },
  })
  expect(await b.desk.readHandover(file)).toMatchObject({
    ok: true,
    value: { preview: { summary: 'Mr Fox rings back', texts: 1 + taken.length, waiting: 1 } },
  })
  expect(await b.desk.takeHandover(file)).toMatchObject({ ok: true, value: { keptAs: expect.any(String) } })
  await linkTo(b)
  // Its timestamp is cut to the second, and for what was said before the file was taken B thanks nobody.
  await setTimeout(1000)
  await vonage.text({ from: asked, text: '2', wait: true })
  await eventually(async () =>
    expect((await texts(b, 'inbound'))[0]).toMatchObject({ because: { option: '2' }, thanks: { state: 'delivered' } }),
  )
  // A has sent nothing since, and was started anew by nobody.
  expect((await vonage.record()).requests.length).toBe(left + 1)
  const held = (await texts(b, 'outbound')).filter(({ state }) => state === 'held')
  for (const { id } of held) expect(await b.desk.releaseText({ messageId: id })).toMatchObject({ ok: true })
  await eventually(async () => {
    for (const to of taken) expect([to, await sentTo(to)]).toEqual([to, 1])
  })

  // One that comes to the first desk all the same, as while a number is linked anew.
  await linkTo(a)
  await vonage.text({ from: others[0] ?? '', text: 'are you there?', wait: true })
  await linkTo(b)
  const back = await handOver(b, 'morning')
  expect(await send(b, '447700900198')).toMatchObject(refusal)
  await bring(a, back.path, 'morning-shift-file')
  expect(await a.desk.takeHandover({ id: 'morning-shift-file', passphrase })).toMatchObject({ ok: true })
  await linkTo(a)
  expect((await texts(a, 'inbound')).map(({ text }) => text).toSorted()).toEqual(['2', 'are you there?'])
  expect(await send(a, '447700900199')).toMatchObject({ ok: true })
  await eventually(async () => expect(await sentTo('447700900199')).toBe(1))
  expect(await sentTo(asked)).toBe(2)
  for (const to of taken) expect([to, await sentTo(to)]).toEqual([to, 1])
  expect(await sentTo('447700900198')).toBe(0)
  // No copy of the texts lies about.
  for (const { folder } of [officeA, officeB])
    expect(readdirSync(join(folder, 'live')).filter((name) => /restoring/.test(name))).toEqual([])
})
