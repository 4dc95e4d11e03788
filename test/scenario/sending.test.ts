import { afterEach, expect, test } from 'vitest'
import {
  type DeskProcess,
  eventually,
  type PretendProcess,
  startDeskProcess,
  startPretendProcess,
} from '../support/processes.ts'

let vonage: PretendProcess
let running: DeskProcess
afterEach(async () => {
  await running?.end()
  await vonage?.end()
})

async function live(...flags: string[]) {
  vonage = await startPretendProcess(...flags)
  // So that a text that was taken stays "submitted".
  await vonage.set({ receipts: [] })
  running = await startDeskProcess(vonage.env)
}
const text = async (to: number) => {
  const number = `+44 7700 900${String(to).padStart(3, '0')}`
  const sent = await running.desk.sendSms({ submissionId: `form-${to}`, to: number, text: 'On our way' })
  if (!sent.ok) throw new Error(sent.problem.text)
  return sent.value.message
}
/** Oldest first. */
async function states() {
  const listed = await running.desk.listMessages({ direction: 'outbound', limit: 200 })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value.messages.map(({ state }) => state).reverse()
}
const state = async () => {
  const desk = await running.desk.getDesk({})
  if (!desk.ok) throw new Error(desk.problem.text)
  return desk.value
}
const requests = async () => (await vonage.record()).requests

test('three texts of unknown fate in a row stop all sending, over a restart too, until a person lets it go on', async () => {
  await live()
  await vonage.next({ answer: 'reset', accept: true, times: 3 })
  for (let to = 101; to <= 103; to += 1) {
    await text(to)
    await eventually(async () => expect((await states()).at(-1)).toBe('unknown'))
  }
  await eventually(async () => expect((await state()).stop).toMatchObject({ why: 'unknown' }))
  await text(104)
  await running.end('SIGKILL')
  running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: running.folder })
  expect((await state()).stop).toMatchObject({ why: 'unknown' })
  expect(await states()).toEqual(['unknown', 'unknown', 'unknown', 'queued'])
  expect(await requests()).toHaveLength(3)
  await running.desk.resumeSending({})
  await eventually(async () => expect((await states()).at(-1)).toBe('submitted'))
  expect(await requests()).toHaveLength(4)
})

test('control: two unknown ones, or three with one that was taken in between, stop nothing', async () => {
  await live()
  await vonage.next({ answer: 'reset', times: 2 }, { answer: 'usual' }, { answer: 'reset' }, { answer: 'usual' })
  for (let to = 111; to <= 115; to += 1) {
    await text(to)
    await eventually(async () => expect((await states()).at(-1)).toMatch(/unknown|submitted/))
  }
  expect(await states()).toEqual(['unknown', 'unknown', 'submitted', 'unknown', 'submitted'])
  expect((await state()).stop).toBeNull()
})

test('when Vonage asks us to wait, all texts wait as long, and all arrive', async () => {
  await live()
  await vonage.next({ answer: 'http', code: 429, retryAfterSeconds: 2 })
  await text(121)
  await eventually(async () => expect(await requests()).toHaveLength(1))
  const asked = performance.now()
  for (let to = 122; to <= 125; to += 1) await text(to)
  await eventually(async () => expect(await states()).toEqual(Array(5).fill('submitted')))
  expect(performance.now() - asked).toBeGreaterThan(1800)
  expect(await requests()).toHaveLength(6)
})

test('the account’s 30 texts a second are never exceeded, and each text leaves once', async () => {
  await live()
  // It would let through whatever comes: the pace is the desk's own.
  await vonage.set({ ratePerSecond: 1000 })
  const from = performance.now()
  await Promise.all(Array.from({ length: 90 }, (_, index) => text(200 + index)))
  await eventually(async () => expect(await states()).toEqual(Array(90).fill('submitted')), 30_000)
  expect(performance.now() - from).toBeGreaterThan(2900)
  expect(await requests()).toHaveLength(90)
})

test('a US long number keeps to one text a second, whatever was agreed for the account, until it is approved for more', async () => {
  await live('--number', '12025550100')
  await vonage.set({ ratePerSecond: 1000 })
  await running.desk.saveSettings({ textsPerSecond: 60 })
  for (let to = 311; to <= 314; to += 1) await text(to)
  await eventually(async () => expect(await states()).toEqual(Array(4).fill('submitted')))
  const times = (await requests()).map(({ at }) => Date.parse(at))
  for (const [index, at] of times.entries()) if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThan(990)
  // The control.
  await running.desk.saveSettings({ usLongTextsPerSecond: 60 })
  const from = performance.now()
  for (let to = 321; to <= 328; to += 1) await text(to)
  await eventually(async () => expect(await states()).toEqual(Array(12).fill('submitted')))
  expect(performance.now() - from).toBeLessThan(5000)
})

test('when Vonage answers nobody any more, no more than a handful of texts end as unknown', async () => {
  await live()
  await vonage.next({ answer: 'silence', times: 40 })
  for (let to = 151; to <= 180; to += 1) await text(to)
  await eventually(async () => expect((await state()).stop).toMatchObject({ why: 'unknown' }), 18_000)
  const by = Object.groupBy(await states(), (each) => each)
  // Four at once, and one more for each of the two that ended before the third.
  expect((by.unknown ?? []).length + (by.sending ?? []).length).toBeLessThanOrEqual(6)
  expect(by.queued?.length).toBeGreaterThanOrEqual(24)
  // What is under way would be waited for.
  await running.end('SIGKILL')
})
