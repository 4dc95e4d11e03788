import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Gap } from '../../src/shared/gap.ts'
import { deskOf, endedAgo, lookedAgo, nowhere } from '../support/away.ts'
import { type DeskProcess, eventually, type PretendProcess, startPretendProcess } from '../support/processes.ts'

const hour = 3_600_000
const number = (place: number) => `4477009001${String(place).padStart(2, '0')}`
const notice = (place: number) => ({
  submissionId: `form-${place}`,
  to: `+${number(place)}`,
  questionId: 'delivery',
  fields: { weekday: 'Thursday' },
})

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

const inbound = async () => {
  const listed = await running.desk.listMessages({ direction: 'inbound', limit: 200 })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value.messages
}
const gap = async (): Promise<Gap | null> => {
  const desk = await running.desk.getDesk({})
  if (!desk.ok) throw new Error(desk.problem.text)
  return desk.value.gap
}

/** Three customers are asked; the desk is killed; they write while nothing listens, until Vonage has given up. */
async function nightWithAnswers(env: Record<string, string> = {}) {
  running = await office.start()
  await vonage.link({ inbound: running.ready.inbound, receipts: running.ready.receipts })
  for (const place of [1, 2, 3]) await running.desk.sendNotice(notice(place))
  await eventually(async () => {
    const listed = await running.desk.listMessages({ direction: 'outbound' })
    expect(listed.ok && listed.value.messages.every(({ state }) => state === 'delivered')).toBe(true)
  })
  await running.end('SIGKILL')
  await vonage.set({ retry: { giveUpAfterMs: 150 } })
  const answers: [number, string][] = [
    [1, '2'],
    [2, 'can you come after 3?'],
    [3, 'post office please'],
    [3, 'STOP'],
  ]
  for (const [place, text] of answers)
    expect(await vonage.text({ from: number(place), text, wait: true })).toMatchObject({ acknowledged: [false] })
  running = await office.start(env)
}

test('what customers wrote while the desk was dead, and Vonage gave up on, is there once, understood, and told', async () => {
  await nightWithAnswers()
  await eventually(async () => expect(await inbound()).toHaveLength(4))
  const [stop, post, question, two] = await inbound()
  expect(two).toMatchObject({
    text: '2',
    recovered: true,
    because: { rule: 'option', option: '2' },
    thanks: { state: 'queued' },
  })
  expect(question).toMatchObject({ needsPerson: true })
  expect(post).toMatchObject({ because: { rule: 'option', option: '3' } })
  expect(stop).toMatchObject({ because: { rule: 'opt-out' } })
  expect(await running.desk.sendSms({ submissionId: 'after', to: number(3), text: 'hello' })).toMatchObject({
    ok: false,
    problem: { code: 'opted-out' },
  })
  await eventually(async () =>
    expect(await gap()).toMatchObject({ why: 'not-running', until: expect.any(String), recovered: 4, problem: null }),
  )
  // Nothing was texted twice: three questions, and the thanks wait for what may yet come in.
  expect((await vonage.record()).requests).toHaveLength(3)
  // Started again, it asks again, and nothing is there twice.
  await running.end()
  running = await office.start()
  await eventually(async () =>
    expect((await vonage.record()).calls.filter(({ path }) => path.startsWith('/v2/')).length).toBeGreaterThan(1),
  )
  expect(await inbound()).toHaveLength(4)
})

test('control: a desk that cannot ask has none of them', async () => {
  await nightWithAnswers(await nowhere())
  await vonage.text({ from: number(1), text: 'anybody there?', wait: true })
  await eventually(async () => expect(await inbound()).toHaveLength(1))
  await new Promise((resolve) => setTimeout(resolve, 2000))
  expect((await inbound()).map(({ text }) => text)).toEqual(['anybody there?'])
})

test('replies that come by webhook too, before and after, and in parts, are there once', async () => {
  running = await office.start()
  await vonage.link({ inbound: running.ready.inbound })
  const ids: string[] = []
  // Half came while the desk was there; its webhooks were answered.
  for (let place = 0; place < 20; place += 1)
    ids.push(...(await vonage.text({ from: number(place), text: `before ${place}`, wait: true })).messageIds)
  await running.end('SIGKILL')
  const late: Promise<{ messageIds: string[] }>[] = []
  for (let place = 0; place < 20; place += 1) {
    late.push(vonage.text({ from: number(place), text: `late ${place}`, wait: true }))
    ids.push(...(await vonage.text({ from: number(place), text: `never ${place}`, webhook: false })).messageIds)
  }
  // By then the records were asked for: its parts stand there as pieces when they come once more.
  await vonage.set({ retry: { firstMs: 3_000, longestMs: 3_000 } })
  const story = `${'a long story '.repeat(30)}the end`
  late.push(vonage.text({ from: number(50), text: story, order: [3, 1, 2], wait: true }))
  running = await office.start()
  for (const { messageIds } of await Promise.all(late)) ids.push(...messageIds)
  await eventually(async () => {
    expect((await inbound()).flatMap(({ providerIds }) => providerIds)).toHaveLength(ids.length)
    // Recovered in pieces or not: its webhooks say what belongs together.
    expect((await inbound()).filter(({ customer }) => customer === number(50))).toMatchObject([
      { text: story, state: 'received', providerIds: [expect.any(String), expect.any(String), expect.any(String)] },
    ])
  }, 30_000)
  const shown = (await inbound()).flatMap(({ providerIds }) => providerIds)
  expect(shown.toSorted()).toEqual(ids.toSorted())
  expect(new Set(shown).size).toBe(63)
  // All of them are on record: asking once more changes nothing.
  await running.end()
  running = await office.start()
  await eventually(async () => expect(await gap()).toMatchObject({ until: expect.any(String) }))
  const again = await inbound()
  expect(again.flatMap(({ providerIds }) => providerIds)).toHaveLength(63)
  expect(again).toHaveLength(61)
}, 180_000)

