import type { OpenGap } from '../store/gaps.ts'
import type { InboundText } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { possiblePieces } from './pieces.ts'
import type { InboundRecord } from './read-records.ts'
import { longestWindowMs, type NotHad, type Reports, type Span } from './reports.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
/** Before a gap: what is seen is seen a little late, and clocks differ. After it: clocks differ. */
const beforeMs = 10 * minuteMs
const afterMs = 5 * minuteMs
/** Records may be late. What was asked for is asked for again from this long before, until the gap is so long over. */
const lateMs = hourMs
/** The provider keeps records for longer, but asks one request a day of them. */
const lookBackMs = 92 * dayMs
/** A gap that was shorter is not spoken of when it cannot be asked for: Vonage repeats a webhook for longer. */
const worthTellingMs = 2 * minuteMs
/** Few, so that webhooks come in between. */
const atOnce = 64
/** More days running whose records cannot be read are no accident of one day, and each page of them is paid for. */
const unreadMost = 2
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

/** Those that are asked for in the same round, this one among them. */
type Round = readonly OpenGap[]

/** Days of a gap, one after the other, that could not be had. */
interface Missed extends Span {
  notHad: NotHad
}

/**
 * Asks for what the provider received in a gap and hands it to the store, as webhooks are: under the same key, so that
 * nothing is there twice. A day at a time, oldest first; what was asked for stays asked for if the desk ends.
 *
 * Days that cannot be had keep no later one out. Once a later one was had they are a gap of their own, which is told and
 * asked for by itself: asked for with the rest, all of it would be charged for anew each hour. Two days running whose
 * records cannot be read end it, and the round.
 *
 * @returns why it could not go on, or could not be had to its end; null when it is through
 * @throws StoreUnavailable
 */
export async function askGap(gap: OpenGap, round: Round, needs: AskNeeds): Promise<NotHad | null> {
  const now = needs.now()
  const to = Math.min((gap.endedAt ?? now) + afterMs, now)
  // By a clock that was ahead nobody knows when: a day is asked for.
  const began = (gap.beganAt <= now ? gap.beganAt : now - dayMs) - beforeMs
  // A clock that was ahead for a while has asked for nothing of what came since.
  const asked = gap.askedUntil === null || gap.askedUntil > now ? began : lateFrom(gap.id, gap.askedUntil, round)
  let from = Math.max(began, asked, now - lookBackMs)
  let missed = null as Missed | null
  let unreadRunning = 0
  while (from < to && !needs.isClosing()) {
    const span = { from, to: Math.min(from + longestWindowMs, to) }
    const had = await needs.reports.inbound(span)
    from = span.to
    if (!had.ok) {
      if (needs.isClosing()) return had
      missed = { from: missed?.from ?? span.from, to: span.to, notHad: missed?.notHad ?? had }
      unreadRunning = had.code === 'reports-unread' ? unreadRunning + 1 : 0
      const ofOneSpan = had.ofOneSpan && unreadRunning < unreadMost
      if (ofOneSpan) continue
      await tellNotHad(gap, had, needs)
      return { ...had, ofOneSpan }
    }
    if (missed !== null) await setAside(gap, missed, needs)
    missed = null
    unreadRunning = 0
    const found = await keep(had.records, span, gap.id, needs)
    const { seen: records, unread } = had
    await needs.store.write('gapAsked', { id: gap.id, until: span.to, records, unread, found })
    needs.onNews()
  }
  if (missed !== null) {
    await tellNotHad(gap, missed.notHad, needs)
    return missed.notHad
  }
  if (from >= to && gap.endedAt !== null && now >= gap.endedAt + lateMs)
    await needs.store.write('gapSettled', { id: gap.id, now })
  return null
}

/**
 * What may have been late is asked for again, but not back into a day that was set aside: refused with it, what is left
 * of this gap would never be had.
 */
function lateFrom(id: number, askedUntil: number, round: Round): number {
  const from = askedUntil - lateMs
  const ends = round.flatMap((other) =>
    other.id !== id && other.endedAt !== null && other.beganAt - beforeMs <= from ? [other.endedAt + afterMs] : [],
  )
  return Math.max(from, ...ends.filter((end) => end <= askedUntil))
}

/** So that it is asked for again from and to exactly the same moments. */
async function setAside({ id }: OpenGap, { from, to, notHad }: Missed, { store }: AskNeeds): Promise<void> {
  const { code, text } = notHad
  await store.write('gapSetAside', { id, beganAt: from + beforeMs, endedAt: to - afterMs, askedUntil: to, code, text })
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
