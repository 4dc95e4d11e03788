import type { Page } from '@playwright/test'
import type { DeskApi } from '../../src/shared/desk-api.ts'
import { callNames, type EventName } from '../../src/shared/desk-names.ts'
import { contractCases } from '../contract/contract-cases.ts'
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
  await page.evaluate(() => {
    const heard = (window as unknown as { deskHeard: (...heard: unknown[]) => void }).deskHeard
    window.desk.on('message', (data, seq) => heard('message', data, seq))
    window.desk.on('desk', (data, seq) => heard('desk', data, seq))
  })
  const on = (name: EventName, listener: (data: never, seq: number) => void) => {
    const those = listeners.get(name) ?? new Set()
    listeners.set(name, those.add(listener))
    return () => void those.delete(listener)
  }
  const calls = Object.fromEntries(callNames.map((name) => [name, (argument: unknown) => ask(name, argument)]))
  return { ...calls, on } as unknown as DeskApi
}

test.describe('the contract through Electron’s IPC', () => {
  for (const { name, run } of contractCases)
    test(name, async ({ running }) => {
      test.setTimeout(120_000)
      await expect(run(await deskOf(running.page))).resolves.toBeUndefined()
    })
})
