import type { Leads } from '../store/led-here.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/unavailable.ts'
import { decidesFrom } from '../store/unrecorded.ts'
import { type AskNeeds, askGap, tellNotHad } from './ask-gap.ts'
import { type Ledger, startLedger } from './ledger.ts'
import { lookUp } from './look-up.ts'
import { type NotHad, vonageReports } from './reports.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** A line that was away for less is asked for with the next hour: Vonage repeats its webhooks meanwhile. */
const worthAskingMs = minuteMs
const firstRetryMs = 30_000
/** A text is on record some time after it left, if it did; after this long no more is heard of it. */
const onRecordMs = 2 * minuteMs
const youngAgainMs = 5 * minuteMs
const givenUpMs = 72 * hourMs
/** A clock that was put forward or back by more says nothing of how long ago something was. */
const clockJumpMs = 5 * minuteMs
/** A window that opens waits for its first texts: what asks Vonage takes longer to load than they do to read. */
const afterStartMs = 250

export interface Recovery extends Pick<Ledger, 'reach' | 'slept' | 'sleeps' | 'trouble'> {
  /** A stretch is to be asked for that was settled before. */
  askAgain(): void
  /** Vonage has shown where replies to our number go. */
  leads(where: Leads): void
  /** Writes the last sign of life; what is being asked for is left to the next start. */
  close(): Promise<void>
}

/**
 * The second net under the webhooks: writes down when replies could not arrive, and asks the provider's records for
 * them afterwards: at once, when the line is back, and every hour; the same for texts of which nothing is known.
 */
export function startRecovery(
  needs: Pick<AskNeeds, 'now' | 'onNews'> & {
    store: Pick<Store, 'write' | 'ask'>
    /** When the gap that lasts at the start began, as 'deskStarted' gave it; null when none does. Epoch ms. */
    since: number | null
    /** `number` is ours; `apiHost` null is Vonage's own. */
    account: { apiKey: string; apiSecret: string; apiHost: string | null; number: string }
    /** Milliseconds of a clock that nobody puts forward or back. */
    elapsed?: () => number
    /** How old a proof of the way in may be at this moment and still hold. */
    freshMs: () => number
    unexpected: (what: string, error: unknown) => void
  },
): Recovery {
  const { store, account, now, elapsed = () => performance.now() } = needs
  const reports = vonageReports(account, {}, count)
  const asking = { ...needs, reports, ours: account.number, isClosing: () => closed }
  let running: Promise<void> | null = null
  let again = false
  let closed = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  /** When the steady clock began, by the other one. */
  let beganAt = now() - elapsed()

  function count(page: { records: number; price: number }): void {
    store.write('countRecords', { ...page, now: now() }).catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) needs.unexpected('recovery', error)
    })
  }

  /** Whether the clock still goes as it did when this was last asked. */
  function isSteady(): boolean {
    const before = beganAt
    beganAt = now() - elapsed()
    return Math.abs(beganAt - before) <= clockJumpMs
  }

  async function ask(): Promise<NotHad | null> {
    let missed: NotHad | null = null
    const gaps = await store.ask('openGaps', undefined)
    for (const [place, gap] of gaps.entries()) {
      if (closed) return null
      const notHad = await askGap(gap, gaps, asking)
      // What is wrong with one stretch alone must not stand in the way of those after it.
      if (notHad !== null && !notHad.ofOneSpan) {
        // It is as wrong for those after it, and this one may have been too short to be told of.
        for (const later of gaps.slice(place + 1)) await tellNotHad(later, notHad, asking)
        return notHad
      }
      missed ??= notHad
    }
    const lost = await store.ask('lostTexts', { after: now() - givenUpMs, before: now() - onRecordMs })
    if (closed) return null
    return (await lookUp(lost, { ...asking, isSteady: isSteady() })) ?? missed
  }

  /** @returns when to ask again */
  async function askedAgainIn(notHad: NotHad | null): Promise<number> {
    failures = notHad === null || notHad.refused ? 0 : failures + 1
    if (failures > 0) return Math.min(Math.max(firstRetryMs * 2 ** (failures - 1), notHad?.retryAfterMs ?? 0), hourMs)
    if (notHad !== null) return hourMs
    const at = now()
    const lost = await store.ask('lostTexts', { after: at - givenUpMs, before: at })
    const waits = lost.flatMap((text) => (text.isTold ? [] : [(decidesFrom(text) ?? at + youngAgainMs) - at]))
    // What should be decided by now and is not cannot be, for a reason that does not pass by itself.
    return Math.max(minuteMs, Math.min(...waits.filter((wait) => wait > 0), hourMs))
  }

  async function run(): Promise<void> {
    clearTimeout(timer)
    let waitMs = firstRetryMs
    try {
      do {
        again = false
        waitMs = await askedAgainIn(await ask())
      } while (again && !closed)
    } catch (error) {
      if (!closed && !(error instanceof StoreUnavailable)) needs.unexpected('recovery', error)
    } finally {
      running = null
      if (!closed) timer = setTimeout(wake, waitMs)
    }
  }
  function wake(): void {
    if (closed) return
    again = running !== null
    running ??= run()
  }

  const ledger = startLedger({
    ...needs,
    onEnd: (lastedMs) => {
      if (lastedMs > worthAskingMs) wake()
    },
  })
  async function leads(where: Leads): Promise<void> {
    const at = now()
    try {
      const [isGap, isLater] = await Promise.all([
        store.write('numberLeads', { number: account.number, where, at }),
        where === 'here' && store.write('linkedHere', { now: at }),
      ])
      if (isGap || isLater) wake()
    } catch (error) {
      // At its next look, a day later at most, what is here or away is written all the same.
      if (!(error instanceof StoreUnavailable)) needs.unexpected('recovery', error)
    }
  }
  // It may be asking already.
  timer ??= setTimeout(wake, afterStartMs)
  return {
    reach: ledger.reach,
    slept: ledger.slept,
    sleeps: ledger.sleeps,
    trouble: ledger.trouble,
    askAgain: wake,
    leads: (where) => void leads(where),
    async close() {
      closed = true
      clearTimeout(timer)
      reports.close()
      await running
      await ledger.close()
    },
  }
}
