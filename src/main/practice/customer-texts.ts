import { type Account, inboundUrlOf } from './account.ts'
import type { Handover, Postman } from './postman.ts'
import type { PretendReceipt, PretendText, SentWebhooks } from './pretend-api.ts'
import type { ReportLog } from './report-log.ts'
import { inboundFields, receiptFields } from './webhook-fields.ts'

/** Sends what customers' phones send. */
export function createCustomerTexts(
  account: Account,
  ourNumber: string,
  by: { postman: Postman; reportLog: ReportLog },
) {
  const { postman, reportLog } = by
  let refs = 0

  function text(wanted: PretendText): SentWebhooks {
    const { from, to = ourNumber, text, order, ref, receivedAt, webhook = true, ...overrides } = wanted
    refs = (refs + 1) % 256
    const at = receivedAt === undefined ? new Date() : new Date(receivedAt)
    const parts = inboundFields({ from, to, text }, ref ?? String(refs), at)
    const chosen = (order ?? parts.map((_, index) => index + 1)).flatMap((place) => parts.slice(place - 1, place))
    const messageIds = parts.map(({ messageId }) => messageId)
    for (const { messageId, fields } of new Set(chosen))
      reportLog.received({ messageId, from, to, text: fields.text ?? '', at })
    if (!webhook) return { messageIds, acknowledged: Promise.resolve(chosen.map(() => false)) }
    const url = inboundUrlOf(account, to)
    const acknowledged: Promise<boolean>[] = []
    // One after the other: the next part sets out when the first attempt at the one before is over.
    let before: Promise<void> = Promise.resolve()
    for (const { fields: usual } of chosen) {
      const handover: Promise<Handover> = before.then(() =>
        postman.deliver({ kind: 'inbound', url, usual, ...overrides }),
      )
      before = handover.then(({ first }) => first)
      acknowledged.push(handover.then((each) => each.acknowledged))
    }
    return { messageIds, acknowledged: Promise.all(acknowledged) }
  }

  function receipt(wanted: PretendReceipt): SentWebhooks {
    const { messageId, to, from = ourNumber, clientRef = null, status, errCode, url, ...overrides } = wanted
    const step = { status, ...(errCode !== undefined && { errCode }) }
    const usual = receiptFields({ from, to, clientRef }, messageId, step, new Date())
    const target = url ?? account.receiptsUrl
    const { acknowledged } = postman.deliver({ kind: 'receipt', url: target, usual, ...overrides })
    return { messageIds: [messageId], acknowledged: Promise.all([acknowledged]) }
  }

  return { text, receipt }
}
