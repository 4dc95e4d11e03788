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

const customer = '447700900123'
const notice = { to: '+44 7700 900123', questionId: 'delivery', fields: { weekday: 'Thursday' } }

async function live(...flags: string[]) {
  vonage = await startPretendProcess('--retry-first-ms', '100', ...flags)
  running = await startDeskProcess(vonage.env)
  await vonage.link({ inbound: running.ready.inbound, receipts: running.ready.receipts })
  return running.desk
}
const list = async (direction?: 'inbound' | 'outbound') => {
  const listed = await running.desk.listMessages({ customer, ...(direction === undefined ? {} : { direction }) })
  if (!listed.ok) throw new Error(listed.problem.text)
  return listed.value.messages
}

test('a notice goes out, the answer comes in, is understood and thanked for, by environment variables alone', async () => {
  const desk = await live()
  const events = desk.events()
  await events.open
  const sent = await desk.sendNotice({ submissionId: 'form-1', ...notice })
  expect(sent).toMatchObject({ ok: true, value: { message: { customer, kind: 'notice' } } })
  await eventually(async () => expect(await list()).toMatchObject([{ state: 'delivered', problem: null }]))

  const { requests } = await vonage.record()
  expect(requests).toHaveLength(1)
  expect(requests[0]?.body).toMatchObject({
    from: vonage.ready.number,
    to: customer,
    type: 'text',
    text: 'Your delivery is scheduled for tomorrow between 8am and 2pm. If you wish to change the delivery date please reply by typing 1 (tomorrow), 2 (Thursday) or 3 (deliver to post office) below.',
    callback: running.ready.receipts,
  })

  for (const format of ['POST', 'GET', 'POST-JSON'] as const) {
    const { acknowledged } = await vonage.text({ from: customer, text: 'Thursday please', format, wait: true })
    expect(acknowledged).toEqual([true])
  }
  const inbound = await list('inbound')
  expect(inbound).toHaveLength(3)
  expect(inbound[2]).toMatchObject({
    text: 'Thursday please',
    because: { rule: 'option', option: '2', heard: 'Thursday' },
  })
  await eventually(async () => expect((await list('inbound'))[2]?.thanks).toMatchObject({ state: 'delivered' }))
  const texts = (await vonage.record()).requests.map(({ body }) => body.text)
  expect(texts).toHaveLength(2)
  expect(texts[1]).toBe('Thank you for picking option 2. Your delivery is now fully scheduled in.')
  const seen = events.seen
    .filter(({ name }) => name === 'message')
    .flatMap(({ data }) => data as { direction: string }[])
  expect(seen.some(({ direction }) => direction === 'inbound')).toBe(true)
  events.close()
})

test('a request repeated twenty times sends one text', async () => {
  const desk = await live()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => desk.sendSms({ submissionId: 'once', to: customer, text: 'On our way' })),
  )
  expect(new Set(answers.map((answer) => (answer.ok ? answer.value.message.id : 'refused'))).size).toBe(1)
  await eventually(async () => expect(await list()).toMatchObject([{ state: 'delivered' }]))
  expect((await vonage.record()).requests).toHaveLength(1)
})

test('a text queued before a stop leaves after the start, and one that was leaving is unknown and not sent again', async () => {
  const desk = await live()
  await vonage.next({ answer: 'silence', accept: true, receipts: 'none' })
  await desk.sendSms({ submissionId: 'hanging', to: customer, text: 'one' })
  await eventually(async () => expect((await vonage.record()).requests).toHaveLength(1))
  await running.end('SIGKILL')
  running = await startDeskProcess({ ...vonage.env, DESK_DATA_DIR: running.folder })
  expect(await list()).toMatchObject([{ state: 'unknown', problemCode: 'interrupted' }])
  await running.desk.sendSms({ submissionId: 'next', to: customer, text: 'two' })
  await eventually(async () => expect((await list())[0]?.state).toBe('submitted'))
  expect((await vonage.record()).requests.map(({ body }) => body.text)).toEqual(['one', 'two'])
})

