import { type Msisdn, showNumber } from './msisdn.ts'

/** How the desk answers HELP and STOP by itself. */
export interface AutomaticSettings {
  /** The provider answers both (Vonage: Opt-Out Assist), so that the desk records them and is silent. */
  providerAnswers: boolean
  /** What HELP is answered with; null for words that name our number. */
  helpText: string | null
  /** A STOP is confirmed with one text. */
  confirmStop: boolean
}

/** Who we are, how to reach us and how to stop the texts: what an answer to HELP owes. @see CTIA Messaging Principles */
export const defaultHelpText = (ours: Msisdn): string =>
  `These texts are about your delivery or visit. Questions? Ring us on ${showNumber(ours)}. Reply STOP to get no more texts.`

/** One text, within five minutes, without marketing. @see FCC 47 CFR 64.1200(a)(12) */
export const stopConfirmation = 'You will get no more texts from us. Reply START to get them again.'

/** What goes out for a HELP and for a STOP; null for nothing. */
export const automaticAnswers = (
  { providerAnswers, helpText, confirmStop }: AutomaticSettings,
  ours: Msisdn,
): { help: string | null; stop: string | null } => ({
  help: providerAnswers ? null : (helpText ?? defaultHelpText(ours)),
  stop: confirmStop && !providerAnswers ? stopConfirmation : null,
})
