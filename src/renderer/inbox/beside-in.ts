import type { Msisdn } from '../../shared/msisdn.ts'
import type { Thread } from '../../shared/thread.ts'

/** The next one up or down the list; round its end only where somebody is looked for who needs somebody. */
export function besideIn(
  rows: readonly Thread[],
  customer: Msisdn | null,
  step: 1 | -1,
  needing: boolean,
): Msisdn | null {
  const at = rows.findIndex((thread) => thread.customer === customer)
  const steps = rows.map((_, index) => index + 1)
  const order = at === -1 && step === 1 ? rows : steps.map((far) => rows[at + step * far])
  const all = needing ? [...order, ...(step === 1 ? rows : rows.toReversed())] : order
  const found = all.find(
    (thread) => thread !== undefined && thread.customer !== customer && (!needing || thread.status === 'needs-you'),
  )
  return found?.customer ?? null
}
