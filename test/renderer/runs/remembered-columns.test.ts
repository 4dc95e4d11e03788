import { expect, test } from 'vitest'
import { type ListColumns, remember } from '../../../src/shared/list-columns.ts'
import { deliveryQuestion } from '../../../src/shared/question.ts'
import { makeMemory, openList, standing, verdicts } from './open-list.ts'

test('columns that were corrected are remembered for the next list with that header, in any order', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Ref,Home,Mobile\nx1,020 7946 0991,07700 900123')
  await standing(store)
  expect(store.getSnapshot().columns).toEqual({ phones: [2, 1], name: null, fields: { weekday: null } })
  store.change({ phones: [1], name: 0, fields: { weekday: null } })
  await standing(store)
  expect(verdicts(store)).toEqual(['landline'])

  const next = openList(memory).store
  next.take('Mobile,Ref,home\n07700 900124,x2,020 7946 0992')
  await standing(next)
  expect(next.getSnapshot().columns).toEqual({ phones: [2], name: 1, fields: { weekday: null } })
  const other = openList(memory).store
  other.take('Mobile,Name,home\n07700 900124,x2,020 7946 0992')
  await standing(other)
  expect(other.getSnapshot().columns.phones).toEqual([0, 2])
  // Names of columns are kept, and nobody's data.
  expect(JSON.stringify(memory.lists())).not.toMatch(/x1|\d{4}/)
})

test('a first line that is a customer without a number is remembered by no word of theirs', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Mary Smith,,12 High St\nBen Carter,07700 900124,Low St')
  await standing(store)
  store.change({ ...store.getSnapshot().columns, name: 2 })
  await expect.poll(() => memory.lists()).toHaveLength(1)
  expect(JSON.stringify(memory.lists())).not.toMatch(/mary|high/i)
  const next = openList(memory).store
  next.take('Ann Lee,,3 Mill Rd\nCleo Park,07700 900125,Well St')
  await standing(next)
  expect(next.getSnapshot().columns.name).toBe(2)
})

test('a list without a header is known by how many columns it has and what stands in them, and the last word counts', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Anna,07700 900123,High St\nBen,07700 900124,Low St')
  await standing(store)
  expect(store.getSnapshot().columns).toMatchObject({ phones: [1], name: 0 })
  for (const name of [null, 2]) store.change({ ...store.getSnapshot().columns, name })
  await expect.poll(() => memory.lists()[0]?.name).toBe('#2 words')
  const columnsOf = async (list: string) => {
    const next = openList(memory).store
    next.take(list)
    await standing(next)
    return next.getSnapshot().columns
  }
  expect(await columnsOf('Cleo,07700 900125,Mill Rd')).toMatchObject({ phones: [1], name: 2 })
  expect(await columnsOf('07700 900125,Cleo,Mill Rd')).toMatchObject({ phones: [0], name: 1 })
  expect(await columnsOf('Cleo,07700 900125')).toMatchObject({ phones: [1], name: 0 })
  expect(JSON.stringify(memory.lists())).not.toMatch(/Anna|St|\d{4}/)
})

test('what was said of the fields of one question is there once another was asked of such a list', async () => {
  const memory = makeMemory()
  const { store } = openList(memory)
  store.take('Mobile,Day,Who\n07700900123,Friday,Anna')
  await standing(store)
  store.change({ phones: [0], name: null, fields: { weekday: 1 } })
  store.ask({ ...deliveryQuestion, fields: [{ name: 'person' }] }, { person: '' })
  store.change({ phones: [0], name: null, fields: { person: 2 } })
  await standing(store)
  const next = openList(memory).store
  next.take('Mobile,Day,Who\n07700900124,Monday,Ben')
  await standing(next)
  expect(next.getSnapshot().columns).toEqual({ phones: [0], name: null, fields: { weekday: 1 } })
})

test('what the desk remembers may be told late: then it holds for the list that is there, unless somebody was quicker', async () => {
  const memory = makeMemory()
  await memory.keepListColumns({ list: ['mobile', 'other'], phones: ['other'], name: null, fields: [] })
  const late = Promise.withResolvers<void>()
  const slow = { ...memory, getListColumns: () => late.promise.then(memory.getListColumns) }
  const [patient, quick] = [openList(slow).store, openList(slow).store]
  for (const store of [patient, quick]) {
    store.take('Mobile,Other\n07700900123,07700900124')
    await standing(store)
    expect(store.getSnapshot().columns.phones).toEqual([0, 1])
  }
  quick.change({ ...quick.getSnapshot().columns, phones: [0] })
  late.resolve()
  await expect.poll(() => patient.getSnapshot().columns.phones).toEqual([1])
  await standing(patient)
  expect(patient.getSnapshot().lines[0]?.shown).toBe('+44 7700 900124')
  expect(quick.getSnapshot().columns.phones).toEqual([0])
  await expect.poll(() => memory.lists()[0]?.phones).toEqual(['mobile'])
})

test('of the fifty lists of which something was said last it is known', () => {
  const said = (no: number): ListColumns => ({ list: [`c${no}`], phones: [], name: null, fields: [] })
  const kept = Array.from({ length: 60 }, (_, no) => said(no)).reduce<ListColumns[]>(remember, [])
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([50, said(59), said(10)])
})
