import type { OpenGap } from '../store/gaps.ts'
import type { InboundText } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { possiblePieces } from './pieces.ts'
import type { InboundRecord } from './read-records.ts'
import { longestWindowMs, type NotHad, type Reports, type Span } from './reports.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** Before a gap: what is seen is seen a little late, and clocks differ. After it: clocks differ. */
const beforeMs = 10 * minuteMs
const afterMs = 5 * minuteMs
/** Records may be late. What was asked for is asked for again from this long before, until the gap is long over. */
const lateMs = hourMs
const settledMs = 15 * minuteMs
/** The provider keeps records for longer, but asks one request a day of them. */
const lookBackMs = 92 * 24 * hourMs
/** A gap that was shorter is not spoken of when it cannot be asked for: Vonage repeats a webhook for longer. */
const worthTellingMs = 2 * minuteMs
/** Few, so that webhooks come in between. */
const atOnce = 64
/** A question may have been asked by a clock that is ahead of the provider's. */
const clocksDifferMs = minuteMs

export interface AskNeeds {
  store: Pick<Store, 'write' | 'ask'>
  reports: Pick<Reports, 'inbound'>
  /** Texts to the account's other numbers belong to other programs, but for replies to what this desk sent from one. */
  ours: string
  now: () => number
  /** There is something new to tell. */
  onNews: () => void
  /** The desk closes: what is left is for the next start. */
  isClosing: () => boolean
}

/**
 * Asks for what the provider received in a gap and hands it to the store, as webhooks are: under the same key, so that
 * nothing is there twice. A day at a time, oldest first; what was asked for stays asked for if the desk ends.
 *
 * @returns why it could not go on; null when it is through
 * @throws StoreUnavailable
 */
export async function askGap(gap: OpenGap, needs: AskNeeds): Promise<NotHad | null> {
  const now = needs.now()
  const to = Math.min((gap.endedAt ?? now) + afterMs, now)
  const began = gap.beganAt - beforeMs
  // A clock that was ahead for a while has asked for nothing of what came since.
  const asked = gap.askedUntil === null || gap.askedUntil > now ? began : gap.askedUntil - lateMs
  let from = Math.max(began, asked, now - lookBackMs)
  while (from < to && !needs.isClosing()) {
    const span = { from, to: Math.min(from + longestWindowMs, to) }
    const had = await needs.reports.inbound(span)
    if (!had.ok) {
      if (needs.isClosing()) return had
      await tellNotHad(gap, had, needs)
      return had
    }
    const found = await keep(had.records, span, gap.id, needs)
    const { seen: records, unread } = had
    await needs.store.write('gapAsked', { id: gap.id, until: span.to, records, unread, found })
    needs.onNews()
    from = span.to
  }
  if (from >= to && gap.endedAt !== null && now >= gap.endedAt + settledMs)
    await needs.store.write('gapSettled', { id: gap.id, now })
  return null
}

/** Writes down that a gap could not be asked for, if it is long enough to be told of. */
export async function tellNotHad(gap: OpenGap, { code, text }: NotHad, needs: AskNeeds): Promise<void> {
  if ((gap.endedAt ?? needs.now()) - gap.beganAt >= worthTellingMs)
    await needs.store.write('gapFailed', { id: gap.id, code, text })
  needs.onNews()
}

/** A number that was ours before, or came with a handover, is another one than today's. */
async function forUs(records: readonly InboundRecord[], { store, ours }: AskNeeds): Promise<InboundRecord[]> {
  const others = records.filter((record) => record.ours !== ours)
  if (others.length === 0) return [...records]
  const ids = await store.ask(
    'repliesAmong',
    others.map(({ providerId, customer, ours }) => ({ providerId, customer, ours })),
  )
  const replies = new Set(ids)
  return records.filter((record) => record.ours === ours || replies.has(record.providerId))
}

/** @returns how many were new */
async function keep(records: readonly InboundRecord[], span: Span, gap: number, needs: AskNeeds): Promise<number> {
  const ours = await forUs(records, needs)
  const pieces = possiblePieces(ours)
  const when = ({ receivedAt }: InboundRecord) => receivedAt ?? span.to
  const inOrder = ours.toSorted((one, other) => when(one) - when(other))
  let found = 0
  for (let start = 0; start < inOrder.length; start += atOnce) {
    const texts = inOrder.slice(start, start + atOnce).map((record): InboundText => {
      const at = needs.now()
      return {
        account: record.account,
        providerId: record.providerId,
        customer: record.customer,
        ours: record.ours,
        text: record.text ?? '',
        kind: 'text',
        sentAt: record.receivedAt,
        arrivedAt: Math.min(when(record) + clocksDifferMs, at),
        part: null,
        recovered: {
          gap,
          at,
          words: record.text === null ? 'withheld' : pieces.has(record.providerId) ? 'piece' : 'all',
        },
      }
    })
    const became = await Promise.all(texts.map((text) => needs.store.write('receive', text)))
    found += became.filter((each) => each === 'stored').length
  }
  return found
}
