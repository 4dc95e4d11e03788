import type { MeantQuestion } from '../../shared/message.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

/**
 * The name of one of several questions, told apart from the others: as short as that can be, or with the run that asked
 * it, or when it was asked.
 */
export function useQuestionName() {
  const { t, locale } = useWords()
  return (question: MeantQuestion, all: readonly MeantQuestion[], length: 'short' | 'whole'): string => {
    const name = question.name === '' ? t('either.noName') : question.name
    const askedBy = question.run ?? t('either.asked', { time: sinceClock(question.askedAt, locale, Date.now()) })
    if (length === 'whole') return t('either.named', { name, by: askedBy })
    const isOnly = all.every((other) => other === question || other.name !== question.name)
    return isOnly ? name : askedBy
  }
}
