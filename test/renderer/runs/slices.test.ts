import { expect, test } from 'vitest'
import { inSlices } from '../../../src/renderer/runs/slices.ts'
import { looksLikeList } from '../../../src/renderer/runs/use-paste.ts'

/** Each step takes its time, as that of a real list does. */
function* steps(count: number, stepMs: number): Generator<void, number> {
  for (let step = 0; step < count; step += 1) {
    const until = performance.now() + stepMs
    while (performance.now() < until);
    yield
  }
  return count
}

test('what is short is done at once', () => {
  let done = 0
  // Over before the clock is looked at: a computer that is busy may take long for anything.
  inSlices(steps(20, 0), (count) => {
    done = count
  })
  expect(done).toBe(20)
})

test('what is long is done in slices, between which others have their turn', () => {
  let done = 0
  const turns: (() => void)[] = []
  inSlices(
    steps(320, 0.5),
    (count) => {
      done = count
    },
    (run) => turns.push(run),
  )
  expect([done, turns.length]).toEqual([0, 1])
  let slices = 1
  for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
    slices += 1
    turn()
  }
  expect(done).toBe(320)
  // 160 ms of work, and none of the slices longer than the clock is looked at.
  expect(slices).toBeGreaterThan(5)
})

test('what is made of long work is not done in the turn of its last slice, and not at all once the work is given up', () => {
  for (const isGivenUp of [false, true]) {
    let done = false
    let isAtEnd = false
    const turns: (() => void)[] = []
    function* work(): Generator<void, void> {
      yield* steps(64, 0.5)
      isAtEnd = true
    }
    const end = inSlices(
      work(),
      () => {
        done = true
      },
      (run) => turns.push(run),
    )
    while (!isAtEnd) turns.shift()?.()
    expect([done, turns.length]).toEqual([false, 1])
    if (isGivenUp) end()
    turns.shift()?.()
    expect(done).toBe(!isGivenUp)
  }
})

test('work that was given up is not done', () => {
  let done = false
  const turns: (() => void)[] = []
  const end = inSlices(
    steps(100, 0.5),
    () => {
      done = true
    },
    (run) => turns.push(run),
  )
  end()
  for (const turn of turns) turn()
  expect([turns.length, done]).toEqual([1, false])
})

test.each([
  { text: 'Anna\t07700 900123\nBen\t07700 900124', is: true },
  { text: '+447700900123\r\n+447700900124', is: true },
  { text: 'Name;Telefon\nAnna;07700900123', is: true },
  { text: '07700 900123', is: false },
  { text: 'Dear Anna,\nwe come on Thursday.', is: false },
  { text: '\n\n07700 900123\n', is: false },
  { text: '', is: false },
])('$text', ({ text, is }) => expect(looksLikeList(text)).toBe(is))
