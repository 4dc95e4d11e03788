import type { AcceptedSms } from './receipts.ts'
import type { ReceiptStep } from './settings.ts'

/** A text from a customer, one a part, as it goes into the account's records. */
export interface ReceivedPart {
  messageId: string
  from: string
  to: string
  text: string
  at: Date
}

/** A part of a text of ours. */
export interface SentPart {
  messageId: string
  clientRef: string | null
  from: string
  to: string
  text: string
  at: Date
  /** As of now. */
  status: string
  errorCode: string
}

/** What the account received and sent, whatever became of its webhooks: what its records are made of. */
export interface ReportLog {
  received(part: ReceivedPart): void
  sent(sms: AcceptedSms, fate: readonly ReceiptStep[]): void
  /** Oldest first. */
  inbound(from: number, to: number): ReceivedPart[]
  outbound(from: number, to: number): SentPart[]
}

/**
 * @param needs.speed how many times faster fates are than a real clock
 * @param needs.limit newest texts of a direction that are kept; default all
 */
export function createReportLog(needs: { speed: number; limit?: number }): ReportLog {
  const limit = needs.limit ?? Number.POSITIVE_INFINITY
  const received: ReceivedPart[] = []
  const sent: { sms: AcceptedSms; fate: readonly ReceiptStep[]; at: Date }[] = []
  const keep = <Each>(all: Each[], one: Each) => {
    all.push(one)
    if (all.length > limit) all.shift()
  }
  const within = <Each extends { at: Date }>(all: readonly Each[], from: number, to: number) =>
    all.filter(({ at }) => at.getTime() >= from && at.getTime() < to).toSorted((one, other) => +one.at - +other.at)

  function reached(fate: readonly ReceiptStep[], at: Date): ReceiptStep | undefined {
    const passedMs = (Date.now() - at.getTime()) * needs.speed
    return fate.findLast(({ afterMs }) => afterMs <= passedMs)
  }

  return {
    received: (part) => keep(received, part),
    sent: (sms, fate) => keep(sent, { sms, fate, at: new Date() }),
    inbound: (from, to) => within(received, from, to),
    outbound: (from, to) =>
      within(sent, from, to).flatMap(({ sms, fate, at }) => {
        const step = reached(fate, at)
        return sms.messageIds.map((messageId, index) => ({
          messageId,
          clientRef: sms.clientRef,
          from: sms.from,
          to: sms.to,
          text: sms.parts[index] ?? '',
          at,
          status: step?.status ?? 'submitted',
          errorCode: step?.errCode ?? '0',
        }))
      }),
  }
}
