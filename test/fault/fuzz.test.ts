import { expect, test } from 'vitest'
import { seedOfRun } from '../support/dice.ts'
import { fuzzDesk } from './fuzz-desk.ts'
import { expectUnharmed } from './fuzz-expectations.ts'
import { fuzzReaders } from './fuzz-readers.ts'
import { corpus } from './fuzz-requests.ts'

/** Five million by night: test/fault/fuzz.night.ts. */
const requests = 12_000
const readings = 100_000

test(`${requests} spoiled requests over plain sockets: the desk lives, stays small, and loses no genuine text`, async () => {
  expect(corpus.length).toBeGreaterThan(15)
  const warmUp = requests / 5
  expectUnharmed(await fuzzDesk({ count: requests, warmUp, seed: seedOfRun, timed: false }), requests - warmUp)
}, 600_000)

test(`${readings} spoiled webhooks are read or refused, and never throw`, () => {
  const kinds = fuzzReaders(readings, seedOfRun)
  for (const kind of ['text', 'receipt', 'keep']) expect(kinds[kind], kind).toBeGreaterThan(readings / 100)
}, 180_000)
