import type { OptionDay } from '../../shared/option-day.ts'
import type { Closing, Question, QuestionDraft } from '../../shared/question.ts'
import { tidyDraft } from '../../shared/question-rules.ts'

/** One option as it is typed. */
export interface OptionForm {
  /** For the window alone: an option keeps its place on screen while its digit changes. */
  key: string
  digit: string
  label: string
  /** Parted by commas. */
  synonyms: string
  acknowledgement: string
  /**
   * The day it stands for: a number is a weekday, 1 is Monday; braces hold the field that names one. Absent in what an
   * older window was writing.
   */
  day?: 'none' | 'after' | `${number}` | `{${string}}` | undefined
  /** Days after the text leaves; also while that does not count. */
  after?: string | undefined
}

/** A question as it is typed: also what does not count at the moment, so that a choice taken back loses nothing. */
export interface QuestionForm {
  name: string
  text: string
  options: OptionForm[]
  /** Times that it is asked again. */
  reasks: 0 | 1 | 2
  reask: string
  closes: 'never' | 'hours' | 'at'
  hours: string
  at: string
  late: Closing['late']
}

const firstThanks = 'Thank you for picking option {digit}.'

/** The lowest digit that is free stands first; thanks like those of the option before. */
export function blankOption(options: readonly OptionForm[], key: string): OptionForm {
  const taken = options.map(({ digit }) => digit)
  const digit = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].find((each) => !taken.includes(each)) ?? ''
  const acknowledgement = options.at(-1)?.acknowledgement ?? firstThanks
  return { key, digit, label: '', synonyms: '', acknowledgement, ...dayForm(null) }
}

const rules = { reasks: 0, reask: '', closes: 'never', hours: '12', at: '18:00', late: 'person' } as const

export function blankForm(): QuestionForm {
  const first = blankOption([], '1')
  return { name: '', text: '', options: [first, blankOption([first], '2')], ...rules }
}

export function formOf({ name, text, options, reask, closing }: QuestionDraft): QuestionForm {
  return {
    name,
    text,
    options: options.map(({ synonyms, day, ...option }, index) => ({
      ...option,
      ...dayForm(day),
      key: String(index + 1),
      synonyms: synonyms.join(', '),
    })),
    ...rules,
    ...(reask == null ? {} : { reasks: reask.most, reask: reask.text }),
    ...(closing == null
      ? {}
      : 'hours' in closing
        ? { closes: 'hours' as const, hours: String(closing.hours), late: closing.late }
        : { closes: 'at' as const, at: closing.at, late: closing.late }),
  }
}

/** Parted by the commas of either language. */
export const synonymsIn = (typed: string): string[] => typed.split(/[,;，、；\n]/)

/** What is kept of it. */
export const draftOf = ({ name, text, options, reasks, reask, closes, hours, at, late }: QuestionForm): QuestionDraft =>
  tidyDraft({
    name,
    text,
    options: options.map(({ digit, label, synonyms, acknowledgement, day, after }) => ({
      digit,
      label,
      synonyms: synonymsIn(synonyms),
      acknowledgement,
      day: dayIn({ day, after }),
    })),
    reask: reasks === 0 ? null : { text: reask, most: reasks },
    // Nothing, and what is no number, is no hour: the rules say so.
    closing: closes === 'never' ? null : closes === 'hours' ? { hours: Number(hours) || 0, late } : { at, late },
  })

const dayForm = (day: OptionDay | null | undefined): Pick<OptionForm, 'day' | 'after'> =>
  day == null
    ? { day: 'none', after: '1' }
    : 'after' in day
      ? { day: 'after', after: String(day.after) }
      : { day: 'field' in day ? `{${day.field}}` : `${day.weekday}`, after: '1' }

/** The day that is chosen; what is no number of days the rules refuse. */
export function dayIn({ day = 'none', after = '' }: Pick<OptionForm, 'day' | 'after'>): OptionDay | null {
  if (day === 'none') return null
  if (day.startsWith('{')) return { field: day.slice(1, -1) }
  return day === 'after' ? { after: /^\d+$/.test(after.trim()) ? Number(after) : -1 } : { weekday: Number(day) }
}

/** Whether nothing was typed: a space at an end is, though it is not kept. */
export const isUntouched = (form: QuestionForm, question: Question): boolean =>
  JSON.stringify(form) === JSON.stringify(formOf(question))

/** Whether what is typed would be kept as this question. */
export const isSame = (form: QuestionForm, question: Question): boolean =>
  JSON.stringify(draftOf(form)) === JSON.stringify(draftOf(formOf(question)))
