import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askedFigures, figureNames } from '../../src/shared/figures.ts'
import { deliveryQuestion } from '../../src/shared/question.ts'
import { deliveryOn } from '../support/conversation.ts'
import { openDice } from '../support/dice.ts'
import { type Kept, openFigureDesk } from '../support/figure-desk.ts'
import { accepted, refused, unknown } from '../support/run-desk.ts'
import { draft, number, start } from '../support/run-draft.ts'

const minute = 60_000
const hour = 60 * minute
const question = deliveryOn('Thursday')
const zone = process.env.TZ
beforeEach(() => {
  process.env.TZ = 'Europe/Berlin'
})
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

const lostStates = ['refused', 'failed', 'expired']
const leftStates = ['sending', 'unknown', 'submitted', 'delivered', ...lostStates]
const because = ({ because }: Kept) => JSON.parse(because ?? '{}') as { rule?: string; option?: string }

/** The same numbers from the table, text by text, and by no query of ours. */
function count(table: readonly Kept[], optedOut: ReadonlySet<string>) {
  const texts = table.filter(({ direction, state }) => direction === 'outbound' && leftStates.includes(state))
  const is = (...states: string[]) => texts.filter(({ state }) => states.includes(state)).length
  const questions = texts.filter(
    ({ kind, seq }) => kind === 'notice' && !texts.some((later) => later.again === seq && later.kind === 'notice'),
  )
  const outcomes: Record<string, number> = Object.fromEntries(askedFigures.map((name) => [name, 0]))
  const chosen: Record<string, number> = {}
  const taken: number[] = []
  for (const { customer, notice, state, seq, left_at } of questions) {
    const replies = table.filter((each) => each.direction === 'inbound' && each.notice === notice)
    const loose = table.some(
      (each) =>
        each.customer === customer &&
        each.direction === 'inbound' &&
        each.notice === null &&
        each.seq > seq &&
        each.needs_person === 1,
    )
    const answers = replies.filter((each) => because(each).rule === 'option')
    const became = optedOut.has(customer)
      ? 'opted-out'
      : loose || replies.some(({ needs_person }) => needs_person === 1)
        ? 'person'
        : answers.length > 0
          ? 'answered'
          : state === 'unknown'
            ? 'person'
            : lostStates.includes(state)
              ? 'unreachable'
              : 'waiting'
    outcomes[became] = (outcomes[became] ?? 0) + 1
    if (became !== 'answered') continue
    const digit = because(answers.at(-1) as Kept).option ?? ''
    chosen[digit] = (chosen[digit] ?? 0) + 1
    taken.push((Math.min(...answers.map(({ at }) => at)) - (left_at ?? 0)) / minute)
  }
  const priced = texts.filter(({ nano_euro }) => nano_euro !== null)
  return {
    sent: texts.length,
    texts: {
      accepted: is('submitted'),
      delivered: is('delivered'),
      failed: is(...lostStates),
      unknown: is('unknown', 'sending'),
    },
    asked: questions.length,
    outcomes,
    chosen,
    answers: taken.length,
    longest: Math.max(...taken),
    euro: priced.reduce((sum, { nano_euro }) => sum + (nano_euro ?? 0), 0) / 1e9,
    unpriced: texts.length - priced.length - is('refused'),
  }
}

/** Some days of an office: questions and other texts, answers, silence, failures and second tries. */
async function someDays(seed: number) {
  const made = await openFigureDesk()
  const { desk, send, says, carrierSays, taken } = made
  const { roll } = openDice(seed)
  const optedOut = new Set<string>()
  for (let step = 0; step < 60; step += 1) {
    desk.pass(roll(9) * hour + roll(60) * minute)
    const customer = number(roll(14))
    if (optedOut.has(customer)) continue
    const outcome = [refused, unknown, taken(null), taken(), taken(66_600_000)][roll(9)] ?? taken()
    const seq = await send({ customer, ...(roll(4) === 0 ? {} : question) }, outcome)
    if (outcome.kind === 'accepted' && roll(3) > 0)
      await carrierSays(seq, roll(4) === 0 ? 'failed' : 'delivered', String(2 + roll(2)))
    if (outcome.kind !== 'accepted' && roll(2) === 0) {
      desk.pass(minute)
      await send({ customer, ...question, again: seq, anyway: true })
    }
    desk.pass(roll(90) * minute)
    const said = ['1', '2', '3', 'ring me', 'STOP'][roll(12)]
    if (said === undefined) continue
    const reply = await says(customer, said)
    if (said === 'STOP') optedOut.add(customer)
    if (said === 'ring me' && roll(2) === 0)
      await desk.store.write('fileReply', { submissionId: `file-${step}`, seq: reply, option: '3', now: desk.at() })
    await desk.deliver(() => taken())
  }
  return { ...made, optedOut }
}

