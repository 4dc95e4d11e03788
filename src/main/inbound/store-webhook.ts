import type { InboundText, RawWebhook, Receipt } from '../store/records.ts'
import type { Fields, FieldsRead } from './fields.ts'
import type { Webhook, WebhookRequest } from './webhook.ts'

/** Each resolves once it is committed. A rejection means: cannot store now, let the provider send it again. */
export interface InboundDoor {
  receive(text: InboundText): Promise<void>
  receipt(receipt: Receipt): Promise<void>
  keep(raw: RawWebhook): Promise<void>
}

/** Puts one webhook that was read where it belongs. */
export async function storeWebhook(store: InboundDoor, webhook: WebhookRequest, read: Webhook): Promise<void> {
  switch (read.kind) {
    case 'link-check':
      return
    case 'receipt':
      return store.receipt(read.receipt)
    case 'keep':
      return store.keep(asRaw(webhook, read.why))
    case 'text':
      await store.receive(read.text)
      // Its words are in the bytes, which the text has no place for.
      if (read.text.kind === 'binary') await store.keep(asRaw(webhook, 'binary'))
  }
}

export const isGenuine = (read: FieldsRead, verify: (fields: Fields) => boolean): boolean =>
  read.ok && verify(read.fields)

/** The body is copied: a Buffer is a window on a larger block, and all of that would be kept as long as it. */
export function asRaw(webhook: WebhookRequest, why: RawWebhook['why']): RawWebhook {
  return { ...webhook, body: new Uint8Array(webhook.body), why }
}
