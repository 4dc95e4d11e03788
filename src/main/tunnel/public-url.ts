import { setTimeout as pause } from 'node:timers/promises'
import { type RetryTimings, retryAfterMs, type Tunnel, type TunnelReach, tellReach } from './tunnel.ts'

export interface PublicUrlTimings extends RetryTimings {
  /** For one look at the URL. */
  answerMs: number
  /** From a proof to the next look. */
  lookAgainMs: number
}

const ordinaryTimings: PublicUrlTimings = {
  answerMs: 5_000,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  lookAgainMs: 300_000,
}

/** The header in which our listener shows, with the nonce of this run, that it is this very desk. */
export const deskHeader = 'x-desk'

export interface PublicUrlWatch extends Tunnel {
  /** To be called when a webhook arrived: proof enough, and the next look has time. */
  provenBy(): void
}

/**
 * Watches a public URL of the user's own, which leads to our listener through something we know nothing of.
 *
 * Our listener answers a bare GET with 200 and the nonce in `deskHeader`. The 200 alone proves little: a hotel's
 * sign-in page, a parked domain and the same program on another desk answer it as well.
 *
 * @param needs.baseUrl the public URL, without a slash at its end
 * @param needs.inboundPath what Vonage is given behind it, the unguessable part included; begins with a slash
 * @param needs.onReach called for the first time before this returns
 * @param needs.now epoch ms
 */
export function watchPublicUrl(needs: {
  baseUrl: string
  inboundPath: string
  nonce: string
  onReach: (reach: TunnelReach) => void
  now: () => number
  fetch?: typeof fetch
  timings?: Partial<PublicUrlTimings>
}): PublicUrlWatch {
  const { baseUrl, inboundPath, nonce } = needs
  const timings = { ...ordinaryTimings, ...needs.timings }
  const look = needs.fetch ?? fetch
  const { host } = new URL(baseUrl)
  const tell = tellReach(needs)
  const quit = new AbortController()
  let wake = new AbortController()
  let proofs = 0
  let failures = 0

  function proven() {
    failures = 0
    tell({
      state: 'reachable',
      why: 'public-url-answers',
      text: `Reachable. Replies come in through ${host}.`,
      baseUrl,
    })
  }

  /** @returns what is wrong, in a sentence; null when the URL leads here */
  async function lookOnce(): Promise<string | null> {
    try {
      const response = await look(`${baseUrl}${inboundPath}`, {
        redirect: 'error', // Vonage does not follow one either
        headers: { 'cache-control': 'no-cache' },
        signal: AbortSignal.any([quit.signal, AbortSignal.timeout(timings.answerMs)]),
      })
      // What a stranger sends after its headers is not read at all.
      await response.body?.cancel()
      const ours = response.status === 200 && response.headers.get(deskHeader) === nonce
      return ours ? null : `${host} answers, but leads to something else than this desk.`
    } catch {
      return `${host} does not answer, or sends us elsewhere.`
    }
  }

  async function run() {
    tell({ state: 'connecting', why: 'public-url-checking', text: `Checking whether ${host} leads here.`, baseUrl })
    while (!quit.signal.aborted) {
      const proofsBefore = proofs
      const wrong = await lookOnce()
      if (quit.signal.aborted) return
      if (wrong === null) proven()
      // A webhook that came during the look knows better than the look: it may be only our way out that is cut.
      else if (proofs === proofsBefore) {
        failures += 1
        const kept = 'Vonage keeps replies for up to a day; they come in as soon as it leads here.'
        const text = `Not reachable. ${wrong} ${kept}`
        tell({ state: 'unreachable', why: 'public-url-silent', text, baseUrl })
      }
      let rested = false
      while (!rested && !quit.signal.aborted) {
        wake = new AbortController()
        const signal = AbortSignal.any([quit.signal, wake.signal])
        const waitMs = failures > 0 ? retryAfterMs(failures, timings) : timings.lookAgainMs
        rested = await pause(waitMs, true, { signal }).catch(() => false)
      }
    }
  }

  const running = run()
  return {
    provenBy() {
      if (quit.signal.aborted) return
      proofs += 1
      proven()
      wake.abort()
    },
    close() {
      quit.abort()
      return running
    },
  }
}
