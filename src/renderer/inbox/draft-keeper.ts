import type { Msisdn } from '../../shared/msisdn.ts'
import type { Result } from '../../shared/result.ts'
import { dialled } from './dialled.ts'

export interface DraftKeeper {
  /** Kept at the next pause. */
  keep(customer: Msisdn, text: string): void
  /**
   * What the desk has. What is not kept yet is newer, and so is what was kept in place of this.
   *
   * @returns whether it is other than what is written here
   */
  found(customer: Msisdn, text: string): boolean
  /** Nothing is written here that the desk has not. */
  isKept(customer: Msisdn): boolean
  /** Keeps all that is not kept yet, now. */
  leave(): void
  forget(customer: Msisdn): void
}

/** A pause this long while somebody writes. */
const pauseMs = 400
/** What could not be kept is tried again after this. */
const againMs = 3000

/** Has the desk keep what is written: at each pause, one after the other for each person, the newest words last. */
export function makeDraftKeeper(needs: {
  save: (draft: { customer: Msisdn; text: string }) => Promise<Result<unknown>>
  later: (run: () => void, ms: number) => void
}): DraftKeeper {
  const written = new Map<Msisdn, string>()
  const kept = new Map<Msisdn, string>()
  /** What was kept before that: an answer that was on its way meanwhile still says it. */
  const keptBefore = new Map<Msisdn, string>()
  const saving = new Set<Msisdn>()
  const strokes = new Map<Msisdn, number>()
  /** To be tried again. */
  const waiting = new Set<Msisdn>()

  const settle = (customer: Msisdn, text: string) => {
    const before = kept.get(customer)
    if (before !== undefined) keptBefore.set(customer, before)
    kept.set(customer, text)
  }
  const isKept = (customer: Msisdn) => kept.get(customer) === written.get(customer)
  /** It is still in the box, but whoever was called away types nothing more that would have it kept. */
  function tryAgain(customer: Msisdn): void {
    if (waiting.has(customer)) return
    waiting.add(customer)
    needs.later(() => {
      waiting.delete(customer)
      void save(customer)
    }, againMs)
  }
  async function save(customer: Msisdn): Promise<void> {
    const text = written.get(customer)
    if (text === undefined || saving.has(customer) || kept.get(customer) === text) return
    saving.add(customer)
    const answer = await needs.save({ customer: dialled(customer), text })
    saving.delete(customer)
    if (!written.has(customer)) return
    if (!answer.ok) return tryAgain(customer)
    settle(customer, text)
    await save(customer)
  }
  return {
    keep: (customer, text) => {
      written.set(customer, text)
      const stroke = (strokes.get(customer) ?? 0) + 1
      strokes.set(customer, stroke)
      needs.later(() => {
        if (strokes.get(customer) === stroke) void save(customer)
      }, pauseMs)
    },
    found: (customer, text) => {
      const known = written.get(customer)
      if (known !== undefined && (!isKept(customer) || text === known || text === keptBefore.get(customer)))
        return false
      written.set(customer, text)
      settle(customer, text)
      return true
    },
    isKept,
    leave: () => {
      for (const customer of written.keys()) void save(customer)
    },
    forget: (customer) => {
      for (const map of [written, kept, keptBefore, strokes]) map.delete(customer)
    },
  }
}
