import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freePlanRequests } from '../../../src/main/count-requests.ts'
import { keepProven } from '../../../src/main/tunnel/keep-proven.ts'
import { ownUrl, throughNgrok } from '../../../src/main/tunnel/proof-words.ts'
import type { Probe } from '../../../src/main/tunnel/prove.ts'

const second = 1_000
const minute = 60 * second
const day = 24 * 60 * minute
const here = 'https://desk.edge.test'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] }))
afterEach(() => vi.useRealTimers())

/** Every look as the product makes it, with its own times; `looks` are when they were. */
function follow({ kind = throughNgrok, watched = false } = {}) {
  const looks: number[] = []
  const way = { leads: true }
  const began = Date.now()
  const watch = keepProven({
    ...kind,
    look: async (): Promise<Probe> => {
      looks.push(Date.now() - began)
      return way.leads ? { ok: true, ms: 1 } : { ok: false, why: 'not-passed-on', text: 'No.' }
    },
    tell: () => {},
    watched: () => watched,
    now: Date.now,
  })
  return { looks, way, watch }
}
type Line = ReturnType<typeof follow>
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
/** Ngrok's session is lost and opened again. */
async function drop({ watch }: Line, downMs = second) {
  watch.lead(null)
  await pass(downMs)
  watch.lead(here)
}

test.each<{ label: string; watched?: boolean; leads?: boolean; most: number; live: (line: Line) => Promise<unknown> }>([
  { label: 'a steady line with nobody there', most: 25, live: () => pass(day) },
  { label: 'a steady line that somebody watches', watched: true, most: 97, live: () => pass(day) },
  {
    label: 'a line that drops every 5 s',
    watched: true,
    most: 300,
    live: async (line) => {
      for (let ms = 0; ms < day; ms += 5 * second) {
        await drop(line)
        await pass(4 * second)
      }
    },
  },
  {
    label: 'a line that drops every minute and that nothing comes through',
    leads: false,
    most: 450,
    live: async (line) => {
      for (let ms = 0; ms < day; ms += minute) {
        await drop(line)
        await pass(minute - second)
      }
    },
  },
  { label: 'an open tunnel that nothing comes through', leads: false, most: 450, live: () => pass(day) },
  {
    label: 'a network that changes every 5 s',
    most: 300,
    live: async ({ watch }) => {
      for (let ms = 0; ms < day; ms += 5 * second) {
        watch.tryNow()
        await pass(5 * second)
      }
    },
  },
])('$label leaves most of the month’s requests to replies', async ({ watched = false, leads = true, most, live }) => {
  const line = follow({ watched })
  line.way.leads = leads
  line.watch.lead(here)
  await live(line)
  expect(line.looks.length).toBeLessThanOrEqual(most)
  expect(line.looks.length * 31).toBeLessThan(freePlanRequests * 0.7)
  await line.watch.close()
})

test('with nobody there a line through ngrok is looked at every hour, an own URL every five minutes', async () => {
  const night = 10 * 60 * minute
  for (const { kind, everyMs } of [
    { kind: throughNgrok, everyMs: 60 * minute },
    { kind: ownUrl, everyMs: 5 * minute },
  ]) {
    const { looks, watch } = follow({ kind })
    watch.lead(here)
    await pass(night)
    expect(looks.length).toBeGreaterThanOrEqual(night / everyMs - 1)
    const pauses = looks.slice(1).map((at, place) => at - (looks[place] ?? 0))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(everyMs + 15 * second)
    await watch.close()
  }
})

test('a line that dropped once is proven as soon as it is back; one that flaps ever more rarely, until it holds', async () => {
  const line = follow()
  line.watch.lead(here)
  await pass(5 * second)
  await drop(line)
  await pass(0)
  expect(line.looks).toEqual([0, 6 * second])
  for (let ms = 0; ms < 30 * minute; ms += 5 * second) {
    await drop(line)
    await pass(4 * second)
  }
  const pauses = line.looks.slice(2).map((at, place) => at - (line.looks[place + 1] ?? 0))
  expect(pauses[1]).toBeGreaterThanOrEqual(30 * second)
  expect(pauses[2]).toBeGreaterThanOrEqual(minute)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(5 * minute + 5 * second)
  // It holds, and its last drop has its look in time.
  const before = line.looks.length
  await pass(5 * minute)
  expect(line.looks.length).toBe(before + 1)
  await pass(20 * minute)
  const held = line.looks.length
  await drop(line)
  await pass(0)
  expect(line.looks.length).toBe(held + 1)
  await line.watch.close()
})

test('a webhook that came since the last drop saves the look that was put off', async () => {
  const line = follow()
  line.watch.lead(here)
  for (let drops = 0; drops < 4; drops += 1) await drop(line)
  const { length } = line.looks
  await pass(second)
  line.watch.provenBy()
  await pass(30 * minute)
  expect(line.looks.length).toBe(length)
  await line.watch.close()
})

test('after a sleep it is looked at once, however often the line had dropped', async () => {
  const line = follow()
  line.watch.lead(here)
  for (let drops = 0; drops < 6; drops += 1) await drop(line)
  const { length } = line.looks
  line.watch.doubt()
  expect(line.looks.length).toBe(length + 1)
  line.watch.lead(null)
  line.watch.doubt()
  line.watch.lead(here)
  expect(line.looks.length).toBe(length + 2)
  await line.watch.close()
})