test('where Vonage does not give out its records, the gap is told with its times; it stays dismissed', async () => {
  await vonage.set({ reports: 'forbidden' })
  running = await office.start()
  await running.end()
  const endedAt = Date.now() - 14 * hour
  endedAgo(office.folder, 14 * hour)
  await vonage.text({ from: number(1), text: '2', receivedAt: new Date(endedAt + hour).toISOString(), webhook: false })
  running = await office.start()
  await eventually(async () =>
    expect(await gap()).toMatchObject({
      problem: { code: 'reports-refused' },
      until: expect.any(String),
      recovered: 0,
    }),
  )
  const told = await gap()
  expect(Math.abs(Date.parse(told?.since ?? '') - endedAt)).toBeLessThan(5000)
  expect(await running.desk.dismissGap({ gapId: 999 })).toMatchObject({ ok: false, problem: { code: 'no-such-gap' } })
  expect(await running.desk.dismissGap({ gapId: told?.id ?? 0 })).toMatchObject({ ok: true, value: { gap: null } })
  expect(await gap()).toBeNull()
  await running.end()
  // Allowed since: what it holds is there, and that is told although less was dismissed.
  await vonage.set({ reports: 'allowed' })
  running = await office.start()
  await eventually(async () => expect(await gap()).toMatchObject({ recovered: 1, problem: null }))
  expect(await inbound()).toMatchObject([{ text: '2', recovered: true }])
})

/** Once replies can reach it. */
const linked = () =>
  eventually(async () =>
    expect(await running.desk.linkNumber({})).toMatchObject({ ok: true, value: { link: { state: 'linked' } } }),
  )

test('what came while somebody had led the number elsewhere is asked for when it leads here again', async () => {
  running = await office.start()
  await linked()
  await running.end()
  // The last look at the number is as old as the desk's last sign of life; then it was changed, and the desk starts.
  lookedAgo(office.folder, 14 * hour)
  await vonage.changeNumber({
    msisdn: vonage.env.VONAGE_NUMBER,
    links: { moHttpUrl: 'http://127.0.0.1:9/another-program' },
  })
  await vonage.text({
    from: number(1),
    text: '2',
    receivedAt: new Date(Date.now() - 5 * hour).toISOString(),
    webhook: false,
  })
  running = await office.start()
  await eventually(async () =>
    expect(await running.desk.checkLink({})).toMatchObject({ ok: true, value: { link: { state: 'elsewhere' } } }),
  )
  expect(await inbound()).toEqual([])
  await linked()
  await eventually(async () => expect(await inbound()).toMatchObject([{ text: '2', recovered: true }]))
  await eventually(async () => expect(await gap()).toMatchObject({ why: 'unreachable', recovered: 1, problem: null }))
})

test('a run does not leave while the number leads to somebody else: who answers would be asked again', async () => {
  running = await office.start()
  await linked()
  const make = (name: string, places: number[]) =>
    running.desk.createRun({
      submissionId: name,
      name,
      questionId: 'delivery',
      rows: places.map((place) => ({ to: `+${number(place)}`, fields: { weekday: 'Thursday' } })),
    })
  const state = async (runId: string) => {
    const found = await running.desk.getRun({ runId })
    return found.ok ? found.value.run : found.problem
  }
  const sent = async () => (await vonage.record()).requests.length
  // The control: while it leads here, the way in is all that is asked for.
  expect(await make('linked', [1, 2])).toMatchObject({ ok: true })
  await eventually(async () => expect(await sent()).toBe(2), 40_000)

  await vonage.changeNumber({
    msisdn: vonage.env.VONAGE_NUMBER,
    links: { moHttpUrl: 'http://127.0.0.1:9/another-program' },
  })
  expect(await running.desk.checkLink({})).toMatchObject({ ok: true, value: { link: { state: 'elsewhere' } } })
  expect(await make('elsewhere', [3, 4])).toMatchObject({ ok: true })
  await eventually(
    async () => expect(await state('run2')).toMatchObject({ state: 'paused', why: 'unreachable' }),
    40_000,
  )
  expect(await sent()).toBe(2)
})
