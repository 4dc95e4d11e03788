import { afterEach, expect, test } from 'vitest'
import { seedOfRun } from '../support/dice.ts'
import { changedDesk } from './changed-desk.ts'
import { fuzzDesk } from './fuzz-desk.ts'
import { expectUnharmed } from './fuzz-expectations.ts'
import { fuzzReaders } from './fuzz-readers.ts'
import { corpus } from './fuzz-requests.ts'

/** Five million by night: test/fault/fuzz.night.ts. */
const requests = 30_000
const readings = 300_000
/** What any traffic makes a fresh process take comes first. */
const warmUp = 10_000

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

test(`${requests} spoiled requests over plain sockets: the desk lives, stays small, and loses no genuine text`, async () => {
  expect(corpus.length).toBeGreaterThan(15)
  expectUnharmed(await fuzzDesk({ count: requests, warmUp, seed: seedOfRun, timed: false }), requests - warmUp)
}, 600_000)

const carelessJson = ['try{return JSON.parse(json)}catch{return}', 'return JSON.parse(json)'] as const
const inCharge = /needs\.unexpected\(`A webhook could not be handled`,error\),answer\(response,503\)/
test.each([
  { label: 'answers 5xx', changes: [carelessJson], fails: /503/ },
  {
    label: 'ends',
    changes: [carelessJson, [inCharge, 'process.kill(process.pid,`SIGKILL`)']],
    fails: /The desk has ended/,
  },
] as const)('control: a desk that $label where it cannot read JSON is noticed', async ({ changes, fails }) => {
  const careless = changedDesk(...changes)
  ends.push(careless.remove)
  const ran = async () => {
    const seen = await fuzzDesk({
      count: 1500,
      warmUp: 500,
      seed: seedOfRun,
      timed: false,
      script: careless.script,
    })
    expectUnharmed({ ...seen, said: [] }, 1000)
  }
  await expect(ran()).rejects.toThrow(fails)
})

test(`${readings} spoiled webhooks are read or refused, and never throw`, () => {
  const kinds = fuzzReaders(readings, seedOfRun)
  for (const kind of ['text', 'receipt', 'keep']) expect(kinds[kind], kind).toBeGreaterThan(readings / 100)
}, 180_000)
