import { expect, onTestFinished, test } from 'vitest'
import { startConductor } from '../../../src/main/runs/conductor.ts'

interface Look {
  now: number
  reachable: boolean | null
}

/** Over a store that notes what it was asked to do. */
function open(
  needs: {
    now?: () => number
    reachable?: boolean
    /** What the store says of each look, from the first on. */
    says?: (look: Look, no: number) => { nextAt?: number; waits?: boolean }
  } = {},
) {
  const { now = () => at, reachable = true, says = () => ({}) } = needs
  const asked: { name: string; argument: unknown }[] = []
  const looks: Look[] = []
  let at = 1_780_000_000_000
  const conductor = startConductor({
    store: {
      write: (async (name: string, argument: unknown) => {
        asked.push({ name, argument })
        if (name !== 'advanceRuns') return [7]
        const look = argument as Look
        looks.push(look)
        return { moved: [], nextAt: null, waits: false, ...says(look, looks.length) }
      }) as never,
    },
    now,
    quiet: () => null,
    reachable: async () => reachable,
    onMoved: () => {},
    unexpected: (_, error) => {
      throw error
    },
  })
  onTestFinished(() => conductor.close())
  return {
    asked,
    looks,
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
  const { asked, conductor, pass } = open()
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
  const { asked, conductor, pass } = open()
  for (let step = 0; step < 5; step += 1) {
    pass(60_000)
    conductor.wake()
    await expect.poll(() => asked.length).toBeGreaterThan(step)
  }
  expect(asked.every(({ name }) => name === 'advanceRuns')).toBe(true)
})

test('it looks again when the store said that something is due, though nothing has moved', async () => {
  const { looks } = open({ now: Date.now, says: ({ now }, no) => (no === 1 ? { nextAt: now + 400 } : {}) })
  await expect.poll(() => looks.length).toBe(2)
  expect((looks[1]?.now ?? 0) - (looks[0]?.now ?? 0)).toBeGreaterThanOrEqual(400)
})

test.each([true, false])('before a run leaves it is found out whether replies can arrive: %s', async (reachable) => {
  const { looks } = open({ reachable, says: (look) => ({ waits: look.reachable === null }) })
  await expect.poll(() => looks.map((look) => look.reachable)).toEqual([null, reachable])
})
