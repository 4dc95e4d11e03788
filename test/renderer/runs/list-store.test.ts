import { expect, test } from 'vitest'
import { listLinesMost } from '../../../src/renderer/runs/list-store.ts'
import { runList, runListColumns } from '../../../src/renderer/runs/run-file.ts'
import { isLeftOut, sendable } from '../../../src/renderer/runs/verdicts.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { openList, standing, verdicts } from './open-list.ts'
import { aRow } from './runs.ts'

test('a list is read, its numbers are asked about once, and every line is judged', async () => {
  const { store, asked } = openList()
  store.take('Anna,07700 900123\nBen,07700 900123\nCleo,07700 900124\nDan,x\nEva,4.47E+11\n')
  await standing(store)
  expect(verdicts(store)).toEqual(['other-name', 'other-name', 'ok', 'bad-number', 'digits-lost'])
  // What is no number at all is not asked about.
  expect(asked).toEqual([['07700 900123', '07700 900124', 'x']])
})

test('50,000 lines are all there: the first at once, the numbers in calls of 500', async () => {
  const { store, asked } = openList()
  const count = 50_000
  const first = Promise.withResolvers<number>()
  const undo = store.subscribe(() => {
    const { lines } = store.getSnapshot()
    if (lines.length > 0) first.resolve(lines.length)
  })
  store.take(
    Array.from({ length: count }, (_, index) => `07700 900${String(index % 1000).padStart(3, '0')}`).join('\n'),
  )
  expect(await first.promise).toBe(200)
  undo()
  await standing(store)
  const { lines } = store.getSnapshot()
  expect(lines).toHaveLength(count)
  expect(lines.filter(({ verdict }) => verdict === 'ok')).toHaveLength(1000)
  expect(lines.filter(({ verdict }) => verdict === 'duplicate')).toHaveLength(count - 1000)
  expect(Math.max(...asked.map((numbers) => numbers.length))).toBeLessThanOrEqual(500)
  expect(new Set(asked.flat()).size).toBe(asked.flat().length)
})

test('whatever is shown while a list is read and its numbers answered is whole, and can be sent only once all is known', async () => {
  const { store } = openList()
  const shown: { count: number; isWhole: boolean }[] = []
  store.subscribe(() => {
    const { lines, working } = store.getSnapshot()
    shown.push({ count: lines.length, isWhole: lines.every(({ place }, index) => place === index + 1) })
    if (working === null && lines.length > 0) expect(lines.every(({ verdict }) => verdict !== 'checking')).toBe(true)
  })
  // Each telephone twice, far from each other: no two answers judge a line alone.
  const text = Array.from({ length: 3_000 }, (_, index) => `N${index},07700 ${900_000 + (index % 1_500)}`).join('\n')
  store.take(text)
  await standing(store)
  expect(shown.every(({ isWhole }) => isWhole)).toBe(true)
  const counts = shown.map(({ count }) => count)
  expect(counts).toEqual(counts.toSorted((one, other) => one - other))
  expect([counts.includes(200), counts.at(-1)]).toEqual([true, 3_000])
  expect(verdicts(store).filter((verdict) => verdict === 'duplicate')).toHaveLength(1_500)
})

test('a corrected number is judged with those that it was like before, and those that it is like now', async () => {
  const { store, asked } = openList()
  store.take('Anna,07700 900123\nBen,07700 900123\nCleo,07700 900124')
  await standing(store)
  expect(verdicts(store)).toEqual(['other-name', 'other-name', 'ok'])
  store.mend(2, { number: '07700 900124' })
  // It is known already: nobody waits for it.
  expect(verdicts(store)).toEqual(['ok', 'other-name', 'other-name'])
  store.mend(2, { number: '07700 900125' })
  expect(store.getSnapshot().working).toBe('checking')
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok', 'ok'])
  expect(asked.at(-1)).toEqual(['07700 900125'])
})

test('a question that is told again as it was changes no line; otherwise told, it does', async () => {
  const { store } = openList()
  store.take('07700 900123')
  await standing(store)
  const { lines } = store.getSnapshot()
  store.ask(structuredClone(deliveryQuestion), { weekday: 'Thursday' })
  expect(store.getSnapshot().lines).toBe(lines)
  store.ask({ ...deliveryQuestion, text: 'On {weekday}? 1, 2 or 3' }, { weekday: 'Thursday' })
  expect(store.getSnapshot().lines[0]?.parts).toBe(1)
  expect(lines[0]?.parts).toBe(2)
})

test('a list that is too long is not read, and one without lines says so', async () => {
  const { store } = openList()
  for (const { text, code } of [
    { text: '07700900123\n'.repeat(listLinesMost + 1), code: 'too-many' },
    { text: '\n \n', code: 'no-lines' },
    { text: 'Name,Mobile\n', code: 'no-lines' },
  ]) {
    store.take(text)
    await standing(store)
    expect(store.getSnapshot()).toMatchObject({ table: null, problem: { code } })
  }
  store.take('07700900123')
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({ problem: null, lines: [{ verdict: 'ok' }] })
})

test('another list while one is still read: only the last is there', async () => {
  const { store } = openList()
  store.take('07700900123\n07700900124')
  store.take('07700900125')
  await standing(store)
  expect(store.getSnapshot().lines.map(({ typed }) => typed)).toEqual(['07700900125'])
})

