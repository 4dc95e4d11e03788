import type { Reach } from '../../shared/desk-state.ts'

const minuteMs = 60_000
/** While somebody watches there is a proof at least every 15 minutes; what is older was proven by nobody. */
const freshMinutes = 20

/** How old the proof is that replies can arrive; null where none is due: not reachable, or the pretend line. */
export function proofAge({ state, why, provenAt }: Reach, now: number): { minutes: number; isFresh: boolean } | null {
  if (state !== 'reachable' || why === 'practice' || provenAt === null) return null
  // `now` moves once a minute, so a proof may be newer.
  const minutes = Math.max(0, Math.floor((now - Date.parse(provenAt)) / minuteMs))
  return { minutes, isFresh: minutes <= freshMinutes }
}
