import { afterEach, expect, test } from 'vitest'
import type { Message } from '../../src/shared/message.ts'
import { outcomes } from '../../src/shared/run.ts'
import { eventually } from '../support/processes.ts'
import { openRunStory, type RunStory } from '../support/run-story.ts'
import { saysOf, type TourCustomer, tourOf, tourQuestion } from '../support/tour.ts'

let story: RunStory
afterEach(() => story?.end())

const atOnce = 20
const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.reduce((sum, item) => sum + of(item), 0)

/** Some beside each other, as in a city; what one customer says comes in its order. */
async function each(customers: readonly TourCustomer[], act: (customer: TourCustomer) => Promise<unknown>) {
  const left = [...customers]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await act(next)
    }),
  )
}

async function allMessages(direction: Message['direction']): Promise<Message[]> {
  const all: Message[] = []
  for (let before: number | undefined; ; before = all.at(-1)?.seq) {
    const page = await story.desk.listMessages({ direction, limit: 200, ...(before === undefined ? {} : { before }) })
    if (!page.ok) throw new Error(page.problem.text)
    if (page.value.messages.length === 0) return all
    all.push(...page.value.messages)
  }
}

test('a tour of 500 with every kind of customer: the board adds up, nobody is asked twice, each reply is kept and thanked once', {
  timeout: 120_000,
}, async () => {
  story = await openRunStory()
  const { vonage, desk, look, make } = story
  const tour = tourOf(500)
  await story.fast()
  await vonage.set({
    receipts: [{ status: 'delivered', afterMs: 20 }],
    fates: Object.fromEntries(tour.flatMap(({ number, fate }) => (fate === undefined ? [] : [[number, [...fate]]]))),
  })
  expect(await desk.saveQuestion({ questionId: 'tour', version: 0, question: tourQuestion })).toMatchObject({
    ok: true,
  })
  const ids: string[] = []
  const say = async (text: Parameters<typeof vonage.text>[0], format: 'GET' | 'POST' | 'POST-JSON') => {
    const { messageIds, acknowledged } = await vonage.text({ ...text, format, wait: true })
    expect(acknowledged?.every(Boolean)).toBe(true)
    ids.push(...messageIds)
  }
  await each(tour, async ({ number, before }) => {
    if (before !== undefined) await say({ from: number, text: before }, 'POST')
  })

  const rows = tour.map(({ number, place }) => ({
    to: `+${number}`,
    name: `Customer ${place}`,
    about: { stop: String(place) },
    fields: { weekday: 'Thursday' },
  }))
  expect(await make(0, { questionId: 'tour', rows })).toMatchObject({ ok: true })
  const asked = tour.filter(({ before }) => before === undefined)
  const through = { state: 'done', texts: { queued: 0, accepted: 0, unsure: 0 } }
  // Without its rows: to be asked for five hundred of them, again and again, would cost the desk more than the run.
  await eventually(async () => expect(await desk.listRuns({})).toMatchObject({ value: { runs: [through] } }), 60_000)

  const formats = ['POST', 'GET', 'POST-JSON'] as const
  for (let round = 0; tour.some(({ says = [] }) => says.length > round); round += 1) {
    await each(tour, async (customer) => {
      const text = saysOf(customer)[round]
      if (text !== undefined) await say(text, formats[customer.place % 3] ?? 'POST')
    })
    // What answers itself before our own text has left gets none.
    await eventually(
      async () => expect(await desk.getDesk({})).toMatchObject({ value: { counts: { queued: 0 } } }),
      60_000,
    )
  }
  for (const { place, rung } of tour) if (rung !== undefined) await desk.settleRow({ runId: 'run1', place, as: rung })
  const automatic = sumOf(tour, (customer) => customer.automatic ?? 0)
  await eventually(async () => {
    const thanks = (await allMessages('outbound')).filter(({ kind }) => kind === 'thanks')
    expect(thanks.filter(({ state }) => state === 'delivered' || state === 'failed')).toHaveLength(automatic)
  }, 60_000)

  // The board: each customer where they belong, and all of them together the list.
  const board = await look()
  expect(board.rows.map(({ place, outcome, option, changed }) => ({ place, outcome, option, changed }))).toEqual(
    tour.map(({ place, outcome, option = null, changed = false }) => ({ place, outcome, option, changed })),
  )
  const having = (test: (customer: TourCustomer) => boolean) => tour.filter(test).length
  expect(board.run).toMatchObject({
    rows: 500,
    outcomes: Object.fromEntries(outcomes.map((kind) => [kind, having(({ outcome }) => outcome === kind)])),
    chosen: Object.fromEntries(['1', '2', '3'].map((digit) => [digit, having(({ option }) => option === digit)])),
    changed: having(({ changed }) => changed === true),
    texts: {
      failed: having(({ fate }) => fate !== undefined),
      delivered: having(({ fate, before }) => fate === undefined && before === undefined),
    },
  })

  // The provider's own books: one question each, and nothing twice to anybody.
  const sent = (await vonage.record()).requests.map(({ body }) => body as { to: string; text: string })
  const questions = sent.filter(({ text }) => text.startsWith('Your delivery'))
  expect(questions.map(({ to }) => to).toSorted()).toEqual(asked.map(({ number }) => number).toSorted())
  expect(sent).toHaveLength(asked.length + automatic)
  const twice = sent.map(({ to, text }) => `${to} ${text}`)
  expect(new Set(twice).size).toBe(twice.length)

  // The store: every text that a customer wrote, once.
  const replies = await allMessages('inbound')
  expect(replies.flatMap(({ providerIds }) => providerIds).toSorted()).toEqual(ids.toSorted())
  expect(replies).toHaveLength(sumOf(tour, ({ says = [], before }) => says.length + (before === undefined ? 0 : 1)))
  const answers = (await allMessages('outbound')).flatMap(({ kind, inReplyTo }) =>
    kind === 'thanks' ? [inReplyTo] : [],
  )
  expect(new Set(answers).size).toBe(answers.length)
})
