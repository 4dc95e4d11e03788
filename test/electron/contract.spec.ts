import type { Page } from '@playwright/test'
import type { DeskApi } from '../../src/shared/desk-api.ts'
import { callNames, type EventName, eventNames } from '../../src/shared/desk-names.ts'
import { contractCases } from '../contract/contract-cases.ts'
import { hostileCase } from '../contract/hostile-case.ts'
import { expect, test } from './launch.ts'

interface Waiting {
  name: string
  argument: unknown
  resolve: (answer: unknown) => void
}

/** The window's own desk, called from here: what is asked in one turn crosses to the page together. */
async function deskOf(page: Page): Promise<DeskApi> {
  let waiting: Waiting[] = []
  async function cross() {
    const asked = waiting
    waiting = []
    const answers = await page.evaluate(
      async (calls) => {
        const desk = window.desk as unknown as Record<string, (argument: unknown) => Promise<unknown>>
        return Promise.all(calls.map(({ name, json }) => desk[name]?.(JSON.parse(json))))
      },
      asked.map(({ name, argument }) => ({ name, json: JSON.stringify(argument ?? null) })),
    )
    for (const [index, { resolve }] of asked.entries()) resolve(answers[index])
  }
  const ask = (name: string, argument: unknown) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(() => void cross())
      waiting.push({ name, argument, resolve })
    })

  const listeners = new Map<EventName, Set<(data: never, seq: number) => void>>()
  await page.exposeFunction('deskHeard', (name: EventName, data: unknown, seq: number) => {
    for (const listener of listeners.get(name) ?? []) listener(data as never, seq)
  })
  await page.evaluate((names) => {
    const heard = (window as unknown as { deskHeard: (...heard: unknown[]) => void }).deskHeard
    for (const name of names) window.desk.on(name, (data, seq) => heard(name, data, seq))
  }, eventNames)
  const on = (name: EventName, listener: (data: never, seq: number) => void) => {
    const those = listeners.get(name) ?? new Set()
    listeners.set(name, those.add(listener))
    return () => void those.delete(listener)
  }
  const calls = Object.fromEntries(callNames.map((name) => [name, (argument: unknown) => ask(name, argument)]))
  return { ...calls, on } as unknown as DeskApi
}

/**
 * On every change those in which something crosses otherwise than by a call and its answer, or is large: events, a long
 * list, hostile arguments. Calls cross by name, all alike; the rest follows by night, and all of them come through the
 * browser shell on every change (test/contract).
 */
const daily = [
  'a question is answered, understood and thanked for, and events say so',
  'a customer is handed a copy of everything',
  'a long list goes through in one call',
  'a thread needs somebody until it is done with',
  'one in 5 of 200 hostile arguments',
]
const isDaily = (name: string) => daily.some((beginning) => name.startsWith(beginning))

test.describe('the contract through Electron’s IPC', () => {
  const cases = [...contractCases, hostileCase(200, 5)]
  if (cases.filter(({ name }) => isDaily(name)).length !== daily.length)
    throw new Error('A case that runs on every change has another name now')
  for (const { name, run } of cases)
    test(name, isDaily(name) ? {} : { tag: '@night' }, async ({ running }) => {
      test.setTimeout(120_000)
      await expect(run(await deskOf(running.page))).resolves.toBeUndefined()
    })
})
