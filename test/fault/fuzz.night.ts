import { expect, test } from 'vitest'
import { seedOfRun } from '../support/dice.ts'
import { fuzzDesk } from './fuzz-desk.ts'
import { expectUnharmed } from './fuzz-expectations.ts'
import { fuzzReaders } from './fuzz-readers.ts'

const requests = 5_000_000
const readings = 20_000_000

test('5 million spoiled requests: the desk lives, stays small, and loses no genuine text', async () => {
  const warmUp = 200_000
  expectUnharmed(await fuzzDesk({ count: requests, warmUp, seed: seedOfRun }), requests - warmUp)
})

test('20 million spoiled webhooks are read or refused, and never throw', () => {
  const kinds = fuzzReaders(readings, seedOfRun)
  for (const kind of ['text', 'receipt', 'keep']) expect(kinds[kind], kind).toBeGreaterThan(readings / 100)
})
