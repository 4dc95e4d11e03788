import type { AskedOption } from '../../shared/question.ts'
import type { Understand } from './records.ts'

/** A word that cannot stand for an option, because a customer who answers it is taken to mean something else. */
export interface Reserved {
  digit: string
  word: string
  means: 'opt-out' | 'opt-in' | 'help'
}

/** The first label or synonym that opts the customer out or in, or asks for help, when it is the whole reply; or null. */
export function reservedWord(options: readonly AskedOption[], understand: Understand): Reserved | null {
  for (const { digit, label, synonyms } of options)
    for (const word of [label, ...synonyms]) {
      const { rule } = understand(word, null).because
      if (rule === 'opt-out' || rule === 'opt-in' || rule === 'help') return { digit, word, means: rule }
    }
  return null
}
