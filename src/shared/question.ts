import { dateOf, dateWords, fieldValue, languageOf, type OptionDay } from './option-day.ts'

/**
 * A text with fields that asks for one of some options. `{name}` in a text stands for a field, `{2}` for the digit of
 * option 2 and `{date2}` for its date; in what belongs to one option `{digit}` and `{date}` stand for its own.
 */
export interface Question {
  id: string
  name: string
  text: string
  fields: { name: string }[]
  options: QuestionOption[]
  /** What is asked once more by itself when nothing in a reply is understood; null or absent for nothing. */
  reask?: Reask | null | undefined
  /** Until when answers are filed by themselves; null or absent for as long as the question is open. */
  closing?: Closing | null | undefined
}

/** A question as the desk keeps it. */
export interface KeptQuestion extends Question {
  /** Grows with each change, so that two people do not undo each other's. */
  version: number
}

/** A question as somebody writes it. Its fields follow from its text. */
export type QuestionDraft = Omit<Question, 'id' | 'fields'>

export interface Reask {
  /** May hold fields. */
  text: string
  /** Times a customer, for one notice. */
  most: 1 | 2
}

/**
 * So many hours after the text left, or at a time of that day ("18:00", the desk's own clock): a text that leaves later
 * is closed from the start. An answer that was written after that needs a person, or still counts.
 */
export type Closing = ({ hours: number } | { at: string }) & { late: 'person' | 'counts' }

/** What is done about replies besides filing them, as one customer was asked: no fields left. */
export interface Handling {
  reask: Reask | null
  closing: Closing | null
}

export interface QuestionOption {
  digit: string
  /** What the text says for it; may hold fields. */
  label: string
  /** Other words for it, lower case; may hold fields. */
  synonyms: string[]
  acknowledgement: string
  /** The day it stands for; null or absent for none. */
  day?: OptionDay | null | undefined
}

/** An option as one customer was asked it: no fields left. Kept with the notice, so that later edits change nothing. */
export interface AskedOption extends Omit<QuestionOption, 'day'> {
  /** "2026-11-25", counted from the day the text left; absent where it has none. */
  date?: string
  /** The question's own digit for it, where this customer was given another. */
  own?: string
}

/** By the question's own digit: the one that a customer was given instead. */
export type Digits = Readonly<Record<string, string>>

/** The question of the seed: whole, with the weekday as its one field. */
export const deliveryQuestion: Question = {
  id: 'delivery',
  name: 'Delivery',
  text: 'Your delivery is scheduled for tomorrow between 8am and 2pm. If you wish to change the delivery date please reply by typing 1 (tomorrow), 2 ({weekday}) or 3 (deliver to post office) below.',
  fields: [{ name: 'weekday' }],
  options: [
    { ...option('1', 'tomorrow', ['tmrw', 'tomorow', 'tommorow', 'tommorrow', '明天']), day: { after: 1 } },
    // Somebody types which day that is: where it is no weekday, it has no date.
    { ...option('2', '{weekday}', []), day: { field: 'weekday' } },
    option('3', 'deliver to post office', ['post office', 'postoffice', 'the post office', 'post', '邮局']),
  ],
}

function option(digit: string, label: string, synonyms: string[]): QuestionOption {
  const acknowledgement = 'Thank you for picking option {digit}. Your delivery is now fully scheduled in.'
  return { digit, label, synonyms, acknowledgement }
}

/** The thanks for an option that a person filed in place of another one, of which the customer was told. */
export const correctedThanks = (from: AskedOption, to: AskedOption): string =>
  `Changed from ${from.digit} (${from.label}) to ${to.digit} (${to.label}). ${to.acknowledgement}`

export type Filled =
  | {
      ok: true
      text: string
      options: AskedOption[]
      /** Null where nothing is done but filing. */
      handling: Handling | null
    }
  | { ok: false; missing: string[]; unknown: string[] }

