import type { Reach } from '../../shared/desk-state.ts'

/** A way for Vonage to reach this computer. */
export interface Tunnel {
  /** Ends it within 3 s, whatever state it is in; `onReach` is not called after the call. Never rejects. */
  close(): Promise<void>
  /** Does not wait any longer before the next try: the computer woke, or its network is another one. */
  tryNow(): void
}

export type TunnelReach = Pick<Reach, 'state' | 'since' | 'why' | 'text'> & {
  /** What the webhook paths are put behind: "https://…" without a slash at its end; null while there is none. */
  baseUrl: string | null
  /** ISO 8601: the newest proof that it leads here; nothing of a tunnel alone, which knows only that it is open. */
  provenAt?: string | null
}

/** Every reply in a busy hour is a proof, and each telling is a new state for every window. */
const provenMs = 10_000

/**
 * Tells what is new: `since` stays while the state does, and what was already said is not said again. A line that is
 * being tried again and again stays unreachable since it was lost, also while the reason changes. A newer proof alone
 * is told at most every ten seconds.
 *
 * @param now epoch ms
 */
export function tellReach(needs: { onReach: (reach: TunnelReach) => void; now: () => number }) {
  let last: TunnelReach | null = null
  return (reach: Omit<TunnelReach, 'since'>) => {
    const { state, why, text, baseUrl, provenAt } = reach
    const isSame = last?.state === state && last.why === why && last.text === text && last.baseUrl === baseUrl
    if (isSame && !isWorthTelling(last?.provenAt, provenAt)) return
    const since = last?.state === state ? last.since : new Date(needs.now()).toISOString()
    last = { ...reach, since }
    needs.onReach(last)
  }
}

function isWorthTelling(before: string | null | undefined, provenAt: string | null | undefined): boolean {
  if (provenAt == null || before == null) return (provenAt ?? null) !== (before ?? null)
  // Either way: the clock may have been put back.
  return Math.abs(Date.parse(provenAt) - Date.parse(before)) >= provenMs
}

export interface RetryTimings {
  firstRetryMs: number
  longestRetryMs: number
}

/**
 * How long to wait before the next try: doubles from the first to the longest, 25 % more or less by chance so that
 * desks cut off together do not come back together.
 *
 * @param failures how many tries have failed in a row, 1 or more
 */
export function retryAfterMs(failures: number, { firstRetryMs, longestRetryMs }: RetryTimings): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 30)) * (0.75 + Math.random() / 2)
}
