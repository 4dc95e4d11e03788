import type { Claimed, SendOutcome } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/writing.ts'
import { classify } from './classify.ts'
import type { Pace } from './pace.ts'
import type { SendSms, SmsAnswer } from './vonage-sms.ts'

/** Texts under way at once: few, so that little is unknown after a crash. */
const atOnce = 4
/** One that takes longer gives its place to the next, so that those that hang hold up no other; up to this many in all. */
const slowMs = 1000
const atOnceWithSlow = 64
/** A wait that Vonage names is told when it is longer than a glance. */
const toldMs = 5000
/** So many unknown ones in a row are no bad luck: a person looks before more texts may be lost, or sent in vain. */
const unknownLimit = 3
/** A longer time in which nothing could leave is a gap: texts that waited through it may be late. */
const gapMs = 60_000
/** After trouble of our own the queue is looked at again this soon. */
const retryMs = 1000

export interface Dispatcher {
  /** Something may be in the queue. */
  wake(): void
  /** The store failed for a while and works again. */
  recover(): void
  /** Waits for what is under way, no longer than its own time limit. */
  close(): Promise<void>
}

export interface DispatcherNeeds {
  store: Pick<Store, 'write'>
  send: SendSms
  /** Where receipts can reach us, asked anew for each text; null when nowhere. */
  callback: () => string | null
  pace: Pace
  now: () => number
  onBalance: (euro: number) => void
  /** Why every text would fare alike: the account is refused, or Vonage cannot be reached. Null when a text was taken. */
  onTrouble: (outcome: { code: string; text: string } | null) => void
  /** Too many unknown ones in a row: sending was stopped, until a person lets it go on. */
  onStopped: () => void
  unexpected: (what: string, error: unknown) => void
}

/** Answers that speak of the account or the line, and not of the text. */
const sharedCodes = new Set(['credentials', 'vonage-4', 'vonage-8', 'vonage-9', 'vonage-11', 'not-connected'])

/**
 * Takes texts out of the queue and hands them to the provider, each at most once.
 *
 * `sending` is committed before the first byte leaves. The outcome is written when it is known; if that fails, the text
 * stays `sending` and becomes unknown at the next start, which is the truth.
 */
export function startDispatcher(needs: DispatcherNeeds): Dispatcher {
  const { store, now, pace } = needs
  /** By seq. */
  const underWay = new Map<number, Promise<void>>()
  const slow = new Set<number>()
  let claim: Promise<void> = Promise.resolve()
  let claiming = false
  let again = false
  let recovering = false
  let closed = false
  let timer: NodeJS.Timeout | null = null
  let unknownInARow = 0
  let lastFreeAt = Number.NEGATIVE_INFINITY
  let steadySince = 0

  async function send(text: Claimed): Promise<void> {
    const callback = needs.callback()
    const answer = await needs.send({
      from: text.ours,
      to: text.customer,
      text: text.text,
      reference: text.reference,
      callback: callback !== null && callback.length <= 100 ? callback : null,
    })
    const outcome = classify(answer, text.attempts, now())
    tell(answer, outcome)
    // All texts go the same way: one that is sent back keeps the others from running into the same.
    if (outcome.kind === 'not-sent') pace.pause(outcome.dueAt - now())
    await settle(text.seq, outcome)
    await countUnknown(outcome)
  }

  async function countUnknown(outcome: SendOutcome): Promise<void> {
    unknownInARow = outcome.kind === 'unknown' ? unknownInARow + 1 : 0
    if (unknownInARow < unknownLimit) return
    unknownInARow = 0
    await store.write('stopSending', { why: 'unknown', now: now() })
    needs.onStopped()
  }

  /** What is known of a text must not be lost to a disk that fails for a moment. */
  async function settle(seq: number, outcome: SendOutcome): Promise<void> {
    for (;;) {
      try {
        await store.write('settle', { seq, outcome, now: now() })
        return
      } catch (error) {
        if (closed || !(error instanceof StoreUnavailable)) throw error
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  function tell(answer: SmsAnswer, outcome: SendOutcome): void {
    if (answer.kind === 'parts' && answer.balance !== null) needs.onBalance(answer.balance)
    if (outcome.kind === 'accepted') needs.onTrouble(null)
    else if (sharedCodes.has(outcome.code) || (outcome.kind === 'not-sent' && outcome.dueAt - now() > toldMs))
      needs.onTrouble({ code: outcome.code, text: outcome.text })
  }

  async function claimNext(): Promise<void> {
    claiming = true
    try {
      do {
        again = false
        if (recovering) {
          // A claim that was reported as failed may be on the disk: what it took and nobody sends is no longer known.
          await store.write('resume', { now: now(), except: [...underWay.keys()] })
          recovering = false
        }
        // The one that ends first, or takes long, wakes us.
        if (underWay.size - slow.size >= atOnce || underWay.size >= atOnceWithSlow) break
        const waitMs = pace.waitMs()
        if (waitMs > 0) {
          wakeIn(waitMs)
          break
        }
        const at = now()
        if (at - lastFreeAt > gapMs || at < lastFreeAt) steadySince = at
        const { numbers: notFrom, firstMs } = pace.resting()
        const { claimed, nextDueAt, stopped } = await store.write('claim', { now: at, limit: 1, notFrom, steadySince })
        if (stopped) break // Whoever lets it go on wakes us.
        lastFreeAt = at
        if (claimed.length > 0) again = true
        for (const text of claimed) {
          pace.take(text.ours)
          const late = setTimeout(() => {
            slow.add(text.seq)
            wake()
          }, slowMs)
          const sending = send(text)
            .catch((error: unknown) => needs.unexpected('send', error))
            .finally(() => {
              clearTimeout(late)
              slow.delete(text.seq)
              underWay.delete(text.seq)
              wake()
            })
          underWay.set(text.seq, sending)
        }
        const nextMs = Math.min(nextDueAt === null ? Number.POSITIVE_INFINITY : nextDueAt - now(), firstMs)
        if (nextMs < Number.POSITIVE_INFINITY && claimed.length === 0) wakeIn(Math.max(nextMs, 10))
      } while (again && !closed)
    } catch (error) {
      needs.unexpected('claim', error)
      wakeIn(retryMs)
    } finally {
      claiming = false
    }
  }

  function wakeIn(ms: number): void {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(wake, ms)
  }

  function wake(): void {
    if (closed) return
    if (claiming) again = true
    else claim = claimNext()
  }

  wake()
  return {
    wake,
    recover: () => {
      recovering = true
      wake()
    },
    close: async () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
      // First the claim that may be under way: what it takes is then sent and settled too.
      await claim
      await Promise.all(underWay.values())
    },
  }
}
