/** Random numbers from a seed, so that a failure repeats. Fast, and good enough to choose mutations with. */
export interface Dice {
  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number
  /** One of a list that is not empty. */
  one<Value>(values: readonly Value[]): Value
}

/** Mulberry32. */
export function openDice(seed: number): Dice {
  let state = seed >>> 0
  const roll = (sides: number) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * sides)
  }
  return { roll, one: (values) => values[roll(values.length)] as (typeof values)[number] }
}

/** The usual seed, or with DESK_SEED=random another one, which is then in the message of a test that fails. */
export const seedOfRun = process.env.DESK_SEED === 'random' ? Math.floor(Math.random() * 2 ** 32) : 20_261_122
