import type { Pace } from './events.ts'

interface Stretch {
  pace: Pace
  since: number
  written: number
  /** Came and were not written. */
  counted: number
  sum: (times: number) => void
}

/**
 * Lets so many lines of a kind through in a stretch of time and counts the others, so that a flood of anything leaves a
 * line a stretch and not the end of all older lines.
 *
 * @param clock ms, of a clock that never jumps
 */
export function pacing(clock: () => number) {
  const stretches = new Map<string, Stretch>()
  return {
    /**
     * @param kind few of them: an event, or an event and one of its reasons
     * @param sum writes the line that stands for so many others
     */
    admit(kind: string, pace: Pace, sum: (times: number) => void): boolean {
      const stretch = stretches.get(kind)
      if (stretch === undefined) {
        stretches.set(kind, { pace, since: clock(), written: 1, counted: 0, sum })
        return true
      }
      if (stretch.written < pace.lines) {
        stretch.written += 1
        return true
      }
      stretch.counted += 1
      return false
    },
    /** To be called every second or so: ends what has lasted its time. With `all`, ends everything. */
    settle(all = false): void {
      const now = clock()
      for (const [kind, stretch] of stretches) {
        if (!all && now - stretch.since < stretch.pace.everyMs) continue
        const { counted } = stretch
        if (counted === 0) {
          stretches.delete(kind)
          continue
        }
        Object.assign(stretch, { since: now, written: 0, counted: 0 })
        stretch.sum(counted)
      }
    },
  }
}
