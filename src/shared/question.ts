/** A text with fields that asks for one of some options. `{name}` in a text stands for a field, `{digit}` for the option's own digit. */
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
}

/** An option as one customer was asked it: no fields left. Kept with the notice, so that later edits change nothing. */
export type AskedOption = QuestionOption

/** The question of the seed: whole, with the weekday as its one field. */
export const deliveryQuestion: Question = {
  id: 'delivery',
  name: 'Delivery',
  text: 'Your delivery is scheduled for tomorrow between 8am and 2pm. If you wish to change the delivery date please reply by typing 1 (tomorrow), 2 ({weekday}) or 3 (deliver to post office) below.',
  fields: [{ name: 'weekday' }],
  options: [
    option('1', 'tomorrow', ['tmrw', 'tomorow', 'tommorow', 'tommorrow', '明天']),
    option('2', '{weekday}', []),
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
 * Puts the fields' values into a question.
 *
 * @returns the text and options as this customer will read them, or the names of fields that are missing or empty and
 *   of values that the question has no field for
 */
export function fillQuestion(question: Question, values: Readonly<Record<string, string>>): Filled {
  const names = question.fields.map((field) => field.name)
  const missing = names.filter((name) => !Object.hasOwn(values, name) || values[name]?.trim() === '')
  const unknown = Object.keys(values).filter((name) => !names.includes(name))
  if (missing.length > 0 || unknown.length > 0) return { ok: false, missing, unknown }
  const fill = (template: string, digit: string) =>
    template.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      if (name === 'digit') return digit
      // Own values only: "{constructor}" in a text would else find what every object inherits.
      return Object.hasOwn(values, name) ? (values[name]?.trim() ?? whole) : whole
    })
  const { reask = null, closing = null } = question
  return {
    ok: true,
    text: fill(question.text, ''),
    options: question.options.map((each) => ({
      digit: each.digit,
      label: fill(each.label, each.digit),
      synonyms: each.synonyms.map((synonym) => fill(synonym, each.digit)),
      acknowledgement: fill(each.acknowledgement, each.digit),
    })),
    handling:
      reask === null && closing === null
        ? null
        : { reask: reask === null ? null : { ...reask, text: fill(reask.text, '') }, closing },
  }
}

/** What stands in braces in a template, each once, in order. */
export const namesIn = (template: string): string[] => [
  ...new Set(Array.from(template.matchAll(/\{([^{}]*)\}/g), ([, name = '']) => name)),
]

/** A draft as a question. */
export const questionOfDraft = (id: string, draft: QuestionDraft): Question => ({
  ...draft,
  id,
  fields: namesIn(draft.text).map((name) => ({ name })),
})
