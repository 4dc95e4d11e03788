import { setTimeout as pause } from 'node:timers/promises'
import type { ReachWhy } from '../../shared/desk-state.ts'
import { type RetryTimings, retryAfterMs, type Tunnel, type TunnelReach, tellReach } from './tunnel.ts'

/** Why there is no session, or no longer. */
export interface Setback {
  why: ReachWhy
  text: string
  /** Trying again soon cannot help: a person has to do something first. */
  needsPerson: boolean
}

export interface TunnelSession {
  baseUrl: string
  /** Never rejects, and takes 2 s at most. */
  close(): Promise<void>
}

export interface SessionEvents {
  onHeartbeat: () => void
  /** The session was lost. */
  onLost: (setback: Setback) => void
}

interface Heartbeats {
  onNext: () => void
}

export interface SupervisorTimings extends RetryTimings {
  /** When a session that is still being opened is called unreachable. */
  openMs: number
  /** Without a heartbeat for this long, a session is lost. */
  silenceMs: number
  /** Between tries that need a person to succeed. */
  personRetryMs: number
  /** A session that lasted this long was a success: the next try comes soon. */
  steadyMs: number
}

/**
 * Keeps one session open: opens it, watches it, and opens the next when it is lost. One owner, one loop, so there is
 * never a second attempt beside the first.
 *
 * @param needs.openSession never rejects. It may stay pending for ever: that shows after `openMs`, and the attempt is
 *   waited for as long as it lasts. What it opens after `close` is closed.
 * @param needs.onReach called for the first time before this returns
 */
export function superviseTunnel(needs: {
  openSession: (events: SessionEvents, quit: AbortSignal) => Promise<TunnelSession | Setback>
  opening: { why: ReachWhy; text: string }
  open: { why: ReachWhy; text: string }
  silent: Setback
  onReach: (reach: TunnelReach) => void
  now: () => number
  timings: SupervisorTimings
}): Tunnel {
  const { timings, silent } = needs
  const quit = new AbortController()
  const quitting = new Promise<null>((resolve) => {
    quit.signal.addEventListener('abort', () => resolve(null))
  })
  const tellNews = tellReach(needs)
  const tell: typeof tellNews = (reach) => {
    if (!quit.signal.aborted) tellNews(reach)
  }
  const tellUnreachable = ({ why, text }: Setback) => tell({ state: 'unreachable', why, text, baseUrl: null })
  let failures = 0
  let resting = new AbortController()

  /** Resolves when the session is lost, with why; with null when we quit. */
  async function watch(session: TunnelSession, heartbeats: Heartbeats, lost: Promise<Setback>) {
    const { promise: silence, resolve } = Promise.withResolvers<Setback>()
    let timer: NodeJS.Timeout | undefined
    heartbeats.onNext = () => {
      clearTimeout(timer)
      timer = setTimeout(() => resolve(silent), timings.silenceMs)
    }
    heartbeats.onNext()
    const openedAt = performance.now()
    tell({ state: 'reachable', ...needs.open, baseUrl: session.baseUrl })
    const setback = await Promise.race([lost, silence, quitting])
    heartbeats.onNext = () => undefined
    clearTimeout(timer)
    if (performance.now() - openedAt >= timings.steadyMs) failures = 0
    // Said before the session is closed: closing a dead line may take a while, and the state must show within 3 s.
    if (setback !== null) tellUnreachable(setback)
    await session.close()
    return setback
  }

  async function holdSession(): Promise<Setback | null> {
    const lost = Promise.withResolvers<Setback>()
    const heartbeats: Heartbeats = { onNext: () => undefined }
    const events = { onHeartbeat: () => heartbeats.onNext(), onLost: lost.resolve }
    const opening = needs.openSession(events, quit.signal)
    const timer = setTimeout(() => tellUnreachable(silent), timings.openMs)
    const opened = await Promise.race([opening, quitting])
    clearTimeout(timer)
    if (opened === null) {
      // It may still open, now or in an hour, and would hold our address.
      void opening.then((late) => ('baseUrl' in late ? late.close() : undefined))
      return null
    }
    if ('baseUrl' in opened) return watch(opened, heartbeats, lost.promise)
    tellUnreachable(opened)
    return opened
  }

  async function run() {
    tell({ state: 'connecting', ...needs.opening, baseUrl: null })
    for (;;) {
      const setback = await holdSession()
      if (setback === null) return
      failures += 1
      const waitMs = setback.needsPerson ? timings.personRetryMs : retryAfterMs(failures, timings)
      resting = new AbortController()
      await pause(waitMs, null, { signal: AbortSignal.any([quit.signal, resting.signal]) }).catch(() => {})
      if (quit.signal.aborted) return
    }
  }

  const running = run()
  return {
    close() {
      quit.abort()
      return running
    },
    tryNow() {
      failures = 0
      resting.abort()
    },
  }
}
