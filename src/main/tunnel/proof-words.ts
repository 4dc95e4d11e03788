import type { ProofTimings, ProofWords } from './keep-proven.ts'

const kept = 'Vonage keeps replies for up to a day; they come in as soon as it leads here.'
const minuteMs = 60_000
const usual = { firstRetryMs: 1_000, secondLookMs: 1_000, watchedMs: 15_000, steadyMs: 15 * minuteMs }

/** A public URL of the user's own, which leads to our listener through something we know nothing of. */
export const ownUrl: { words: ProofWords; timings: ProofTimings } = {
  words: {
    looking: (host) => ({ why: 'public-url-checking', text: `Checking whether ${host} leads here.` }),
    proven: (host) => ({ why: 'public-url-answers', text: `Reachable. Replies come in through ${host}.` }),
    failed: (what) => ({ why: 'public-url-silent', text: `Not reachable. ${what} ${kept}` }),
  },
  // Here a look costs nothing.
  timings: {
    ...usual,
    longestRetryMs: minuteMs,
    lookAgainMs: 5 * minuteMs,
    unwatchedMs: 5 * minuteMs,
    flapMs: 0,
  },
}

/** An address of ngrok's, while its session is open. */
export const throughNgrok: { words: ProofWords; timings: ProofTimings } = {
  words: {
    looking: (host) => ({ why: 'proving', text: `The tunnel is open. Checking whether ${host} leads here.` }),
    proven: () => ({ why: 'tunnel-open', text: 'Reachable. Replies come in through ngrok.' }),
    failed: (what) => ({ why: 'proof-failed', text: `Not reachable. The tunnel is open, but: ${what} ${kept}` }),
  },
  // Each look is one of the month's requests: a look a minute would use up more than the free plan has.
  timings: {
    ...usual,
    longestRetryMs: 5 * minuteMs,
    lookAgainMs: 15 * minuteMs,
    unwatchedMs: 60 * minuteMs,
    flapMs: 30_000,
  },
}

/**
 * How old a proof may be and still hold for this moment. After an older one a look was due and did not come, so of the
 * time between nothing is known.
 */
export const freshMs = ({ lookAgainMs, unwatchedMs }: ProofTimings, isWatched: boolean) =>
  isWatched ? lookAgainMs + 5 * minuteMs : unwatchedMs + 10 * minuteMs
