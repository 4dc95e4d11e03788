import { expect, test } from 'vitest'
import {
  areaItem,
  jumpGroups,
  peopleFor,
  personItem,
  runItem,
  withRecent,
} from '../../../src/renderer/find/jump-items.ts'

const found = {
  people: [
    personItem({ customer: '447700900123', name: 'Zoë Núñez' }),
    personItem({ customer: '447700900124', name: null }),
  ],
  runs: [runItem({ id: 'run2', name: 'Wed 12, North' }, ''), runItem({ id: 'run1', name: '周三 北区' }, '')],
  commands: [areaItem('runs/new', 'runs', 'New run'), areaItem('setup', 'setup', 'Setup')],
}
const all = areaItem('find', 'find', 'Find all')
const told = (typed: string, recent = found.runs.slice(0, 0)) =>
  jumpGroups(typed, found, recent, all).flatMap(({ kind, items }) => items.map(({ name }) => `${kind}: ${name}`))

test.each([
  // Who is meant the desk has said; the rest is by name.
  ['north', ['people: Zoë Núñez', 'people: +44 7700 900124', 'runs: Wed 12, North', 'find: Find all']],
  ['12 wed', ['people: Zoë Núñez', 'people: +44 7700 900124', 'runs: Wed 12, North', 'find: Find all']],
  ['n', ['people: Zoë Núñez', 'people: +44 7700 900124', 'runs: Wed 12, North', 'commands: New run', 'find: Find all']],
  ['北', ['people: Zoë Núñez', 'people: +44 7700 900124', 'runs: 周三 北区', 'find: Find all']],
  ['?', ['people: Zoë Núñez', 'people: +44 7700 900124', 'find: Find all']],
])('typed %s', (typed, expected) => expect(told(typed)).toEqual(expected))

test('before anything is typed, where one was last comes first, and nothing twice', () => {
  expect(told('', [found.runs[1] ?? all])).toEqual([
    'recent: 周三 北区',
    'people: Zoë Núñez',
    'people: +44 7700 900124',
    'runs: Wed 12, North',
    'commands: New run',
    'commands: Setup',
  ])
})

test('whom and what one looked at is offered again, the last first; what does something never', () => {
  const [zoe, , run] = [...found.people, ...found.runs]
  if (zoe === undefined || run === undefined) throw new Error('nobody to jump to')
  const goOn = { ...areaItem('go-on', 'right', 'Go on sending'), id: 'command-go-on' }
  const recent = [zoe, run, goOn, all, zoe].reduce(withRecent, found.runs.slice(0, 0))
  expect(recent.map(({ name }) => name)).toEqual(['Zoë Núñez', 'Wed 12, North'])
})

test('whoever was found for what was typed before is not who is meant now', () => {
  const people = [{ customer: '447700900124', name: null, texts: 1, lastAt: null }]
  expect(peopleFor('', { query: '', people })).toBe(people)
  expect(peopleFor('Alice', { query: '', people })).toBeNull()
  expect(peopleFor('Alice', { query: 'Alice', people: [] })).toEqual([])
  expect(peopleFor('', null)).toBeNull()
})
