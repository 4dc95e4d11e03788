import { expect, test } from 'vitest'
import { waitFor, watchSnoozes } from '../../src/main/snoozes.ts'
import type { Store } from '../../src/main/store/store.ts'
import { ann, ben, openThreads } from '../support/threads.ts'

const hour = 3_600_000

/** A clock that stands until it is moved, and the timer that was last set by it. */
function clockOf(desk: ReturnType<typeof openThreads>) {
  let due: { at: number; run: () => void } | null = null
  return {
    wait: (run: () => void, ms: number) => {
      const mine = { at: desk.at() + ms, run }
      due = mine
      return () => {
        if (due === mine) due = null
      }
    },
    /** Lets time pass, a minute at the most at a time, and whatever is due happen. */
    pass: async (ms: number) => {
      for (let left = ms; left > 0; ) {
        const some = Math.min(left, 30_000)
        desk.pass(some)
        left -= some
        if (due !== null && due.at <= desk.at()) due.run()
        await settled()
      }
    },
    isSet: () => due !== null,
  }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

function watch(desk: ReturnType<typeof openThreads>) {
  const clock = clockOf(desk)
  const told: string[][] = []
  const wrong: unknown[] = []
  const ask = (async (name: 'woken', argument: { since: number; now: number }) =>
    desk.read[name](argument)) as unknown as Store['ask']
  const snoozes = watchSnoozes({
    store: { ask },
    now: desk.at,
    wait: clock.wait,
    onWoken: (customers) => told.push(customers),
    unexpected: (_, error) => wrong.push(error),
  })
  return { clock, told, wrong, snoozes }
}

test('threads that were put off are told at their time, once, also when they were put off after the desk was started', async () => {
  const desk = openThreads()
  for (const customer of [ann, ben]) desk.says(customer, 'please ring')
  const { clock, told, snoozes, wrong } = watch(desk)
  await settled()
  desk.write.snoozeThread({ customer: ann, until: desk.at() + hour, now: desk.at() })
  desk.write.snoozeThread({ customer: ben, until: desk.at() + 2 * hour, now: desk.at() })
  snoozes.changed()
  await settled()
  await clock.pass(hour - 30_000)
  expect(told).toEqual([])
  await clock.pass(60_000)
  expect(told).toEqual([[ann]])
  await clock.pass(3 * hour)
  expect(told).toEqual([[ann], [ben]])
  expect(wrong).toEqual([])
})

test('one that was put off before a restart is told too, and after the end nothing is', async () => {
  const before = openThreads()
  before.says(ann, 'please ring')
  before.write.snoozeThread({ customer: ann, until: before.at() + hour, now: before.at() })
  const at = before.at()
  before.close()
  const desk = openThreads(before.folder)
  desk.pass(at - desk.at())
  const first = watch(desk)
  const second = watch(desk)
  await settled()
  first.snoozes.close()
  expect(first.clock.isSet()).toBe(false)
  await second.clock.pass(hour)
  expect([first.told, second.told]).toEqual([[], [[ann]]])
})

test('the process’s own timer runs, and can be taken back', async () => {
  const ran: string[] = []
  waitFor(() => ran.push('taken back'), 1)()
  await new Promise<void>((resolve) => {
    waitFor(() => {
      ran.push('ran')
      resolve()
    }, 5)
    setTimeout(() => {}, 50) // The other one keeps nothing alive.
  })
  expect(ran).toEqual(['ran'])
})