test('STOP is honoured: recorded, never thanked, later texts refused with the reason', async () => {
  const desk = await live()
  await desk.sendNotice({ submissionId: 'form-1', ...notice })
  await eventually(async () => expect((await list())[0]?.state).toBe('delivered'))
  await vonage.text({ from: customer, text: 'Stop', wait: true })
  expect((await list())[0]).toMatchObject({ because: { rule: 'opt-out' }, thanks: null })
  expect(await desk.sendSms({ submissionId: 'form-2', to: customer, text: 'hello' })).toMatchObject({
    ok: false,
    problem: { code: 'opted-out' },
  })
  expect(await desk.sendNotice({ submissionId: 'form-3', ...notice })).toMatchObject({
    ok: false,
    problem: { code: 'opted-out' },
  })
  await vonage.text({ from: customer, text: '2', wait: true })
  expect((await list())[0]).toMatchObject({ because: { rule: 'option' }, noThanks: 'opted-out', thanks: null })
  expect((await vonage.record()).requests).toHaveLength(1)
})

test('a long reply in mixed parts becomes one text, and a missing part shows within 20 s', async () => {
  await live()
  const long = `Leave it with ${'my good '.repeat(50)}neighbour`
  await vonage.text({ from: customer, text: long, order: [2, 3, 1], wait: true })
  expect(await list('inbound')).toMatchObject([{ text: long, state: 'received' }])
  await vonage.text({ from: customer, text: long, order: [1, 3], wait: true })
  await eventually(
    async () => expect((await list('inbound'))[0]).toMatchObject({ state: 'incomplete', parts: { have: 2, total: 3 } }),
    20_000,
  )
})

test('what cannot be read is kept and answered 200', async () => {
  await live()
  const post = (body: string, type: string) =>
    fetch(running.ready.inbound, { method: 'POST', body, headers: { 'content-type': type } })
  expect((await post('{"nested":{"a":1}}', 'application/json')).status).toBe(200)
  expect((await post('foo=bar', 'application/x-www-form-urlencoded')).status).toBe(200)
  const desk = await running.desk.getDesk({})
  expect(desk).toMatchObject({ ok: true, value: { counts: { unreadable: 2 } } })
})

test('the link check and the other name of the path answer, and nothing else does', async () => {
  await live()
  const { inbound, receipts } = running.ready
  const get = async (url: string) => (await fetch(url, { redirect: 'manual' })).status
  expect(await get(inbound)).toBe(200)
  expect(await get(receipts)).toBe(200)
  expect(await get(inbound.replace(/inbound$/, 'update'))).toBe(200)
  expect(await get(new URL('/update', inbound).href)).toBe(404)
  expect(await get(new URL('/', inbound).href)).toBe(404)
})

test('a second question to the same phone takes other digits, and each digit is the answer to its own', async () => {
  const desk = await live()
  await desk.sendNotice({ submissionId: 'first', ...notice })
  await desk.sendNotice({ submissionId: 'second', ...notice, fields: { weekday: 'Monday' } })
  await eventually(async () => expect((await list()).map(({ state }) => state)).toEqual(['delivered', 'delivered']))
  const { requests } = await vonage.record()
  expect(requests.map(({ body }) => String(body.text).match(/typing (.*) below/)?.[1])).toEqual([
    '1 (tomorrow), 2 (Thursday) or 3 (deliver to post office)',
    '4 (tomorrow), 5 (Monday) or 6 (deliver to post office)',
  ])
  for (const text of ['5', '2']) await vonage.text({ from: customer, text, wait: true })
  expect(await list('inbound')).toMatchObject([
    { because: { rule: 'option', option: '2', label: 'Thursday' } },
    { because: { rule: 'option', option: '5', label: 'Monday' } },
  ])
  await eventually(async () => {
    const thanks = (await vonage.record()).requests.slice(2).map(({ body }) => body.text)
    expect(thanks).toEqual(
      ['5', '2'].map((digit) => `Thank you for picking option ${digit}. Your delivery is now fully scheduled in.`),
    )
  })
})
