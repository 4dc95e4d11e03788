import type { ReachWhy } from '../../shared/desk-api.ts'
import type { Probe } from './prove.ts'
import { type RetryTimings, retryAfterMs, type TunnelReach } from './tunnel.ts'

export interface ProofTimings extends RetryTimings {
  /** From a proof to the next look, while somebody watches. */
  lookAgainMs: number
  /** How often it is asked whether somebody watches, once a look is due. */
  watchedMs: number
}

export interface ProofWords {
  looking: (host: string) => { why: ReachWhy; text: string }
  proven: (host: string) => { why: ReachWhy; text: string }
  /** @param what is wrong, in a sentence */
  failed: (what: string) => { why: ReachWhy; text: string }
}

export interface ProofWatch {
  /** Where it looks. */
  base(): string | null
  /** Where to look from now on; null while there is no address. */
  lead(baseUrl: string | null): void
  /** To be called when a webhook arrived: proof enough, and the next look has time. */
  provenBy(): void
  /** The network is another one: looks at once. */
  tryNow(): void
  /** The computer slept: what was proven before says nothing any more. Looks at once. */
  doubt(): void
  /** Looks at once, or joins the look that is under way. Never rejects. */
  prove(): Promise<Probe>
  /** ISO 8601: the newest proof; null before the first. */
  provenAt(): string | null
  close(): Promise<void>
}

/**
 * Keeps proof that a public address leads to this desk: through something we know nothing of, or a tunnel that may be
 * open while the way to it is shut.
 *
 * Looks when there is a new address, when a proof is old and somebody watches, and after a failure again and again:
 * with nobody there a webhook will tell, and each look counts as a request where those are limited.
 *
 * @param needs.look one look at the address; never rejects
 * @param needs.tell called before `lead` returns, when there is an address
 * @param needs.now epoch ms
 */
export function keepProven(needs: {
  look: (baseUrl: string, quit: AbortSignal) => Promise<Probe>
  words: ProofWords
  tell: (reach: Omit<TunnelReach, 'since'>) => void
  watched: () => boolean
  now: () => number
  timings: ProofTimings
}): ProofWatch {
  const { words, timings } = needs
  let base: string | null = null
  let host = ''
  let looking: { found: Promise<Probe>; quit: AbortController } | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let arrivals = 0
  let provenAt: number | null = null
  /** By the clock that nobody puts forward or back. */
  let provenTick = Number.NEGATIVE_INFINITY

  const newest = () => (provenAt === null ? null : new Date(provenAt).toISOString())
  const tell = (state: TunnelReach['state'], what: { why: ReachWhy; text: string }) => {
    needs.tell({ state, ...what, baseUrl: base, provenAt: newest() })
  }

  function proven(): void {
    provenAt = needs.now()
    provenTick = performance.now()
    failures = 0
    tell('reachable', words.proven(host))
  }

  function rest(): void {
    clearTimeout(timer)
    if (base === null) return
    const leftMs = provenTick + timings.lookAgainMs - performance.now()
    const waitMs = failures > 0 ? retryAfterMs(failures, timings) : Math.max(leftMs, timings.watchedMs)
    timer = setTimeout(() => {
      const isOld = performance.now() - provenTick >= timings.lookAgainMs
      if (failures > 0 || (isOld && needs.watched())) void look()
      else rest()
    }, waitMs).unref()
  }

  async function lookOnce(baseUrl: string, quit: AbortController): Promise<Probe> {
    const arrivalsBefore = arrivals
    const proof = await needs.look(baseUrl, quit.signal)
    if (quit.signal.aborted) return outdated
    looking = null
    if (proof.ok) proven()
    // A webhook that came during the look knows better than the look: it may be only our way out that is cut.
    else if (arrivals === arrivalsBefore) {
      failures += 1
      tell('unreachable', words.failed(proof.text))
    }
    rest()
    return proof
  }

  function look(): Promise<Probe> {
    if (base === null) return Promise.resolve(noAddress)
    if (looking === null) {
      clearTimeout(timer)
      const quit = new AbortController()
      looking = { quit, found: lookOnce(base, quit) }
    }
    return looking.found
  }

  function stop(): Promise<unknown> | undefined {
    clearTimeout(timer)
    const { found, quit } = looking ?? {}
    quit?.abort()
    looking = null
    return found
  }

  /** What is under way went out over a network that may be gone. */
  function lookAnew(): void {
    if (base === null) return
    stop()
    failures = 0
    void look()
  }

  return {
    base: () => base,
    lead(baseUrl) {
      if (baseUrl === base) return
      stop()
      base = baseUrl
      failures = 0
      if (baseUrl === null) return
      host = URL.parse(baseUrl)?.host ?? baseUrl
      tell('connecting', words.looking(host))
      void look()
    },
    provenBy() {
      if (base === null) return
      arrivals += 1
      const wasLost = failures > 0
      proven()
      if (wasLost && looking === null) rest()
    },
    tryNow: lookAnew,
    doubt() {
      if (base !== null) tell('connecting', words.looking(host))
      lookAnew()
    },
    prove: look,
    provenAt: newest,
    async close() {
      base = null
      await stop()
    },
  }
}

const noAddress: Probe = { ok: false, why: 'no-address', text: 'There is no public address yet.' }
const outdated: Probe = { ok: false, why: 'no-address', text: 'The way in changed meanwhile. Try again.' }
