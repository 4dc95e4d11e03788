import { afterEach, expect, test } from 'vitest'
import type { Message } from '../../src/shared/message.ts'
import { eventually } from '../support/processes.ts'
import { number, openRunStory, type RunStory, rows } from '../support/run-story.ts'

let story: RunStory
afterEach(() => story?.end())

const replyOf = async (customer: string, text: string): Promise<Message | undefined> => {
  const listed = await story.desk.listMessages({ customer, direction: 'inbound' })
  return listed.ok ? listed.value.messages.find((message) => message.text === text) : undefined
}
/** Of the question that was asked first: what the customer chose, or what became of it. */
const firstOf = async (index: number) => {
  const found = await story.desk.getThread({ customer: number(index) })
  const outcome = found.ok ? found.value.person.outcomes.at(-1) : undefined
  return outcome?.option ?? outcome?.outcome
}

test('a run to phones that another question waits for: each answer goes to the one whose digit it is, and a word of both to a person', {
  timeout: 60_000,
}, async () => {
  story = await openRunStory()
  const { vonage, desk, look, make } = story
  await story.fast()
  const list = rows(4)
  for (const [index, { to, fields }] of list.entries())
    await desk.sendNotice({ submissionId: `first-${index}`, to, questionId: 'delivery', fields })
  await eventually(async () => expect(await story.texted()).toHaveLength(4))
  expect(await make(4)).toMatchObject({ problem: { code: 'already-asked' } })
  const again = list.map((row) => ({ ...row, fields: { weekday: 'Monday' }, anyway: true }))
  expect(await make(4, { rows: again })).toMatchObject({ ok: true })
  await eventually(async () => expect((await look()).run.texts.delivered).toBe(4), 40_000)
  const texts = (await vonage.record()).requests.map(({ body }) => (body as { text: string }).text)
  expect(texts).toHaveLength(8)
  for (const text of texts.slice(0, 4))
    expect(text).toContain('1 (tomorrow), 2 (Thursday) or 3 (deliver to post office)')
  for (const text of texts.slice(4)) expect(text).toContain('4 (tomorrow), 5 (Monday) or 6 (deliver to post office)')

  const says = (index: number, text: string) => vonage.text({ from: number(index), text, wait: true })
  // An answer to each, in the other order.
  await says(0, '6')
  await says(0, '1')
  // To the second alone, by a digit; and each by a word that only one of them knows.
  await says(1, '5.')
  await says(2, 'Thursday')
  await says(2, 'Monday please')
  // Both know it.
  await says(3, 'tomorrow')
  const { run, rows: cards } = await look()
  expect(await Promise.all([0, 1, 2, 3].map(firstOf))).toEqual(['1', 'waiting', '2', 'waiting'])
  expect(cards.map(({ outcome, option }) => option ?? outcome)).toEqual(['3', '2', '2', 'person'])
  expect(run.chosen).toEqual({ 1: 0, 2: 2, 3: 1 })
  expect(cards[0]).toMatchObject({ digits: { 1: '4', 2: '5', 3: '6' } })

  // The person reads both questions, and files it for the one that was meant; the other goes on waiting.
  const reply = await replyOf(number(3), 'tomorrow')
  expect(reply).toMatchObject({ needsPerson: true, because: { why: 'two questions are open' } })
  const meant = reply?.questions.find(({ options }) => options.some(({ digit }) => digit === '1'))
  expect(reply?.questions).toHaveLength(2)
  const filing = { submissionId: 'filed', messageId: reply?.id ?? '', option: '1', notice: meant?.notice ?? '' }
  expect(await desk.fileReply(filing)).toMatchObject({ ok: true })
  expect(await firstOf(3)).toBe('1')
  expect((await look()).rows[3]).toMatchObject({ outcome: 'waiting', option: null })
  await says(3, '4')
  expect((await look()).rows[3]).toMatchObject({ outcome: 'option', option: '1' })

  // Thanked once for each, with the digit that they were given.
  const thanked = async (index: number) =>
    (await vonage.record()).requests
      .flatMap(({ body }) => {
        const { to, text } = body as { to: string; text: string }
        return to === number(index) ? (/picking option (\d)/.exec(text)?.[1] ?? []) : []
      })
      .toSorted()
  await eventually(async () =>
    expect(await Promise.all([0, 1, 2, 3].map(thanked))).toEqual([['1', '6'], ['5'], ['2', '5'], ['1', '4']]),
  )
})