describe.each([1, 2])('an office, dice %i', (seed) => {
  test('the figures are what the texts add up to, each day and each number’s people too', async () => {
    const { desk, figures, people, table, optedOut } = await someDays(seed)
    const range = { from: '2026-05-20', before: '2026-07-20' }
    expect(desk.at()).toBeLessThan(Date.parse(range.before))
    const all = await figures(range)
    const { chosen, answers, longest, ...naive } = count(table(), optedOut)
    expect(all).toMatchObject(naive)
    const options = all.options.map(({ digit, answered }) => [digit, answered])
    expect(Object.fromEntries(options)).toEqual(chosen)
    expect(all.minutes.answers).toBe(answers)
    expect(all.minutes.upper ?? 0).toBeLessThanOrEqual(longest + 0.05)
    expect(answers).toBeGreaterThan(4)

    const add = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0)
    expect(add(Object.values(all.texts))).toBe(all.sent)
    expect(add(Object.values(all.kinds))).toBe(all.sent)
    expect(add(Object.values(all.outcomes))).toBe(all.asked)
    expect(add(all.failed.map(({ count }) => count))).toBe(all.texts.failed)
    expect(add(all.options.map(({ answered }) => answered))).toBe(all.outcomes.answered)
    expect(add(all.hours.map(({ answers }) => answers))).toBe(all.minutes.answers)
    for (const name of ['sent', 'unpriced'] as const) expect(add(all.days.map((day) => day[name]))).toBe(all[name])
    for (const name of ['delivered', 'failed'] as const)
      expect(add(all.days.map((day) => day[name]))).toBe(all.texts[name])
    expect(add(all.days.map(({ answered }) => answered))).toBe(all.outcomes.answered)
    expect(add(all.days.map(({ euro }) => euro))).toBeCloseTo(all.euro, 9)
    expect(all.days).toHaveLength(61)
    for (const { day, ...figuresOfDay } of all.days.filter(({ sent }) => sent > 0)) {
      const [next] = all.days.filter((each) => each.day > day)
      expect((await figures({ from: day, before: next?.day ?? range.before })).days).toEqual([{ day, ...figuresOfDay }])
    }

    const numbers: Record<string, number> = { ...all, ...all.texts, ...all.outcomes } as never
    for (const figure of figureNames)
      expect(await people({ figure, ...range }), figure).toHaveLength(numbers[figure] ?? -1)
    for (const { code, count } of all.failed)
      expect(await people({ figure: 'failed', code, ...range })).toHaveLength(count)
    for (const { questionId, digit, label, answered } of all.options)
      expect(await people({ figure: 'answered', option: { questionId, digit, label }, ...range })).toHaveLength(
        answered,
      )
    for (const [of, { answers }] of all.hours.entries())
      expect(await people({ figure: 'answered', hour: of, ...range })).toHaveLength(answers)
  })
})

