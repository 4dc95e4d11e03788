import { expect, test } from 'vitest'
import { ann, ben, openThreads } from '../../support/threads.ts'

const minute = 60_000
const begins = 'Please do not ring, '.repeat(8)
const chinese = '请把包裹放在隔壁邻居家门口，'.repeat(5)

test.each([
  { what: 'as long as one text', first: begins, after: 0, isRest: true },
  { what: 'as long as a part with its header', first: begins.slice(0, 153), after: 0, isRest: true },
  { what: 'as long as one text in Chinese', first: chinese, after: 0, isRest: true },
  { what: 'as long, and a minute passed', first: begins, after: minute, isRest: false },
  {
    what: 'as long as a part with its header in 16 bits, without a sign that needs them',
    first: begins.slice(0, 67),
    after: 0,
    isRest: true,
  },
  { what: 'shorter than that', first: begins.slice(0, 64), after: 0, isRest: false },
  { what: 'longer than that, and shorter than one text', first: begins.slice(0, 71), after: 0, isRest: false },
  { what: 'shorter', first: begins.slice(0, 150), after: 0, isRest: false },
  { what: 'shorter, in Chinese', first: chinese.slice(0, 64), after: 0, isRest: false },
])('behind a text that is $what an answer is a person’s to file: $isRest', ({ first, after, isRest }) => {
  const desk = openThreads()
  desk.ask(ann)
  desk.says(ann, first)
  desk.pass(after)
  desk.says(ann, 'Thursday')
  const [reply] = desk.read.list({ direction: 'inbound', customer: ann })
  expect(reply).toMatchObject(
    isRest
      ? { needsPerson: true, thanks: null, because: { rule: 'person', why: 'may be the rest' } }
      : { needsPerson: false, because: { rule: 'option', option: '2' } },
  )
})

test('somebody else’s long text changes nothing, and a STOP behind one’s own is one', () => {
  const desk = openThreads()
  desk.ask(ann)
  desk.says(ben, begins)
  desk.says(ann, 'Thursday')
  expect(desk.read.list({ direction: 'inbound', customer: ann })).toMatchObject([{ because: { rule: 'option' } }])
  desk.says(ben, 'STOP')
  expect(desk.read.optOut(ben)).toMatchObject({ words: 'STOP' })
  // Of what may be the end of a sentence a person sees that it was obeyed.
  expect(desk.read.list({ direction: 'inbound', customer: ben })[0]).toMatchObject({
    needsPerson: true,
    because: { rule: 'opt-out', why: 'may be the rest' },
  })
  desk.says(ann, 'STOP')
  expect(desk.read.list({ direction: 'inbound', customer: ann })[0]).toMatchObject({ needsPerson: false })
})

test.each([
  { what: 'as long as one text', first: begins, isRest: true },
  { what: 'shorter', first: begins.slice(0, 150), isRest: false },
])('a START behind a text that is $what undoes no STOP: $isRest', ({ first, isRest }) => {
  const desk = openThreads()
  desk.says(ann, 'STOP')
  desk.pass(minute)
  desk.says(ann, first)
  desk.says(ann, 'start')
  expect(desk.read.optOut(ann) !== null).toBe(isRest)
  const [reply] = desk.read.list({ direction: 'inbound', customer: ann })
  expect(reply).toMatchObject(
    isRest
      ? { needsPerson: true, because: { rule: 'person', why: 'may be the rest' } }
      : { needsPerson: false, because: { rule: 'opt-in' } },
  )
})
