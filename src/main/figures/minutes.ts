import type { Minutes } from '../../shared/figures.ts'

/**
 * The middle, and the middle of either half, of how long customers took.
 *
 * @param least below so many nothing is said
 */
export function minutesIn(taken: readonly number[], least: number): Minutes {
  const sorted = Float64Array.from(taken).sort()
  if (sorted.length < Math.max(1, least)) return { answers: sorted.length, lower: null, median: null, upper: null }
  return { answers: sorted.length, lower: at(sorted, 0.25), median: at(sorted, 0.5), upper: at(sorted, 0.75) }
}

/** Between two answers it is as far on as the share says. */
function at(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return Math.round((below + (above - below) * (place - Math.floor(place))) * 10) / 10
}
