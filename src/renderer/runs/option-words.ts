import type { Question } from '../../shared/question.ts'

const none: readonly string[] = []

/**
 * The words of a question's options that differ from line to line, as one customer would read them: with a field in
 * them. What the others are was looked at when the question was saved.
 */
export function optionWords(
  question: Pick<Question, 'options' | 'fields'> | undefined,
): (fields: Readonly<Record<string, string>>) => readonly string[] {
  const names = new Set(question?.fields.map(({ name }) => `{${name}}`))
  const templates = (question?.options ?? [])
    .flatMap(({ label, synonyms }) => [label, ...synonyms])
    .filter((template) => [...names].some((name) => template.includes(name)))
  if (templates.length === 0) return () => none
  return (fields) =>
    templates.map((template) =>
      template.replace(/\{([^{}]+)\}/g, (whole, name: string) =>
        Object.hasOwn(fields, name) ? (fields[name]?.trim() ?? '') : whole,
      ),
    )
}
