import { expect, test } from 'vitest'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { openList, standing, verdicts } from './open-list.ts'

test('a corrected line is known, and forgotten with its list', async () => {
  const { store } = openList()
  store.take('07700900123')
  await standing(store)
  expect(store.getSnapshot().mended).toBe(false)
  store.mend(1, { number: '07700900124' })
  expect(store.getSnapshot().mended).toBe(true)
  store.take('07700900125')
  expect(store.getSnapshot().mended).toBe(false)
})

test('national numbers are read in the desk’s country, until somebody says another for this list alone', async () => {
  const { store } = openList()
  const shown = () => store.getSnapshot().lines.map(({ shown }) => shown)
  store.take('06 39 98 01 23\n+44 7700 900124')
  await standing(store)
  // As many digits as a British one has: nobody but a person can tell.
  expect(shown()[0]).toBe('+44 639980123')
  store.readIn('FR')
  await standing(store)
  expect(shown()).toEqual(['+33 6 39 98 01 23', '+44 7700 900124'])
  // The settings are no longer asked.
  store.usual('DE')
  await standing(store)
  expect(shown()[0]).toBe('+33 6 39 98 01 23')
  store.readIn(null)
  await standing(store)
  expect(verdicts(store)).toEqual(['no-country', 'ok'])
  store.take('0171 1234567')
  await standing(store)
  expect(shown()).toEqual(['+49 171 1234567'])
})

test('the cells of a line are mended one by one, and stay so whatever the columns are said to be', async () => {
  const { store } = openList()
  const first = () => store.getSnapshot().lines[0]
  store.take('Name,Mobile,Weekday,Other day\nAnna,07700900123,,Monday\nBen,07700900124,Friday,Monday')
  await standing(store)
  expect(first()).toMatchObject({ verdict: 'field-missing', field: 'weekday' })
  store.mend(1, {
    cells: new Map([
      [2, ' Thursday\n'],
      [0, 'Ann'],
    ]),
  })
  await standing(store)
  expect(first()).toMatchObject({ verdict: 'ok', name: 'Ann', fields: { weekday: 'Thursday' } })
  expect(store.standing(1).cells).toEqual(['Ann', '07700900123', 'Thursday', 'Monday'])
  const { columns } = store.getSnapshot()
  store.change({ ...columns, name: null, fields: { weekday: 3 } })
  expect(first()).toMatchObject({ name: '', fields: { weekday: 'Monday' } })
  store.mend(1, { number: '07700900125' })
  await standing(store)
  store.change(columns)
  await standing(store)
  expect(first()).toMatchObject({ name: 'Ann', fields: { weekday: 'Thursday' }, shown: '+44 7700 900125' })
})

test('a field that is the same for all may be another in one line, also when the words for all change', async () => {
  const { store } = openList()
  const days = () => store.getSnapshot().lines.map(({ fields }) => fields.weekday)
  store.take('07700900123\n07700900124')
  await standing(store)
  store.mend(2, { fields: { weekday: 'Friday' } })
  expect(days()).toEqual(['Thursday', 'Friday'])
  store.ask(deliveryQuestion, { weekday: 'Monday' })
  expect(days()).toEqual(['Monday', 'Friday'])
  expect(store.standing(2).fields).toEqual({ weekday: 'Friday' })
  // Another question has no such field.
  store.ask({ ...deliveryQuestion, text: '{name}: 1, 2 or 3', fields: [{ name: 'name' }] }, { name: 'x' })
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok'])
})

test('a word that opts out cannot stand for an option: its lines say so, each word is asked about once', async () => {
  const { store, askedWords, setTrouble } = openList()
  store.take('Mobile,Weekday\n07700900123,Friday\n07700900124,end\n07700900125,Friday\n07700900126,STOP')
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'reserved', 'ok', 'reserved'])
  expect(store.getSnapshot().lines[1]).toMatchObject({ field: 'weekday', word: 'end', parts: 0 })
  expect(askedWords).toEqual([['Friday', 'end', 'STOP']])
  store.mend(2, { cells: new Map([[1, 'Monday']]) })
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok', 'ok', 'reserved'])
  // Without an answer nobody knows: it is not sent.
  setTrouble({ code: 'disconnected', text: '' })
  store.mend(1, { cells: new Map([[1, 'Help']]) })
  await standing(store)
  expect(store.getSnapshot().problem?.code).toBe('disconnected')
  expect(verdicts(store)).toEqual(['checking', 'ok', 'ok', 'reserved'])
  setTrouble(null)
  store.recheck()
  await standing(store)
  expect(verdicts(store)).toEqual(['reserved', 'ok', 'ok', 'reserved'])
  // Where no option has it, a field may say anything.
  store.ask({ ...deliveryQuestion, options: deliveryQuestion.options.slice(0, 1) }, { weekday: '' })
  await standing(store)
  expect(verdicts(store)).toEqual(['ok', 'ok', 'ok', 'ok'])
})
