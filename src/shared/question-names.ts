import { fieldsIn, namesIn, type Question, type QuestionDraft, type QuestionOption, standsFor } from './question.ts'
import type { Problem } from './result.ts'

/**
 * The first name in braces that stands for nothing, in a sentence; null when each stands for something.
 *
 * @param option the one that the templates belong to; null where they belong to the whole question
 */
export function emptyName(
  { text, options }: Pick<QuestionDraft, 'text' | 'options'>,
  templates: readonly string[],
  option: QuestionOption | null = null,
): Problem | null {
  const fields = fieldsIn(text)
  for (const name of templates.flatMap(namesIn)) {
    if (option !== null && name === 'date' && (option.day != null || !fields.includes(name))) {
      if (option.day == null) return noDate(name, option.digit)
      continue
    }
    if (fields.includes(name) || (option !== null && name === 'digit')) continue
    const stands = standsFor(name)
    if (stands === null)
      return {
        code: 'question-field-unknown',
        text: `The text has no field “{${name}}”. Write it into the text too, or take it out here.`,
      }
    const meant = options.find(({ digit }) => digit === stands.option)
    if (meant === undefined)
      return {
        code: 'question-no-option',
        text: `There is no option ${stands.option}, so “{${name}}” stands for nothing. Add the option, or take it out.`,
      }
    if (stands.part === 'date' && meant.day == null) return noDate(name, meant.digit)
  }
  return null
}

const noDate = (name: string, digit: string): Problem => ({
  code: 'question-no-date',
  text: `Option ${digit} has no date, so “{${name}}” stands for nothing. Choose its date, or take it out.`,
})

/** Whether a name in braces, in a text of the whole question, is neither a field nor an option's digit or date. */
export function standsForNothing({ fields, options }: Pick<Question, 'fields' | 'options'>, name: string): boolean {
  if (fields.some((field) => field.name === name)) return false
  const stands = standsFor(name)
  const meant = options.find(({ digit }) => digit === stands?.option)
  return meant === undefined || (stands?.part === 'date' && meant.day == null)
}
