import type { Reserved } from './store/reserved.ts'

const means = { 'opt-out': 'opts out', 'opt-in': 'opts in again', help: 'asks for help' } as const

/** Why a word cannot stand for an option. */
export const reservedText = (reserved: Reserved): string =>
  `“${reserved.word}” cannot stand for option ${reserved.digit}: a customer who answers it ${means[reserved.means]}. Choose another word.`
