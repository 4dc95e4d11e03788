import type { ProofTimings, ProofWords } from './keep-proven.ts'

const kept = 'Vonage keeps replies for up to a day; they come in as soon as it leads here.'
const lookAgain = { firstRetryMs: 1_000, lookAgainMs: 900_000, watchedMs: 15_000 }

/** A public URL of the user's own, which leads to our listener through something we know nothing of. */
export const ownUrl: { words: ProofWords; timings: ProofTimings } = {
  words: {
    looking: (host) => ({ why: 'public-url-checking', text: `Checking whether ${host} leads here.` }),
    proven: (host) => ({ why: 'public-url-answers', text: `Reachable. Replies come in through ${host}.` }),
    failed: (what) => ({ why: 'public-url-silent', text: `Not reachable. ${what} ${kept}` }),
  },
  timings: { ...lookAgain, longestRetryMs: 60_000 },
}

/** An address of ngrok's, while its session is open. */
export const throughNgrok: { words: ProofWords; timings: ProofTimings } = {
  words: {
    looking: (host) => ({ why: 'proving', text: `The tunnel is open. Checking whether ${host} leads here.` }),
    proven: () => ({ why: 'tunnel-open', text: 'Reachable. Replies come in through ngrok.' }),
    failed: (what) => ({ why: 'proof-failed', text: `Not reachable. The tunnel is open, but: ${what} ${kept}` }),
  },
  // Each look is one of the month's requests: a look a minute would use up more than the free plan has.
  timings: { ...lookAgain, longestRetryMs: 300_000 },
}