describe('a run', () => {
  const chase = {
    at: start + 4 * hour,
    text: 'Still there? 1, 2 ({weekday}) or 3',
    defaultAt: start + 6 * hour,
    option: '3',
  }

  test('has the figures of its board, with the tries before, the second texts and the thanks', async () => {
    const { desk, figures, people, says, taken } = await openFigureDesk()
    await desk.make(draft(8, { chase }))
    desk.pass(10_000)
    await desk.finish((customer) => (customer === number(7) ? refused : taken()))
    desk.pass(12 * minute)
    await says(number(0), '2')
    await says(number(1), 'which van?')
    await says(number(2), 'STOP')
    await desk.store.write('settleRow', { run: 1, place: 4, as: 'at home', now: desk.at() })
    await desk.store.write('retryRows', { submissionId: 'r', run: 1, places: [8], alsoUnsure: false, now: desk.at() })
    await desk.finish(() => taken())
    desk.pass(chase.at - desk.at())
    await desk.finish(() => taken())
    await says(number(4), '1')
    desk.pass(chase.defaultAt - desk.at())
    await desk.finish(() => taken())
    // Somebody else's texts, and another run's.
    await desk.make(draft(2, { submissionId: 'two', now: desk.at(), startsAt: desk.at() }))
    desk.pass(10_000)
    await desk.finish(() => taken())

    const { run } = await desk.look()
    const mine = await figures({ runId: 'run1' })
    const { option, unreachable, person, settled, waiting } = run.outcomes
    expect(mine.outcomes).toEqual({
      answered: 2,
      defaulted: option - 2,
      person,
      settled,
      waiting,
      unreachable,
      'opted-out': run.outcomes['opted-out'],
    })
    expect(option).toBe(5)
    expect(mine).toMatchObject({
      from: null,
      before: null,
      asked: 8,
      // Eight and one again; three were silent then; two thanked.
      sent: 9 + mine.kinds.text + 2,
      kinds: { notice: 9, thanks: 2 },
      failed: [{ code: 'vonage-3', count: 1 }],
      unpriced: 0,
      minutes: { answers: 2 },
    })
    expect(mine.kinds.text).toBe(run.chase?.second.customers)
    expect(mine.options.map(({ digit, label, answered, defaulted }) => [digit, label, answered, defaulted])).toEqual([
      ['1', 'tomorrow', 1, 0],
      ['2', '{weekday}', 1, 0],
      ['3', 'deliver to post office', 0, 3],
    ])
    expect(mine.options.map(({ label, read }) => read === label)).toEqual([true, false, true])
    expect(mine.euro).toBeCloseTo((mine.sent - 1) * 0.0333, 9)
    const [answered] = await people({
      runId: 'run1',
      figure: 'answered',
      option: { questionId: 'delivery', digit: '2', label: '{weekday}' },
    })
    expect(answered).toMatchObject({ customer: number(0), name: 'Customer 0', outcome: 'answered', option: '2' })
    expect(await people({ runId: 'run1', figure: 'sent' })).toHaveLength(mine.sent)
    expect((await figures({ runId: 'run2' })).asked).toBe(2)
  })

  test('of which nothing has left has no figures, and of one that is not there there are none', async () => {
    const { desk, figures, calls } = await openFigureDesk()
    await desk.make(draft(3))
    expect(await figures({ runId: 'run1' })).toMatchObject({ sent: 0, asked: 0, days: [], options: [] })
    for (const answer of [
      await calls.getFigures({ runId: 'run2' }),
      await calls.listFigurePeople({ runId: 'run2', figure: 'sent' }),
    ])
      expect(answer).toMatchObject({ ok: false, problem: { code: 'no-such-run' } })
  })

  test('of more customers than are read at once has each of them once', async () => {
    const { desk, figures, people } = await openFigureDesk()
    await desk.make(draft(101))
    desk.pass(10_000)
    await desk.finish()
    expect((await figures({ runId: 'run1' })).sent).toBe(101)
    const everybody = await people({ runId: 'run1', figure: 'waiting' })
    expect(new Set(everybody.map(({ messageId }) => messageId)).size).toBe(101)
  })
})

describe('days and hours', () => {
  /** Of the night in which the clock goes forward, of the one in which it goes back, and of any other. */
  test.each([
    {
      label: 'spring',
      day: '2026-03-29',
      first: '2026-03-28T23:00:00Z',
      last: '2026-03-29T21:59:59Z',
      of: [0, 1, 3, 4],
    },
    {
      label: 'autumn',
      day: '2026-10-25',
      first: '2026-10-24T22:00:00Z',
      last: '2026-10-25T22:59:59Z',
      of: [0, 1, 2, 2],
    },
    {
      label: 'control',
      day: '2026-06-10',
      first: '2026-06-09T22:00:00Z',
      last: '2026-06-10T21:59:59Z',
      of: [0, 1, 2, 3],
    },
  ])('$label: a day and an hour are what the clock on the wall calls one', async ({ day, first, last, of }) => {
    const { desk, send, figures, says } = await openFigureDesk()
    const to = (at: number) => desk.pass(at - desk.at())
    to(Date.parse(first) - 1)
    await send({ text: 'the day before' })
    for (const each of of.keys()) {
      to(Date.parse(first) + each * hour)
      const customer = number(each)
      await send({ ...question, customer })
      await says(customer, '1')
    }
    to(Date.parse(last))
    await send({ text: 'the last of the day' })
    to(Date.parse(last) + 1_000)
    await send({ text: 'the day after' })
    const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
    const found = await figures({ from: day, before: next })
    expect(found.days).toMatchObject([{ day, answered: 4 }])
    expect(found.kinds).toMatchObject({ notice: 4, text: 1 })
    // An hour that comes twice has two answers, one that is left out none.
    expect(found.hours.flatMap(({ answers }, hour) => Array.from({ length: answers }, () => hour))).toEqual(of)
    const whole = await figures({ from: '2026-01-01', before: '2026-12-31' })
    expect(whole.days.filter(({ sent }) => sent > 0)).toHaveLength(3)
    expect(whole.days).toHaveLength(364)
  })

  test('an hour says nothing below three answers, then its middle', async () => {
    const { desk, send, figures, says } = await openFigureDesk()
    const at = new Date(start).getHours()
    for (const [index, minutes] of [4, 10, 40].entries()) {
      await send({ ...question, customer: number(index) })
      const left = desk.at()
      desk.pass(minutes * minute)
      await says(number(index), '2')
      desk.pass(left - desk.at())
      if (index === 1)
        expect((await figures()).hours[at]).toEqual({ answers: 2, lower: null, median: null, upper: null })
    }
    expect((await figures()).hours[at]).toEqual({ answers: 3, lower: 7, median: 10, upper: 25 })
  })

  test('a range goes forward, over a year at most; where none is named it is the last thirty days', async () => {
    const { calls, figures } = await openFigureDesk()
    for (const [range, isRight] of [
      [{ from: '2026-05-02', before: '2026-05-02' }, false],
      [{ from: '2026-05-02', before: '2026-05-01' }, false],
      [{ from: '2026-05-01', before: '2027-05-03' }, false],
      [{ from: '2026-05-01', before: '2027-05-02' }, true],
      [{ from: '2026-05-01', before: '2026-05-02' }, true],
      [{ from: '2027-05-01' }, false],
    ] as const)
      expect(await calls.getFigures(range), JSON.stringify(range)).toMatchObject(
        isRight ? { ok: true } : { ok: false, problem: { code: 'figures-range' } },
      )
    const { from, before, days } = await figures()
    // Today among them.
    expect([from, before, days.length]).toEqual(['2026-04-29', '2026-05-29', 30])
  })
})