test('the numbers of a list that was given up are not waited for, nor taken for those of the next', async () => {
  const desk = openList()
  const { store, asked } = desk
  const answers = desk.hold()
  const soon = (count: number) => expect.poll(() => answers.length, { timeout: 20_000 }).toBe(count)
  store.take(Array.from({ length: 2_000 }, (_, index) => `07700 ${900_000 + index}`).join('\n'))
  // As many calls as are made at once.
  await soon(2)
  desk.setWaiting('447700900000')
  store.take('07700 900000\n07700 900001')
  await soon(3)
  // The old answers come last, and the rest of the old list is not asked about.
  answers[2]?.()
  await standing(store)
  answers[0]?.()
  answers[1]?.()
  await new Promise((resolve) => setTimeout(resolve, 20))
  await standing(store)
  expect(verdicts(store)).toEqual(['waiting', 'ok'])
  expect(asked.map((numbers) => numbers.length).slice(2)).toEqual([2])
})

test('20,000 lines of one telephone under as many names are judged like any others', async () => {
  const { store } = openList()
  const began = performance.now()
  store.take(Array.from({ length: 20_000 }, (_, index) => `N${index},07700 900000`).join('\n'))
  await standing(store)
  store.change({ phones: [1], name: 0, fields: { weekday: null } })
  await standing(store)
  expect(new Set(verdicts(store))).toEqual(new Set(['other-name']))
  // Each looked at beside each other it would be minutes.
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('without an answer about the numbers nothing can be sent, and it is asked again only by a press', async () => {
  const desk = openList()
  const { store, asked } = desk
  desk.setTrouble({ code: 'disconnected', text: '' })
  store.take('07700900123')
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({ problem: { code: 'disconnected' }, lines: [{ verdict: 'checking' }] })
  expect(store.getSnapshot().lines.some(sendable)).toBe(false)
  expect(asked).toHaveLength(1)
  desk.setTrouble(null)
  store.recheck()
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({ problem: null, lines: [{ verdict: 'ok' }] })
})

test('looked at again, a number that somebody has asked meanwhile waits', async () => {
  const desk = openList()
  desk.store.take('07700900123')
  await standing(desk.store)
  desk.setWaiting('447700900123')
  desk.store.recheck()
  // Until the answer is there nothing is known, and so nothing is sent.
  expect(verdicts(desk.store)).toEqual(['checking'])
  await standing(desk.store)
  expect(verdicts(desk.store)).toEqual(['waiting'])
})

test('a list is as old as the oldest answer about its numbers, and new once it is looked at again', async () => {
  const { store, setNewest } = openList()
  expect(store.upTo()).toBeUndefined()
  setNewest(7)
  store.take('07700 900123\n07700 900124')
  await standing(store)
  setNewest(9)
  store.mend(1, { number: '07700 900125' })
  await standing(store)
  expect(store.upTo()).toBe(7)
  store.recheck()
  await standing(store)
  expect(store.upTo()).toBe(9)
})

test('another question takes its own fields from the columns; other words for all are judged anew', async () => {
  const { store } = openList()
  store.take('Mobile,Weekday,When\n07700900123,Friday,\n07700900124,,soon')
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'field-missing'])
  store.ask({ ...deliveryQuestion, fields: [{ name: 'when' }] }, { when: '' })
  await standing(store)
  expect(verdicts(store)).toEqual(['field-missing', 'ok'])
})

test('what somebody said of a question’s columns holds again once another question was looked at', async () => {
  const { store } = openList()
  store.take('Mobile,Weekday,Second day\n07700900123,Friday,Monday')
  await standing(store)
  store.change({ ...store.getSnapshot().columns, fields: { weekday: 2 } })
  store.ask({ ...deliveryQuestion, fields: [] }, {})
  await standing(store)
  expect(store.getSnapshot().columns.fields).toEqual({})
  store.ask(deliveryQuestion, { weekday: 'Thursday' })
  await standing(store)
  expect(store.getSnapshot()).toMatchObject({
    columns: { fields: { weekday: 2 } },
    lines: [{ fields: { weekday: 'Monday' } }],
  })
})

test('read in another country, nobody is asked because somebody else was taken in', async () => {
  const { store, setWaiting } = openList()
  setWaiting('33712345678', '40712345678', '447700900124')
  store.usual('FR')
  store.take('07 12 34 56 78\n+44 7700 900124\n07 12 34 56 79')
  await standing(store)
  expect(verdicts(store)).toEqual(['waiting', 'waiting', 'ok'])
  for (const line of store.getSnapshot().lines) store.toggle(line)
  const areOut = () => {
    const { lines, decisions } = store.getSnapshot()
    return lines.map((line) => isLeftOut(line, decisions))
  }
  expect(areOut()).toEqual([false, false, true])
  store.readIn('RO')
  await standing(store)
  expect(verdicts(store)).toEqual(['waiting', 'waiting', 'ok'])
  // With a country code it is who it was; who was left out stays so.
  expect(areOut()).toEqual([true, false, true])
})

test('the list of an earlier run is texted at the numbers that it was, whatever else its lines hold', async () => {
  const rows = ['447700900001', '447700900002'].map((customer, at) =>
    aRow(at + 1, { customer, name: '=Ann', about: { 'Driver mobile': '07700 900999', Gate: '+4' } }),
  )
  const text = runList(rows, makeWords('en'))
  const shown = async (...columns: (typeof runListColumns)[]) => {
    const { store } = openList()
    store.take(text, ...columns)
    // What is remembered of lists comes later than this one.
    await standing(store)
    return store.getSnapshot().lines.map((line) => line.shown)
  }
  expect(await shown(runListColumns)).toEqual(['+44 7700 900001', '+44 7700 900002'])
  // Guessed anew they are not.
  expect(await shown()).toEqual(['+44 7700 900999', '+44 7700 900999'])
  const { store } = openList()
  store.take(text, runListColumns)
  await standing(store)
  expect(store.getSnapshot().table?.lines[0]).toEqual(['=Ann', '+447700900001', '07700 900999', '+4'])
  expect(store.getSnapshot().columns.name).toBe(0)
})
