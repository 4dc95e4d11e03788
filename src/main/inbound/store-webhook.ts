import type { InboundText, RawWebhook, Receipt } from '../store/records.ts'
import type { Fields, FieldsRead } from './fields.ts'
import type { Webhook, WebhookRequest } from './webhook.ts'

/** Each resolves once it is committed. A rejection means: cannot store now, let the provider send it again. */
export interface InboundDoor {
  receive(text: InboundText): Promise<void>
  receipt(receipt: Receipt): Promise<void>
  /** False: there is no room for more that are kept as bytes, let the provider send it again. */
  keep(raw: RawWebhook): Promise<boolean>
}

/** Puts one webhook that was read where it belongs. @returns whether there was room for it */
export async function storeWebhook(store: InboundDoor, webhook: WebhookRequest, read: Webhook): Promise<boolean> {
  switch (read.kind) {
    case 'link-check':
      return true
    case 'receipt':
      await store.receipt(read.receipt)
      return true
    case 'keep':
      return store.keep(asRaw(webhook, read.why))
    case 'text':
      await store.receive(read.text)
      // Its words are in the bytes, which the text has no place for.
      return read.text.kind !== 'binary' || store.keep(asRaw(webhook, 'binary'))
  }
}

export const isGenuine = (read: FieldsRead, verify: (fields: Fields) => boolean): boolean =>
  read.ok && verify(read.fields)

/** The body is copied: a Buffer is a window on a larger block, and all of that would be kept as long as it. */
export function asRaw(webhook: WebhookRequest, why: RawWebhook['why']): RawWebhook {
  return { ...webhook, body: new Uint8Array(webhook.body), why }
}