/**
 * Puts the fields' values into a question, and what its options stand for.
 *
 * @param as.leavesAt epoch ms: dates are counted from that day
 * @param as.digits null where this customer reads the question's own
 * @returns the text and options as this customer will read them, or the names of fields that are missing or empty and
 *   of values that the question has no field for
 */
export function fillQuestion(
  question: Question,
  values: Readonly<Record<string, string>>,
  { leavesAt = Date.now(), digits = null }: { leavesAt?: number; digits?: Digits | null } = {},
): Filled {
  const names = question.fields.map((field) => field.name)
  const missing = names.filter((name) => !Object.hasOwn(values, name) || values[name]?.trim() === '')
  const unknown = Object.keys(values).filter((name) => !names.includes(name))
  if (missing.length > 0 || unknown.length > 0) return { ok: false, missing, unknown }
  const says = saying(question, { leavesAt, digits, values })
  const fill = (template: string, option: string | null) =>
    template.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      // Own values only: "{constructor}" in a text would else find what every object inherits.
      const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined
      return says(name, option, value !== undefined) ?? value ?? whole
    })
  const { reask = null, closing = null } = question
  return {
    ok: true,
    text: fill(question.text, null),
    options: question.options.map(({ digit, label, synonyms, acknowledgement, day }) => {
      const given = digits?.[digit] ?? digit
      const date = day == null ? null : dateOf(day, leavesAt, values)
      return {
        digit: given,
        label: fill(label, digit),
        synonyms: synonyms.map((synonym) => fill(synonym, digit)),
        acknowledgement: fill(acknowledgement, digit),
        ...(date === null ? {} : { date }),
        ...(given === digit ? {} : { own: digit }),
      }
    }),
    handling:
      reask === null && closing === null
        ? null
        : { reask: reask === null ? null : { ...reask, text: fill(reask.text, null) }, closing },
  }
}

/**
 * What names in braces say of the options, as one customer is asked; null where a name says nothing of them. Where a field
 * names an option's day and it is no weekday, the date is what the field says.
 *
 * @param as as of `fillQuestion`
 */
export function saying(
  { text, options }: Pick<Question, 'text' | 'options'>,
  {
    leavesAt = Date.now(),
    digits = null,
    values = {},
  }: { leavesAt?: number; digits?: Digits | null; values?: Readonly<Record<string, string>> } = {},
): (name: string, option: string | null, isField: boolean) => string | null {
  const language = languageOf(text)
  const digitOf = (own: string) => digits?.[own] ?? own
  const wordsOf = (own: string | null) => {
    const day = options.find(({ digit }) => digit === own)?.day
    if (day == null) return null
    const date = dateOf(day, leavesAt, values)
    return date === null ? ('field' in day && fieldValue(values, day.field)) || null : dateWords(date, language)
  }
  return (name, option, isField) => {
    if (name === 'digit') return option === null ? '' : digitOf(option)
    const own = name === 'date' ? wordsOf(option) : null
    if (own !== null || isField) return own
    const stands = standsFor(name)
    if (stands === null || options.every(({ digit }) => digit !== stands.option)) return null
    return stands.part === 'digit' ? digitOf(stands.option) : wordsOf(stands.option)
  }
}

/** What a name in braces says of an option: `{2}` its digit, `{date2}` its date; null for any other name. */
export function standsFor(name: string): { option: string; part: 'digit' | 'date' } | null {
  const [, date, option] = /^(date)?([1-9])$/.exec(name) ?? []
  return option === undefined ? null : { option, part: date === undefined ? 'digit' : 'date' }
}

/** What stands in braces in a template, each once, in order. */
export const namesIn = (template: string): string[] => [
  ...new Set(Array.from(template.matchAll(/\{([^{}]*)\}/g), ([, name = '']) => name)),
]

/** The names of the fields of a text. */
export const fieldsIn = (text: string): string[] => namesIn(text).filter((name) => standsFor(name) === null)

/** A draft as a question. */
export const questionOfDraft = (id: string, draft: QuestionDraft): Question => ({
  ...draft,
  id,
  fields: fieldsIn(draft.text).map((name) => ({ name })),
})
