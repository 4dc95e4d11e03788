import { type Account, inboundUrlOf } from './account.ts'
import type { Handover, Postman } from './postman.ts'
import type { PretendReceipt, PretendText, SentWebhooks } from './pretend-api.ts'
import { inboundFields, receiptFields } from './webhook-fields.ts'

/** Sends what customers' phones send. */
export function createCustomerTexts(account: Account, ourNumber: string, postman: Postman) {
  let refs = 0

  function text({ from, to = ourNumber, text, order, ref, ...overrides }: PretendText): SentWebhooks {
    refs = (refs + 1) % 256
    const parts = inboundFields({ from, to, text }, ref ?? String(refs), new Date())
    const chosen = (order ?? parts.map((_, index) => index + 1)).flatMap((place) => parts.slice(place - 1, place))
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
    return { messageIds: parts.map(({ messageId }) => messageId), acknowledged: Promise.all(acknowledged) }
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
