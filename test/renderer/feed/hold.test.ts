import { expect, test } from 'vitest'
import { makeHold } from '../../../src/renderer/feed/hold.ts'

/** A list, a clock and timers moved by hand. */
function openHold() {
  const seen: string[] = []
  let clock = 0
  let timers: { at: number; run: () => void }[] = []
  const hold = makeHold({
    hold: (held) => seen.push(held ? 'held' : 'free'),
    showWaiting: () => seen.push('shown'),
    now: () => clock,
    later: (run, ms) => {
      const timer = { at: clock + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
  })
  const wait = (ms: number) => {
    clock += ms
    const due = timers.filter((timer) => timer.at <= clock)
    timers = timers.filter((timer) => timer.at > clock)
    for (const timer of due) timer.run()
  }
  return { hold, seen, wait }
}

test('away from the top the list is held, back at the top what waited is shown', () => {
  const { hold, seen } = openHold()
  hold.scrolled(true)
  hold.scrolled(true)
  hold.scrolled(false)
  expect(seen).toEqual(['held', 'free', 'shown'])
})

test('a hand that aims holds the list, a hand that rests does not', () => {
  const { hold, seen, wait } = openHold()
  hold.hand(1500)
  wait(1000)
  hold.hand(1500)
  wait(1000)
  expect(seen.at(-1)).toBe('held')
  wait(600)
  expect(seen.at(-1)).toBe('shown')
})

test('a resting hand shows nothing while the list is scrolled away', () => {
  const { hold, seen, wait } = openHold()
  hold.hand(1500)
  hold.scrolled(true)
  wait(2000)
  expect(seen).not.toContain('shown')
  hold.release()
  expect(seen.at(-1)).toBe('shown')
})
