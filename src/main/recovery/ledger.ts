import type { Reach } from '../../shared/desk-state.ts'
import type { GapWhy } from '../../shared/gap.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/unavailable.ts'

/** Keeps account of when replies could arrive and when not, so that it survives the desk. */
export interface Ledger {
  reach(reach: Pick<Reach, 'state' | 'why' | 'since'> & Partial<Pick<Reach, 'provenAt'>>): void
  /** The computer woke; it was awake at `since` last. Epoch ms. */
  slept(since: number): void
  /** Falls asleep now: should it never wake, replies could arrive until here. */
  sleeps(): void
  /** The store begins to fail, or works again. */
  trouble(code: string | null): void
  /** Writes the last sign of life. */
  close(): Promise<void>
}

interface Stretch {
  why: GapWhy
  at: number
  /** It is in the store. */
  begun: boolean
  end: number | null
}

/** A sign of life is a commit of its own, so no more than one a minute. */
const aliveMs = 60_000
/** Who slept for less has missed nothing that does not come again. */
const sleptMs = aliveMs
/** They tell of a line of which nothing was known since its last proof, perhaps for hours when nobody watched. */
const unproven: ReadonlySet<Reach['why']> = new Set(['proof-failed', 'public-url-silent'])

/**
 * @param needs.since when the gap that lasts at the start began; null when none does
 * @param needs.freshMs how old a proof may be at this moment and still say that replies can arrive
 * @param needs.now epoch ms
 * @param needs.onEnd replies can arrive again, after so long
 */
export function startLedger(needs: {
  store: Pick<Store, 'write'>
  since: number | null
  freshMs: () => number
  now: () => number
  onEnd: (lastedMs: number) => void
  unexpected: (what: string, error: unknown) => void
}): Ledger {
  const { store, now, since } = needs
  /** Not written whole. In memory while the store fails; if the desk ends meanwhile, its last sign of life is older. */
  const stretches: Stretch[] = since === null ? [] : [{ why: 'not-running', at: since, begun: true, end: null }]
  let writing: Promise<void> = Promise.resolve()
  let isReachable = false
  let isStoring = true
  let lastProof: number | null = null
  /** Until when replies could arrive for sure, as seen at a moment when they still seemed to: a proof may be old. */
  const provenUntil = (at: number) => (lastProof !== null && at - lastProof > needs.freshMs() ? lastProof : at)
  const alive = (at: number) => store.write('alive', { now: at, provenUntil: provenUntil(at) })

  const begin = (why: GapWhy, at: number) => {
    if (stretches.at(-1)?.end !== null) stretches.push({ why, at: provenUntil(at), begun: false, end: null })
  }
  const endIfOpen = () => {
    const last = stretches.at(-1)
    if (last?.end === null && isReachable && isStoring) last.end = Math.max(now(), last.at)
  }

  async function writeStretches(): Promise<void> {
    for (let first = stretches[0]; first !== undefined; first = stretches[0]) {
      if (!first.begun) await store.write('gapBegins', { why: first.why, at: first.at })
      first.begun = true
      if (first.end === null) return
      await store.write('gapEnds', { at: first.end })
      stretches.shift()
      needs.onEnd(first.end - first.at)
    }
  }

  /** What cannot be written now is written with the next sign of life, or when the store works again. */
  function write(more: () => Promise<unknown> = async () => {}): void {
    writing = writing
      .then(writeStretches)
      .then(more)
      .then(
        () => {},
        (error: unknown) => {
          if (!(error instanceof StoreUnavailable)) needs.unexpected('ledger', error)
        },
      )
  }

  const timer = setInterval(() => {
    const sign = now()
    write(() => alive(sign))
  }, aliveMs)

  return {
    reach({ state, why, since: from, provenAt }) {
      // With no way in at all nothing is missed that was ever expected; while it opens, nothing is known.
      isReachable = state === 'reachable' || why === 'this-computer-only'
      if (provenAt != null) lastProof = Date.parse(provenAt)
      if (isReachable) endIfOpen()
      else if (state === 'unreachable') {
        const lastKnown = unproven.has(why) ? (provenAt ?? from) : from
        begin('unreachable', Date.parse(lastKnown))
      }
      write()
    },
    sleeps() {
      const at = now()
      write(() => alive(at))
    },
    slept(from) {
      if (now() - from <= sleptMs) return
      begin('not-running', from)
      endIfOpen()
      write()
    },
    trouble(code) {
      isStoring = code === null
      if (isStoring) endIfOpen()
      else begin('cannot-store', now())
      write()
    },
    async close() {
      clearInterval(timer)
      write(() => alive(now()))
      await writing
    },
  }
}
