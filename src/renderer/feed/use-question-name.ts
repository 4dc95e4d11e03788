import type { MeantQuestion } from '../../shared/message.ts'
import { clock, sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

/**
 * The name of one of several questions, told apart from the others: as short as that can be, or with the run that asked
 * it, or when it was asked.
 */
export function useQuestionName() {
  const { t, locale } = useWords()
  const timeOf = ({ askedAt }: MeantQuestion) => sinceClock(askedAt, locale, Date.now())
  return (question: MeantQuestion, all: readonly MeantQuestion[], length: 'short' | 'whole'): string => {
    const others = all.filter((other) => other !== question)
    const name = question.name === '' ? t('either.noName') : question.name
    // Of the same minute, the seconds tell.
    const isSameTime = others.some((other) => other.run === null && timeOf(other) === timeOf(question))
    const time = isSameTime ? clock(question.askedAt) : timeOf(question)
    const by = question.run ?? t('either.asked', { time })
    if (length === 'whole') return t('either.named', { name, by })
    return others.some((other) => other.name === question.name) ? by : name
  }
}
