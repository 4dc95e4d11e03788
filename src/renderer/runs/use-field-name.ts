import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'

/** What a field of a question is called on screen. */
export function useFieldName(): (field: string) => string {
  const { lookUp, locale } = useWords()
  return (field) => lookUp(`send.fields.${field}`, sentenceCase(field, locale))
}
