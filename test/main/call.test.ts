import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../src/main/call.ts'
import type { DeskApi } from '../../src/shared/desk-api.ts'
import { type CallName, callNames } from '../../src/shared/desk-names.ts'
import { hostileCase } from '../contract/hostile-case.ts'
import { pollutions } from '../support/pollution.ts'
import { type OpenedShell, openShell } from './browser/open-shell.ts'

// What both shells go through, without a shell. Through each of them it is done with fewer (test/contract).

let opened: OpenedShell
beforeAll(async () => {
  opened = await openShell()
})
afterAll(() => opened.close())

const failed: string[] = []
const through = (name: CallName) => (argument: unknown) =>
  call(opened.host.calls, name, argument, (where) => failed.push(where))

/** The desk, of which one call lets through what its schema would refuse, where `lets` says so. */
function careless(lets: (argument: unknown) => boolean): DeskApi {
  const goOn = opened.host.calls.resumeSending as (argument: unknown) => Promise<unknown>
  const resumeSending = (argument: unknown) => (lets(argument) ? goOn(argument) : through('resumeSending')(argument))
  return { ...every, resumeSending } as unknown as DeskApi
}
const every = Object.fromEntries(callNames.map((each) => [each, through(each)])) as unknown as DeskApi

const hostile = hostileCase(2000)
test(hostile.name, async () => {
  await hostile.run(every)
  expect(failed).toEqual([])
}, 180_000)

test('control: a call that takes whatever comes is seen, and so is one that takes only what nobody thought of', async () => {
  const few = hostileCase(200)
  await expect(few.run(careless(() => true))).rejects.toThrow('resumeSending refuses: 0')
  // No argument that was thought of has a name that is no word.
  const isOdd = (name: string) => !/^\w+$/.test(name)
  const odd = (argument: unknown) =>
    typeof argument === 'object' && Object.keys(argument ?? {}).some(isOdd) && !Array.isArray(argument)
  await expect(few.run(careless(odd))).rejects.toThrow('resumeSending refuses: {')
}, 60_000)

// Over HTTP, in every thread, and what a careless merge makes of them: test/fault/pollution.test.ts.
test('prototype pollution payloads as they come over IPC are refused by every call, and leave all prototypes as they were', async () => {
  const names = () => [Object, Array, Function, Map, String].map(({ prototype }) => Reflect.ownKeys(prototype))
  const before = names()
  for (const { json } of pollutions) {
    // Copied as Electron copies what crosses: "__proto__" stays a name among others.
    const answers = await Promise.all(callNames.map((name) => through(name)(structuredClone(JSON.parse(json)))))
    expect(answers.filter(({ ok }) => ok)).toEqual([])
  }
  expect(names()).toEqual(before)
  // Control: what a careless reader would leave behind is seen.
  Object.defineProperty(Object.prototype, 'polluted', { value: 'x', configurable: true })
  expect(names()).not.toEqual(before)
  Reflect.deleteProperty(Object.prototype, 'polluted')
  expect(failed).toEqual([])
}, 60_000)
