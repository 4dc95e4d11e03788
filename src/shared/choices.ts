import type { AskedName, MeantQuestion, Message } from './message.ts'

/** An option that a reply can be filed as. */
export interface Choice extends AskedName {
  /** Of which question, where it could be for several; null for the reply's own. */
  notice: string | null
}

export interface QuestionChoices {
  /** Null where there is but one. */
  question: MeantQuestion | null
  choices: Choice[]
}

/** What can be filed, by question: the reply's own first. */
export function choicesOf({ options, questions }: Pick<Message, 'options' | 'questions'>): QuestionChoices[] {
  if (questions.length > 0)
    return questions.map((question) => ({
      question,
      choices: question.options.map((option) => ({ ...option, notice: question.notice })),
    }))
  return options.length === 0
    ? []
    : [{ question: null, choices: options.map((option) => ({ ...option, notice: null })) }]
}

/** The option that a digit means; `several` where it is a digit of more than one question. */
export function choiceBy(digit: string, message: Pick<Message, 'options' | 'questions'>): Choice | 'several' | null {
  const found = choicesOf(message).flatMap(({ choices }) => choices.filter((choice) => choice.digit === digit))
  return found.length > 1 ? 'several' : (found[0] ?? null)
}

/** Digits that mean an option of more than one question. */
export const sharedDigits = (message: Pick<Message, 'options' | 'questions'>): string[] => {
  const all = choicesOf(message).flatMap(({ choices }) => choices.map(({ digit }) => digit))
  return [...new Set(all.filter((digit, index) => all.indexOf(digit) !== index))].toSorted()
}
