import type { Claimed, SendOutcome } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/unavailable.ts'
import { classify } from './classify.ts'
import type { Pace } from './pace.ts'
import { sendingPlaces } from './places.ts'
import type { SendSms, SmsAnswer } from './vonage-sms.ts'

/**
 * One that takes longer, while others are answered, gives its place to the next: those that hang hold up no other. When
 * nobody is answered nothing more leaves. Up to this many in all.
 */
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
  /** Sending was stopped, or a person lets it go on: what left before no longer counts. */
  stopChanged(): void
  /** Once what is under way has ended, which its own time limit sees to. */
  settled(): Promise<void>
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

/** Until when all that waits had better wait, epoch ms; null when the outcome says nothing of others. */
const restOf = (outcome: SendOutcome): number | null =>
  outcome.kind === 'not-sent' ? outcome.dueAt : outcome.kind === 'refused' ? (outcome.restUntil ?? null) : null

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
  const places = sendingPlaces(pace.perSecond)
  /** By seq. */
  const underWay = new Map<number, { sending: Promise<void>; since: number }>()
  let lastAnswerAt = Number.NEGATIVE_INFINITY
  let claim: Promise<void> = Promise.resolve()
  let claiming = false
  let again = false
  let recovering = false
  let closed = false
  let timer: NodeJS.Timeout | null = null
  let unknownInARow = 0
  /** Grows with each time that sending was stopped or went on. */
  let stretch = 0
  /** What was told of the line, and holds until a text gets through or none waits. */
  let lineTrouble = false
  let lastFreeAt = Number.NEGATIVE_INFINITY
  let steadySince = 0

  const isSlow = (since: number) => since < lastAnswerAt && performance.now() - since >= slowMs

  async function send(text: Claimed, answered: () => void): Promise<void> {
    const during = stretch
    const callback = needs.callback()
    const since = performance.now()
    const answer = await needs.send({
      from: text.ours,
      to: text.customer,
      text: text.text,
      reference: text.reference,
      callback: callback !== null && callback.length <= 100 ? callback : null,
    })
    const outcome = classify(answer, text.attempts, now())
    if (answer.kind !== 'no-answer' && answer.kind !== 'not-connected') {
      answered()
      lastAnswerAt = performance.now()
      places.answered(lastAnswerAt - since)
    }
    tell(answer, outcome)
    if (outcome.kind !== 'not-sent') lastFreeAt = now()
    // All texts go the same way: one that is sent back keeps the others from running into the same.
    const restUntil = restOf(outcome)
    if (restUntil !== null) pace.pause(restUntil - now())
    await insist(() => store.write('settle', { seq: text.seq, outcome, now: now() }))
    if (during === stretch) await countUnknown(outcome)
  }

  async function countUnknown(outcome: SendOutcome): Promise<void> {
    unknownInARow = outcome.kind === 'unknown' ? unknownInARow + 1 : 0
    if (unknownInARow !== unknownLimit) return
    await insist(() => store.write('stopSending', { why: 'unknown', now: now() }))
    needs.onStopped()
  }

  /** What is known of a text must not be lost to a disk that fails for a moment. */
  async function insist(write: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await write()
        return
      } catch (error) {
        if (closed || !(error instanceof StoreUnavailable)) throw error
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  function tell(answer: SmsAnswer, outcome: SendOutcome): void {
    if (answer.kind === 'parts' && answer.balance !== null) needs.onBalance(answer.balance)
    if (outcome.kind === 'accepted') clearTrouble()
    else if (sharedCodes.has(outcome.code) || isLong(outcome)) {
      lineTrouble = restOf(outcome) !== null
      needs.onTrouble({ code: outcome.code, text: outcome.text })
    } else if (outcome.kind === 'refused') clearTrouble() // Refused for its own sake: account and line are well.
  }

  const isLong = (outcome: SendOutcome) => (restOf(outcome) ?? 0) - now() > toldMs

  function clearTrouble(): void {
    lineTrouble = false
    needs.onTrouble(null)
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
        const slow = [...underWay.values()].filter(({ since }) => isSlow(since)).length
        if (underWay.size - slow >= places.count() || underWay.size >= atOnceWithSlow) break
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
        if (nextDueAt === null && claimed.length === 0 && notFrom.length === 0 && underWay.size === 0) {
          lastFreeAt = at
          if (lineTrouble) clearTrouble()
        }
        if (claimed.length > 0) again = true
        for (const text of claimed) {
          const answered = pace.take(text.ours)
          const late = setTimeout(wake, slowMs)
          const sending = send(text, answered)
            .catch((error: unknown) => needs.unexpected('send', error))
            .finally(() => {
              clearTimeout(late)
              underWay.delete(text.seq)
              wake()
            })
          underWay.set(text.seq, { sending, since: performance.now() })
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

  async function settled(): Promise<void> {
    // First the claim that may be under way: what it takes is then sent and settled too.
    await claim
    await Promise.all([...underWay.values()].map(({ sending }) => sending))
  }

  wake()
  return {
    wake,
    settled,
    recover: () => {
      recovering = true
      wake()
    },
    stopChanged: () => {
      stretch += 1
      unknownInARow = 0
      wake()
    },
    close: async () => {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await settled()
    },
  }
}
