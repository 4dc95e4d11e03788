/** Few, so that little is unknown after a crash, or when Vonage falls silent. */
const least = 4
const most = 12
/** One that hangs says nothing of the others. */
const longestMs = 1000
/** How much of what is usual each answer decides. */
const share = 1 / 8

/**
 * How many texts are under way at once: as many as keep the rate while answers take as long as they do. Far from Vonage
 * a text takes three ways there and back, two of them until its connection is up.
 *
 * @param perSecond of the whole account
 */
export function sendingPlaces(perSecond: () => number): { count: () => number; answered: (tookMs: number) => void } {
  let usualMs = 0
  return {
    count: () => Math.min(most, Math.max(least, Math.ceil((perSecond() * usualMs) / 1000) + 1)),
    answered: (tookMs) => {
      usualMs += (Math.min(tookMs, longestMs) - usualMs) * share
    },
  }
}
