import type { LostText } from '../store/gap-queries.ts'
import type { Store } from '../store/store.ts'
import type { OutboundRecord } from './read-records.ts'
import { longestWindowMs, type NotHad, type Reports, type Span } from './reports.ts'

/** Around the moment a text left: clocks differ, and the request took its time. */
const beforeMs = 120_000
const afterMs = 180_000
/** Clocks that differ by more would make us look at the wrong moment, and find nothing that is there. */
const clocksAgreeMs = 90_000

/**
 * Looks up texts of which nothing is known by our reference on them, and hands what is found to the store as receipts.
 * One that is not found stays unknown, since records may be late; found neither now nor the time before, it is told so.
 *
 * @param needs.isSteady false when the clock cannot say how long ago the time before was
 * @returns why it could not go on; null when it is through
 * @throws StoreUnavailable
 */
export async function lookUp(
  lost: readonly LostText[],
  needs: {
    store: Pick<Store, 'write'>
    reports: Pick<Reports, 'outbound'>
    now: () => number
    isSteady: boolean
  },
): Promise<NotHad | null> {
  const references = new Set(lost.map(({ reference }) => reference))
  for (const span of spansOf(lost)) {
    const had = await needs.reports.outbound(span)
    if (!had.ok) return had
    const now = needs.now()
    for (const { account, providerId, reference, status, errorCode } of had.records) {
      if (reference === null || !references.has(reference)) continue
      // Whatever its status: that a text is on record says that it was taken.
      await needs.store.write('receipt', { account, providerId, reference, status, errorCode, arrivedAt: now })
    }
    if (had.providerNow === null || Math.abs(had.providerNow - now) > clocksAgreeMs) continue
    const missing = lost.filter((text) => isIn(span, text) && !mayBeAmong(had.records, text))
    if (missing.length > 0)
      await needs.store.write('notOnRecord', {
        references: missing.map(({ reference }) => reference),
        now,
        isFirst: !needs.isSteady,
      })
  }
  return null
}

/** A record that carries no reference may be of any text to that customer. */
const mayBeAmong = (records: readonly OutboundRecord[], text: LostText) =>
  records.some(
    ({ reference, customer }) =>
      reference === text.reference || (reference === null && (customer === text.customer || customer === '')),
  )

const spanOf = ({ leftAt }: LostText): Span => ({ from: leftAt - beforeMs, to: leftAt + afterMs })
const isIn = (span: Span, text: LostText) => span.from <= spanOf(text).from && spanOf(text).to <= span.to

/** The moments when they left, those that touch as one, none longer than may be asked for. */
function spansOf(lost: readonly LostText[]): Span[] {
  const spans: Span[] = []
  for (const text of lost.toSorted((one, other) => one.leftAt - other.leftAt)) {
    const last = spans.at(-1)
    const { from, to } = spanOf(text)
    if (last !== undefined && from <= last.to && to - last.from <= longestWindowMs) last.to = to
    else spans.push({ from, to })
  }
  return spans
}
