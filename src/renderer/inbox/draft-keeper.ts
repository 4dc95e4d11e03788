import type { DeskApi } from '../../shared/desk-api.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { dialled } from './dialled.ts'

export interface DraftKeeper {
  /** Kept at the next pause. */
  keep(customer: Msisdn, text: string): void
  /** What the desk has already. */
  found(customer: Msisdn, text: string): void
  knows(customer: Msisdn): boolean
  /** Keeps all that is not kept yet, now. */
  leave(): void
  /** Null: all that the desk has kept. */
  forget(customer: Msisdn | null): void
}

/** A pause this long while somebody writes. */
const pauseMs = 400

/** Has the desk keep what is written: at each pause, one after the other for each person, the newest words last. */
export function makeDraftKeeper(needs: {
  desk: Pick<DeskApi, 'saveDraft'>
  later: (run: () => void, ms: number) => void
}): DraftKeeper {
  const written = new Map<Msisdn, string>()
  const kept = new Map<Msisdn, string>()
  const saving = new Set<Msisdn>()
  const strokes = new Map<Msisdn, number>()

  async function save(customer: Msisdn): Promise<void> {
    const text = written.get(customer)
    if (text === undefined || saving.has(customer) || kept.get(customer) === text) return
    saving.add(customer)
    const answer = await needs.desk.saveDraft({ customer: dialled(customer), text })
    saving.delete(customer)
    // What could not be kept is tried again at the next pause; it is still in the box.
    if (!answer.ok || !written.has(customer)) return
    kept.set(customer, text)
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
      written.set(customer, text)
      kept.set(customer, text)
    },
    knows: (customer) => written.has(customer),
    leave: () => {
      for (const customer of written.keys()) void save(customer)
    },
    forget: (customer) => {
      for (const [each, text] of [...written])
        if (customer === null ? kept.get(each) === text : each === customer)
          for (const map of [written, kept, strokes]) map.delete(each)
    },
  }
}
