import type { LostText } from '../store/gap-queries.ts'
import type { Store } from '../store/store.ts'
import { longestWindowMs, type NotHad, type Reports, type Span } from './reports.ts'

/** Around the moment a text left: clocks differ, and the request took its time. */
const beforeMs = 120_000
const afterMs = 180_000
/** That a text is on record says that it was taken; these say no more than that. */
const takenStates = new Set(['', 'submitted', 'unknown'])

/**
 * Looks up texts of which nothing is known by our reference on them, and hands what is found to the store as receipts.
 * One that is not found stays unknown: records may be late.
 *
 * @returns why it could not go on; null when it is through
 * @throws StoreUnavailable
 */
export async function lookUp(
  lost: readonly LostText[],
  needs: { store: Pick<Store, 'write'>; reports: Pick<Reports, 'outbound'>; now: () => number },
): Promise<NotHad | null> {
  const references = new Set(lost.map(({ reference }) => reference))
  for (const span of spansOf(lost)) {
    const had = await needs.reports.outbound(span)
    if (!had.ok) return had
    for (const { account, providerId, reference, status, errorCode } of had.records) {
      if (!references.has(reference)) continue
      await needs.store.write('receipt', {
        account,
        providerId,
        reference,
        status: takenStates.has(status) ? 'accepted' : status,
        errorCode,
        arrivedAt: needs.now(),
      })
    }
  }
  return null
}

/** The moments when they left, those that touch as one, none longer than may be asked for. */
function spansOf(lost: readonly LostText[]): Span[] {
  const spans: Span[] = []
  for (const { leftAt } of lost.toSorted((one, other) => one.leftAt - other.leftAt)) {
    const last = spans.at(-1)
    const [from, to] = [leftAt - beforeMs, leftAt + afterMs]
    if (last !== undefined && from <= last.to && to - last.from <= longestWindowMs) last.to = to
    else spans.push({ from, to })
  }
  return spans
}
