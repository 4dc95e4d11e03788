import { expect, test } from 'vitest'
import { eventually } from '../../support/processes.ts'
import { ago, day, hour, minute, reachable, recovering } from '../../support/recovering.ts'

const desk = recovering()
const { clock, open, start, customerWrote, inbound, asked } = desk

/** Away for three days, and Vonage does not give out the first of them, so many times. */
async function firstDayRefused(times: number) {
  await open()
  await desk.store.write('alive', { now: Date.now() - 3 * day })
  for (const hours of [60, 30, 5]) customerWrote(`${hours}`, ago(hours * hour))
  desk.vonage.next({ call: '/v2/reports/records', answer: 'http', code: 422, times })
  const { reach } = await start()
  reach(reachable)
}
const texts = async () => (await inbound()).map(({ text }) => text)

test('a day that Vonage does not give out keeps no other day out; it is told, and asked for anew by itself', async () => {
  await firstDayRefused(1)
  await eventually(async () => expect(await texts()).toEqual(['5', '30']))
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ until: expect.any(String) }),
  )
  const told = await desk.store.ask('gap', undefined)
  expect(told).toMatchObject({ why: 'not-running', recovered: 0, problem: { code: 'reports-refused' } })
  // That day alone.
  expect(Date.parse(told?.until ?? '')).toBeGreaterThan(Date.now() - 2 * day - hour)
  expect(Date.parse(told?.until ?? '')).toBeLessThan(Date.now() - 2 * day)
  await desk.close()
  // Refused again, it is asked for as it was; besides only the last hour is, and what has passed since.
  const before = asked().length
  desk.vonage.next({ call: '/v2/reports/records' }, { call: '/v2/reports/records', answer: 'http', code: 422 })
  clock.ahead = 2 * hour
  await start()
  await eventually(() => expect(asked().length).toBe(before + 3))
  await desk.close()
  const spans = asked().slice(before)
  const lengths = spans.map(({ fields }) => Date.parse(fields.date_end ?? '') - Date.parse(fields.date_start ?? ''))
  expect(lengths.filter((length) => length > 3 * hour)).toEqual([day])
  expect(spans[1]?.fields).toMatchObject({
    date_start: asked()[0]?.fields.date_start,
    date_end: asked()[0]?.fields.date_end,
  })
  expect((await desk.store.ask('openGaps', undefined)).map(({ id }) => id)).toEqual([2, 3])
  // Given out, it comes in, and nothing is left.
  await start()
  await eventually(async () => expect((await texts()).toSorted()).toEqual(['30', '5', '60']))
  await desk.close()
  expect(await desk.store.ask('gap', undefined)).toMatchObject({ id: told?.id, recovered: 1, problem: null })
})

test('control: where no day is given out, all of it stays one gap', async () => {
  await firstDayRefused(9)
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-refused' } }),
  )
  await desk.close()
  expect(await desk.store.ask('openGaps', undefined)).toMatchObject([{ id: 1, askedUntil: null }])
})

const spanOf = ({ fields }: { fields: Record<string, string> }) => ({
  from: Date.parse(fields.date_start ?? ''),
  to: Date.parse(fields.date_end ?? ''),
})

test('a day that is not given out is not asked for with the last hour of the gap that it was part of', async () => {
  await open()
  // Two whole days and twenty minutes, with the margins around them.
  await desk.store.write('gapBegins', { why: 'unreachable', at: Date.now() - 2 * day - 10 * minute })
  await desk.store.write('gapEnds', { at: Date.now() - 5 * minute })
  await desk.store.write('alive', { now: Date.now() })
  desk.vonage.next(
    { call: '/v2/reports/records' },
    { call: '/v2/reports/records', answer: 'http', code: 422 },
    { call: '/v2/reports/records' },
  )
  await start()
  await eventually(async () => expect(await desk.store.ask('openGaps', undefined)).toHaveLength(2))
  await eventually(async () =>
    expect((await desk.store.ask('openGaps', undefined))[0]?.askedUntil).toBeGreaterThan(Date.now() - minute),
  )
  await desk.close()
  const [, refused, last] = asked().map(spanOf)
  expect((last?.to ?? 0) - (last?.from ?? 0)).toBeLessThan(hour)
  const before = asked().length
  clock.ahead = 2 * hour
  await start()
  // The stretch since the last sign of life has been asked for too.
  await eventually(() => expect(asked().length).toBeGreaterThanOrEqual(before + 2))
  await desk.close()
  expect(asked().slice(before).map(spanOf)[0]?.from).toBe(refused?.to)
  expect((await desk.store.ask('openGaps', undefined)).map(({ id }) => id)).not.toContain(1)
})

test('records that cannot be read two days running are not asked for day after day: each one is paid for', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - 30 * day })
  desk.vonage.next({ call: '/v2/reports/records', answer: 'braces', times: 99 })
  await start()
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-unread' } }),
  )
  await desk.close()
  expect(asked()).toHaveLength(2)
})

test('control: one day whose records cannot be read keeps no other day out', async () => {
  await open()
  await desk.store.write('alive', { now: Date.now() - 3 * day })
  for (const hours of [60, 30, 5]) customerWrote(`${hours}`, ago(hours * hour))
  desk.vonage.next({ call: '/v2/reports/records', answer: 'braces' })
  await start()
  await eventually(async () => expect(await texts()).toEqual(['5', '30']))
  await eventually(async () =>
    expect(await desk.store.ask('gap', undefined)).toMatchObject({ problem: { code: 'reports-unread' } }),
  )
})
