import { expect, test } from 'vitest'
import { judgeForgeries, judgeGenuine } from '../main/inbound/forgery-run.ts'
import { seedOfRun } from '../support/dice.ts'

/** What `npm test` does with 50,000. */
const forgeries = 1_000_000
const genuine = 200_000

test(`${forgeries} forged requests, seed ${seedOfRun}: none that changes the meaning is accepted`, () => {
  const run = judgeForgeries(forgeries, seedOfRun)
  console.log(`Forged: ${JSON.stringify(run.kinds)}; signed alike: ${run.alike}.`)
  expect(run.accepted).toEqual([])
  expect(Object.keys(run.differences).toSorted()).toEqual(['it hashes blank values only', 'it throws without a sig'])
  expect(run.careless['fields hidden in a name']).toBeGreaterThan(1000)
})

test(`${genuine} genuine requests: none is refused`, () => {
  expect(judgeGenuine(genuine, seedOfRun + 1)).toEqual([])
})
