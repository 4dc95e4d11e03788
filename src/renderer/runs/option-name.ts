import { sentenceCase } from '../words/sentence-case.ts'
import type { Words } from '../words/words.ts'

/** An option's label as a name. A field that each customer has an own value for is called by the field's name. */
export const optionName = (label: string, { lookUp, locale }: Pick<Words, 'lookUp' | 'locale'>): string =>
  sentenceCase(
    label.replace(/\{([^{}]+)\}/g, (_, name: string) => lookUp(`send.fields.${name}`, name)),
    locale,
  )
