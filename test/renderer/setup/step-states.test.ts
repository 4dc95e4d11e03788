import { expect, test } from 'vitest'
import { stepStates } from '../../../src/renderer/setup/step-states.ts'
import type { DeskState } from '../../../src/shared/desk-state.ts'
import type { Link } from '../../../src/shared/setup.ts'

const now = Date.parse('2026-11-29T09:00:00.000Z')
const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString()
const link: Link = { state: 'linked', at: at(1), leadsTo: null, linkedAt: at(60), before: null, problem: null }
const proven = {
  mode: 'live',
  account: {
    key: '4f••••c2',
    number: '447700900000',
    wayIn: 'ngrok',
    signed: 'sha256',
    checked: { balance: 1, at: at(5) },
  },
  reach: { state: 'reachable', why: 'tunnel-open', provenAt: at(2) },
  link,
  heardAt: at(3),
  keyRing: null,
  counts: { badlySigned: 0 },
} as unknown as DeskState
const states = (over: object = {}, repliedAt: string | null = at(10)) =>
  stepStates({ ...proven, ...over } as DeskState, repliedAt, now)

test('with everything proven every step is done', () => {
  expect(new Set(Object.values(states()))).toEqual(new Set(['done']))
})

test.each([
  {
    label: 'an account that nobody has asked Vonage about',
    over: { account: { ...proven.account, checked: null } },
    step: 'account',
    state: 'given',
  },
  { label: 'no account', over: { account: null }, step: 'account', state: 'todo' },
  {
    label: 'a saved account that cannot be read',
    over: { account: null, keyRing: { code: 'x', text: '' } },
    step: 'account',
    state: 'bad',
  },
  {
    label: 'a number that the account has not any more',
    over: { link: { ...link, state: 'unknown', problem: { code: 'link-not-owned', text: '' } } },
    step: 'number',
    state: 'bad',
  },
  {
    label: 'a way in whose proof is old',
    over: { reach: { ...proven.reach, provenAt: at(30) } },
    step: 'way',
    state: 'given',
  },
  {
    label: 'a way in that is gone',
    over: { reach: { ...proven.reach, state: 'unreachable' } },
    step: 'way',
    state: 'bad',
  },
  {
    label: 'a link that was never ours',
    over: { link: { ...link, state: 'elsewhere', linkedAt: null } },
    step: 'link',
    state: 'todo',
  },
  {
    label: 'a link that somebody has taken',
    over: { link: { ...link, state: 'elsewhere' } },
    step: 'link',
    state: 'bad',
  },
  { label: 'a secret that no webhook has fitted yet', over: { heardAt: null }, step: 'sign', state: 'given' },
  { label: 'a secret that does not fit', over: { counts: { badlySigned: 1 } }, step: 'sign', state: 'bad' },
] as const)('$label is not done', ({ over, step, state }) => {
  expect(states(over)[step]).toBe(state)
})

test('a reply from before the number was linked here proves nothing', () => {
  expect(states({}, at(120)).proof).toBe('todo')
  expect(states({}, null).proof).toBe('todo')
  expect(states({ mode: 'practice' }).proof).toBe('todo')
})
