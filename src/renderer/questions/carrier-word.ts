import { type OptionForm, synonymsIn } from './question-form.ts'

/** Carriers take it for opting in again, where they handle STOP themselves. Here it may well be an answer. */
const ofCarriers: ReadonlySet<string> = new Set(['yes', 'join'])

/** The first word of an option that carriers have a meaning of their own for, as it is typed; null for none. */
export function carrierWordIn({ label, synonyms }: Pick<OptionForm, 'label' | 'synonyms'>): string | null {
  const words = [label, ...synonymsIn(synonyms)].map((word) => word.trim())
  return words.find((word) => ofCarriers.has(word.toLowerCase())) ?? null
}
