import { expect, test } from 'vitest'
import { seedOfRun } from '../support/dice.ts'
import { fuzzDesk } from './fuzz-desk.ts'
import { expectUnharmed } from './fuzz-expectations.ts'
import { fuzzReaders } from './fuzz-readers.ts'
import { answeredInTime } from './genuine.ts'
import { ofTheNight } from './night.ts'

const requests = ofTheNight(5_000_000)
const warmUp = Math.min(200_000, Math.floor(requests / 5))
const readings = ofTheNight(20_000_000)

test(`${requests} spoiled requests: the desk lives, stays small, and loses and delays no genuine text`, async ({
  skip,
}) => {
  const ran = await fuzzDesk({ count: requests, warmUp, seed: seedOfRun, timed: true })
  expectUnharmed(ran, requests - warmUp)
  const inTime = answeredInTime('spoiled requests', ran.atRest, ran.answers)
  if (inTime === null) skip()
  expect(inTime).toBe(true)
})

test(`${readings} spoiled webhooks are read or refused, and never throw`, () => {
  const kinds = fuzzReaders(readings, seedOfRun)
  for (const kind of ['text', 'receipt', 'keep']) expect(kinds[kind], kind).toBeGreaterThan(readings / 100)
})
