import type { Behaviour } from './behaviour.ts'
import type { SmsToSend } from './judge-sms.ts'
import type { Postman } from './postman.ts'
import type { ReceiptStep } from './settings.ts'
import type { Timers } from './timers.ts'
import { receiptFields } from './webhook-fields.ts'

/** A text that was taken, and so went out. */
export interface AcceptedSms extends SmsToSend {
  /** One a part. */
  messageIds: string[]
}

const usualArrivalMs = 700

/** @returns how long after it was accepted the text is on the phone; null when it never gets there */
export function arrivalMs(fate: readonly ReceiptStep[]): number | null {
  if (fate.length === 0) return usualArrivalMs
  return fate.find(({ status }) => status === 'delivered')?.afterMs ?? null
}

/** What a behaviour makes of the receipts that a text would have had. */
export function receiptPlan(fate: readonly ReceiptStep[], wish: Behaviour['receipts']): readonly ReceiptStep[] {
  switch (wish) {
    case undefined:
      return fate
    case 'none':
      return []
    case 'early':
      return fate.map((step) => ({ ...step, afterMs: 0 }))
    case 'doubled':
      return fate.flatMap((step) => [step, step])
    case 'swapped':
      return fate.map((step, index) => ({ ...(fate.at(-1 - index) ?? step), afterMs: step.afterMs }))
    default:
      return wish
  }
}

/**
 * Hands over the receipts of every part, those of one part in the order of the plan.
 *
 * @param url where to; null: no receipt is wanted or nothing is linked
 * @returns settled once each receipt has been tried once
 */
export async function playReceipts(
  sms: AcceptedSms,
  plan: readonly ReceiptStep[],
  url: string | null,
  by: { postman: Postman; timers: Timers },
): Promise<void> {
  if (url === null) return
  await Promise.all(
    sms.messageIds.map(async (messageId) => {
      let passedMs = 0
      for (const step of plan) {
        if (step.afterMs > passedMs && !(await by.timers.wait(step.afterMs - passedMs))) return
        passedMs = Math.max(passedMs, step.afterMs)
        const usual = receiptFields(sms, messageId, step, new Date())
        await by.postman.deliver({ kind: 'receipt', url, usual, ...(step.fields && { fields: step.fields }) }).first
      }
    }),
  )
}
