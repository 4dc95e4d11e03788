import type { Settings } from './desk-state.ts'
import { countryOf, type Msisdn } from './msisdn.ts'

/** Texts a second that a Vonage account may make where nothing else was agreed. @see Vonage, "SMS API throughput" */
export const accountPerSecond = 30
/** A US long number's, set by its carriers, where its campaign was not approved for more. */
const usLongPerSecond = 1
/** Toll-free numbers of North America. */
const tollFree = /^1(800|833|844|855|866|877|888)/

export const isUsLong = (ours: Msisdn): boolean =>
  countryOf(ours) === 'US' && ours.length === 11 && !tollFree.test(ours)

/**
 * Texts a second that may leave: of the whole account, or from one of its numbers. A US long number has a limit of its
 * own, whatever was agreed for the account.
 *
 * @param ours null is the whole account
 */
export function perSecondOf(
  settings: Pick<Settings, 'textsPerSecond' | 'usLongTextsPerSecond'>,
  ours: Msisdn | null,
): number {
  const account = settings.textsPerSecond ?? accountPerSecond
  if (ours === null || !isUsLong(ours)) return account
  return Math.min(account, settings.usLongTextsPerSecond ?? usLongPerSecond)
}
