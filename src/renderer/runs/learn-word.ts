import { deliveryQuestion, type KeptQuestion, type QuestionDraft } from '../../shared/question.ts'
import { asWord, synonymMost, synonymsMost } from '../../shared/question-rules.ts'
import type { RunRow } from '../../shared/run.ts'

/** What is longer is hardly said twice. */
const wordsMost = 4

/**
 * What a customer said, where it may become one more word for the option that a person has filed it as: short, and by
 * itself an answer. A digit meant another option once, and would mean this one ever after.
 *
 * @param digit the run's own
 * @param question as it is now; the desk's own cannot be changed
 * @returns null where nothing is to be learned
 */
export function wordToLearn(row: RunRow, digit: string, question: KeptQuestion | undefined): string | null {
  const option = question?.options.find((each) => each.digit === digit)
  if (question === undefined || question.id === deliveryQuestion.id || option === undefined) return null
  const text = row.said?.text.trim() ?? ''
  const word = asWord(text)
  const known = question.options.flatMap(({ label, synonyms }) => [label, ...synonyms]).map(asWord)
  const isShort = word.length <= synonymMost && word.split(' ').length <= wordsMost
  const isWord = isShort && /\p{L}/u.test(word) && !/\p{Nd}/u.test(word) && !/[\n,，{}?？]/u.test(text)
  return isWord && !known.includes(word) && option.synonyms.length < synonymsMost ? word : null
}

/** The question with one more word for an option. */
export function withWord(question: KeptQuestion, digit: string, word: string): QuestionDraft {
  const { id: _id, version: _version, fields: _fields, ...draft } = question
  return {
    ...draft,
    options: draft.options.map((option) =>
      option.digit === digit ? { ...option, synonyms: [...option.synonyms, word] } : option,
    ),
  }
}
