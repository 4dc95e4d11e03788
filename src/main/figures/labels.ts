import type { Question } from '../../shared/question.ts'
import type { FigureText } from '../store/figures.ts'

export interface Labels {
  /** What an option is called where all who chose it are counted together. */
  of: (text: Pick<FigureText, 'questionId' | 'digit' | 'label'>) => string
  /** "" when the question is gone. */
  questionName: (questionId: string) => string
}

/**
 * An option whose label has a field is one option, though each customer reads something else. One that was renamed since
 * is another: who chose "tomorrow" has not chosen "Thursday".
 *
 * @param questions of two with the same id the later counts
 */
export function optionLabels(questions: readonly Question[]): Labels {
  const byId = new Map(questions.map((question) => [question.id, question]))
  const patterns = new Map<string, RegExp>()
  const patternOf = (label: string): RegExp => {
    const known = patterns.get(label)
    if (known !== undefined) return known
    const pieces = label.split(/\{[^{}]+\}/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    const made = new RegExp(`^${pieces.join('.*')}$`, 's')
    patterns.set(label, made)
    return made
  }
  return {
    of: ({ questionId, digit, label }) => {
      const read = label ?? ''
      const now = byId.get(questionId ?? '')?.options.find((option) => option.digit === digit)?.label
      return now?.includes('{') && patternOf(now).test(read) ? now : read
    },
    questionName: (questionId) => byId.get(questionId)?.name ?? '',
  }
}
