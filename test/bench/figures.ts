/** One line of the result. */
export interface Line {
  name: string
  ours: string
  /** What it is held against in the same run; "" where the goal is a plain number. */
  baseline: string
  /** Ours divided by the baseline; null where there is no baseline. */
  ratio: number | null
  goal: string
  ok: boolean
}

/** @param of from 0 to 1; 0.5 is the median */
export function quantile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))]
  if (value === undefined) throw new Error('Nothing was measured')
  return value
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

export function printLine({ name, ours, baseline, ratio, goal, ok }: Line): void {
  const cells = [name.padEnd(44), ours.padStart(14), baseline.padStart(26), ratio === null ? '' : ratio.toFixed(3)]
  process.stdout.write(`${cells.join('  ').padEnd(96)}  goal ${goal.padEnd(10)} ${ok ? 'ok' : 'MISSED'}\n`)
}

/** What the run is doing; on stderr, so that the lines can be kept apart. */
export const tell = (text: string) => process.stderr.write(`  ${text}\n`)