test('texts of which no price is known are counted, and a refusal costs nothing', async () => {
  const { send, taken, figures, table } = await openFigureDesk()
  await send({}, taken(33_300_000))
  await send({}, taken(99_900_000))
  await send({}, taken(null))
  await send({}, refused)
  await send({}, unknown)
  // As any test of ours says it that knows of no price.
  await send({}, accepted())
  expect(await figures()).toMatchObject({ sent: 6, euro: 0.1332, unpriced: 3 })
  expect(table().map(({ nano_euro }) => nano_euro)).toEqual([33_300_000, 99_900_000, null, null, null, null])
})

test('hundreds that left in the same moment are listed once each', async () => {
  const { desk, people, figures } = await openFigureDesk()
  for (let each = 0; each < 130; each += 1)
    await desk.store.write('queue', {
      submissionId: `same-${each}`,
      customer: number(each),
      ours: '447700900000',
      text: 'On our way',
      now: desk.at(),
      notice: null,
    })
  await desk.deliver()
  expect((await figures()).sent).toBe(130)
  const listed = await people({ figure: 'sent' })
  expect(new Set(listed.map(({ customer }) => customer)).size).toBe(130)
  expect(listed).toHaveLength(130)
})

test('somebody who is erased is in no figure any more, and the others are as they were', async () => {
  const { desk, send, says, figures, people } = await openFigureDesk()
  for (const customer of [number(0), number(1)]) await send({ ...question, customer })
  for (const customer of [number(0), number(1)]) await says(customer, '1')
  expect(await figures()).toMatchObject({ sent: 2, asked: 2, outcomes: { answered: 2 } })
  await desk.store.erase({ submissionId: 'e', customer: number(0), now: desk.at() })
  expect(await figures()).toMatchObject({ sent: 1, asked: 1, outcomes: { answered: 1 } })
  expect(await people({ figure: 'sent' })).toMatchObject([{ customer: number(1) }])
})

test('who was given other digits is counted with those who chose the same by the question’s own', async () => {
  const { desk, figures, people, says } = await openFigureDesk()
  const ask = async (customer: string, weekday = 'Thursday') => {
    const words = { question: deliveryQuestion, fields: { weekday } }
    const submissionId = crypto.randomUUID()
    await desk.store.write('ask', { submissionId, customer, ours: '447700900000', now: desk.at(), ...words })
    await desk.deliver(() => accepted())
  }
  for (const customer of [number(0), number(1), number(1)]) await ask(customer)
  await says(number(0), '2')
  await says(number(1), '5')
  const { options } = await figures()
  expect(options).toMatchObject([{ digit: '2', answered: 2 }])
  const option = { questionId: 'delivery', digit: '2', label: options[0]?.label ?? '' }
  expect(await people({ figure: 'answered', option })).toMatchObject([
    { customer: number(1), option: '2' },
    { customer: number(0), option: '2' },
  ])
  // What all of them read, until somebody chose another day.
  expect(options[0]?.read).toBe('Thursday')
  await ask(number(2), 'Friday')
  await says(number(2), '2')
  expect((await figures()).options).toMatchObject([{ digit: '2', label: '{weekday}', read: null, answered: 3 }])
})
