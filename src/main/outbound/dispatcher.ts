import type { Claimed, SendOutcome } from '../store/outbox.ts'
import type { Store } from '../store/store.ts'
import { StoreUnavailable } from '../store/writing.ts'
import { classify } from './classify.ts'
import type { SendSms, SmsAnswer } from './vonage-sms.ts'

/** Texts under way at once. Few, so that little is unknown after a crash; enough that one that hangs holds up no other. */
const atOnce = 4
/**
 * Time between two texts: just below the 30 requests a second that an account may make by default. Above it Vonage
 * answers "throttled", and each of those costs a request too.
 */
const paceMs = 1000 / 29
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
  now: () => number
  onBalance: (euro: number) => void
  /** The account itself is refused: every text would be. Null when a text was taken. */
  onAccountProblem: (outcome: { code: string; text: string } | null) => void
  unexpected: (what: string, error: unknown) => void
}

/** Answers that speak of the account and not of the text. */
const accountCodes = new Set(['credentials', 'vonage-4', 'vonage-8', 'vonage-9', 'vonage-11'])

/**
 * Takes texts out of the queue and hands them to the provider, each at most once.
 *
 * `sending` is committed before the first byte leaves. The outcome is written when it is known; if that fails, the text
 * stays `sending` and becomes unknown at the next start, which is the truth.
 */
export function startDispatcher(needs: DispatcherNeeds): Dispatcher {
  const { store, now } = needs
  /** By seq. */
  const underWay = new Map<number, Promise<void>>()
  let claim: Promise<void> = Promise.resolve()
  let claiming = false
  let again = false
  let recovering = false
  let closed = false
  let timer: NodeJS.Timeout | null = null
  let nextAt = 0

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
    await settle(text.seq, outcome)
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
    if (outcome.kind === 'accepted') needs.onAccountProblem(null)
    else if (accountCodes.has(outcome.code)) needs.onAccountProblem({ code: outcome.code, text: outcome.text })
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
        if (underWay.size >= atOnce) break // The one that ends first wakes us.
        const waitMs = nextAt - performance.now()
        if (waitMs > 0) {
          wakeIn(waitMs)
          break
        }
        const { claimed, nextDueAt } = await store.write('claim', { now: now(), limit: 1 })
        nextAt = performance.now() + (claimed.length > 0 ? paceMs : 0)
        if (claimed.length > 0) again = true
        for (const text of claimed) {
          const sending = send(text)
            .catch((error: unknown) => needs.unexpected('send', error))
            .finally(() => {
              underWay.delete(text.seq)
              wake()
            })
          underWay.set(text.seq, sending)
        }
        if (nextDueAt !== null && claimed.length === 0) wakeIn(Math.max(nextDueAt - now(), 10))
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
