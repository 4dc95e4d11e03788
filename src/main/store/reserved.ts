import type { AskedOption } from '../../shared/question.ts'
import type { WordMeans } from '../../shared/run.ts'
import type { Understand } from './records.ts'

/** A word that cannot stand for an option, because a customer who answers it is taken to mean something else. */
export interface Reserved {
  digit: string
  word: string
  means: WordMeans
}

/** The first label or synonym that opts the customer out or in, or asks for help, when it is the whole reply; or null. */
export function reservedWord(options: readonly AskedOption[], understand: Understand): Reserved | null {
  for (const { digit, label, synonyms } of options)
    for (const word of [label, ...synonyms]) {
      const means = meaningOf(word, understand)
      if (means !== null) return { digit, word, means }
    }
  return null
}

/** What a word means when it is the whole reply, whatever was asked; null for nothing of the kind. */
export function meaningOf(word: string, understand: Understand): WordMeans | null {
  const { rule } = understand(word, null).because
  return rule === 'opt-out' || rule === 'opt-in' || rule === 'help' ? rule : null
}
