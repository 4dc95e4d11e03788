import type { ReachWhy } from '../../shared/desk-state.ts'
import type { Probe } from './prove.ts'
import { type RetryTimings, retryAfterMs, type TunnelReach } from './tunnel.ts'

export interface ProofTimings extends RetryTimings {
  /** From a proof to the next look, while somebody watches. */
  lookAgainMs: number
  /** The same while nobody does. Not less. */
  unwatchedMs: number
  /** How often it is asked whether somebody watches, once a look would be due. */
  watchedMs: number
  /** From a look that failed to the second one, without which nothing is said of it; up to twice that, by chance. */
  secondLookMs: number
  /** Least between the looks at a line that drops again and again; doubles up to `longestRetryMs`. */
  flapMs: number
  /** A line that held for so long no longer flaps. */
  steadyMs: number
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
  /** Where to look from now on; null while there is no address. One that comes back again and again waits for its look. */
  lead(baseUrl: string | null): void
  /** To be called when a webhook arrived: proof enough, and the next look has time. */
  provenBy(): void
  /** The network is another one: looks at once, unless that happens again and again. */
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
 * Looks when there is a new address, when a proof is old, and after a failure again and again. Each look counts as a
 * request where those are limited, so there are fewer while nobody watches and while a line flaps; but never none: what
 * is said must not be days old, and nobody asks for the replies of a night that is held to be proven.
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
  /** It was said that nothing comes through, and nothing has since. */
  let isLost = false
  /** The last address, also while there is none. */
  let known: string | null = null
  let flaps = 0
  let provenAt: number | null = null
  // By the clock that nobody puts forward or back.
  let provenTick = Number.NEGATIVE_INFINITY
  let lookTick = Number.NEGATIVE_INFINITY
  let flapTick = Number.NEGATIVE_INFINITY

  const newest = () => (provenAt === null ? null : new Date(provenAt).toISOString())
  const tell = (state: TunnelReach['state'], what: { why: ReachWhy; text: string }) => {
    needs.tell({ state, ...what, baseUrl: base, provenAt: newest() })
  }

  function proven(): void {
    provenAt = needs.now()
    provenTick = performance.now()
    failures = 0
    isLost = false
    tell('reachable', words.proven(host))
  }

  function rest(): void {
    clearTimeout(timer)
    if (base === null) return
    const leftMs = provenTick + timings.lookAgainMs - performance.now()
    const waitMs = failures > 0 ? retryAfterMs(failures, timings) : Math.max(leftMs, timings.watchedMs)
    timer = setTimeout(() => {
      const dueMs = needs.watched() ? timings.lookAgainMs : timings.unwatchedMs
      if (failures > 0 || performance.now() - provenTick >= dueMs) void look()
      else rest()
    }, waitMs).unref()
  }

  /** At once, but of a line that flaps: there less and less often. */
  function lookWhenDue(): void {
    const { flapMs, longestRetryMs } = timings
    // Another network is often followed by a drop, and neither is a line that flaps.
    const paceMs = flaps < 3 ? 0 : Math.min(longestRetryMs, flapMs * 2 ** Math.min(flaps - 3, 30))
    const waitMs = lookTick + paceMs - performance.now()
    if (waitMs <= 0) return void look()
    clearTimeout(timer)
    timer = setTimeout(() => {
      // A webhook has come meanwhile.
      if (provenTick > flapTick) rest()
      else void look()
    }, waitMs).unref()
  }

  function flap(): void {
    const tick = performance.now()
    flaps = tick - flapTick >= timings.steadyMs ? 1 : flaps + 1
    flapTick = tick
    // Else each flap would begin anew with looks a second apart.
    if (flaps < 3) failures = 0
  }

  /** One request that got lost on its way is no gap: only a second failure counts. */
  async function lookTwice(baseUrl: string, quit: AbortSignal, isOutdone: () => boolean): Promise<Probe> {
    const first = await needs.look(baseUrl, quit)
    if (first.ok || isLost || isOutdone()) return first
    tell('connecting', words.looking(host))
    await pause(timings.secondLookMs * (1 + Math.random()), quit)
    return isOutdone() ? first : needs.look(baseUrl, quit)
  }

  async function lookNow(baseUrl: string, quit: AbortController): Promise<Probe> {
    const arrivalsBefore = arrivals
    // A webhook that comes during the look knows better than the look: it may be only our way out that is cut.
    const isOutdone = () => quit.signal.aborted || arrivals !== arrivalsBefore
    const proof = await lookTwice(baseUrl, quit.signal, isOutdone)
    if (quit.signal.aborted) return outdated
    looking = null
    if (proof.ok) proven()
    else if (!isOutdone()) {
      failures += 1
      isLost = true
      tell('unreachable', words.failed(proof.text))
    }
    rest()
    return proof
  }

  function look(): Promise<Probe> {
    if (base === null) return Promise.resolve(noAddress)
    if (looking === null) {
      clearTimeout(timer)
      lookTick = performance.now()
      const quit = new AbortController()
      looking = { quit, found: lookNow(base, quit) }
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
    lookWhenDue()
  }

  return {
    base: () => base,
    lead(baseUrl) {
      if (baseUrl === base) return
      stop()
      base = baseUrl
      if (baseUrl === null) return
      if (baseUrl === known) flap()
      else {
        isLost = false
        failures = flaps = 0
      }
      known = baseUrl
      host = URL.parse(baseUrl)?.host ?? baseUrl
      tell('connecting', words.looking(host))
      lookWhenDue()
    },
    provenBy() {
      if (base === null) return
      arrivals += 1
      const wasLost = failures > 0
      proven()
      if (wasLost && looking === null) rest()
    },
    tryNow() {
      if (base !== null) flap()
      lookAnew()
    },
    doubt() {
      failures = flaps = 0
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

function pause(ms: number, quit: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms).unref()
    quit.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
