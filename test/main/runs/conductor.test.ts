import { expect, onTestFinished, test } from 'vitest'
import { startConductor } from '../../../src/main/runs/conductor.ts'

/** A store that notes what it was asked to do. */
function open(start: number) {
  const asked: { name: string; argument: unknown }[] = []
  let at = start
  const conductor = startConductor({
    store: {
      write: (async (name: string, argument: unknown) => {
        asked.push({ name, argument })
        return name === 'advanceRuns' ? { moved: [], nextAt: null, waits: false } : [7]
      }) as never,
    },
    now: () => at,
    quiet: () => null,
    reachable: async () => true,
    onMoved: () => {},
    unexpected: (_, error) => {
      throw error
    },
  })
  onTestFinished(() => conductor.close())
  return {
    asked,
    conductor,
    pass: (ms: number) => {
      at += ms
    },
  }
}

test.each([
  { label: 'a sleep of eight hours', ms: 8 * 3_600_000 },
  { label: 'a clock that was put back', ms: -3_600_000 },
])('after $label a run asks before anything more leaves', async ({ ms }) => {
  const { asked, conductor, pass } = open(1_780_000_000_000)
  await expect.poll(() => asked.map(({ name }) => name)).toEqual(['advanceRuns'])
  pass(ms)
  await expect
    .poll(() => {
      conductor.wake()
      return asked.map(({ name }) => name).slice(0, 3)
    })
    .toEqual(['advanceRuns', 'pauseRuns', 'advanceRuns'])
  expect(asked[1]?.argument).toMatchObject({ why: 'late' })
})

test('a busy hour is no sleep', async () => {
  const { asked, conductor, pass } = open(1_780_000_000_000)
  for (let step = 0; step < 5; step += 1) {
    pass(60_000)
    conductor.wake()
    await expect.poll(() => asked.length).toBeGreaterThan(step)
  }
  expect(asked.every(({ name }) => name === 'advanceRuns')).toBe(true)
})

test('it looks again when the store said that something is due, though nothing has moved', async () => {
  const looks: number[] = []
  const conductor = startConductor({
    store: {
      write: (async (_: string, { now }: { now: number }) => {
        looks.push(now)
        return { moved: [], nextAt: looks.length === 1 ? now + 400 : null, waits: false }
      }) as never,
    },
    now: Date.now,
    quiet: () => null,
    reachable: async () => true,
    onMoved: () => {},
    unexpected: (_, error) => {
      throw error
    },
  })
  onTestFinished(() => conductor.close())
  await expect.poll(() => looks.length).toBe(2)
  expect((looks[1] ?? 0) - (looks[0] ?? 0)).toBeGreaterThanOrEqual(400)
})

test.each([true, false])('before a run leaves it is found out whether replies can arrive: %s', async (reachable) => {
  const asked: unknown[] = []
  const conductor = startConductor({
    store: {
      write: (async (_: string, { reachable }: { reachable: boolean | null }) => {
        asked.push(reachable)
        return { moved: [], nextAt: null, waits: reachable === null }
      }) as never,
    },
    now: () => 1_780_000_000_000,
    quiet: () => null,
    reachable: async () => reachable,
    onMoved: () => {},
    unexpected: (_, error) => {
      throw error
    },
  })
  onTestFinished(() => conductor.close())
  await expect.poll(() => asked).toEqual([null, reachable])
})
