import { daysMost, type OptionDay } from './option-day.ts'
import { fieldsIn, type Handling, type QuestionDraft, type QuestionOption } from './question.ts'
import { emptyName } from './question-names.ts'
import type { Problem } from './result.ts'

/** Where in a draft something is wrong: a part of it, or of the option at that place, counted from 0. */
export type QuestionPlace =
  | 'name'
  | 'text'
  | 'options'
  | 'reask'
  | 'closing'
  | `${number}.${'digit' | 'label' | 'synonyms' | 'day' | 'acknowledgement'}`

export interface QuestionProblem extends Problem {
  at: QuestionPlace
}

export const nameMost = 60
export const textMost = 1000
export const labelMost = 60
export const synonymsMost = 30
export const synonymMost = 40
export const thanksMost = 480
export const optionsMost = 9
/** Every window holds all of them, and hears of them with each change of the desk. */
export const questionsMost = 50
export const hoursMost = 720

/** A field's name in any script: it stands on labels, and over columns of lists. */
const fieldName = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ -]{0,38}[\p{L}\p{N}_])?$/u

/** As it is kept: without space around anything, and no synonym twice or empty. */
export const tidyDraft = ({ name, text, options, reask, closing }: QuestionDraft): QuestionDraft & Handling => ({
  name: name.trim(),
  text: text.trim(),
  options: options.map(({ digit, label, synonyms, acknowledgement, day }) => ({
    digit: digit.trim(),
    label: label.trim(),
    synonyms: distinct(synonyms.map((synonym) => synonym.trim()).filter((synonym) => synonym !== '')),
    acknowledgement: acknowledgement.trim(),
    ...(day == null ? {} : { day }),
  })),
  reask: reask == null ? null : { ...reask, text: reask.text.trim() },
  closing: closing ?? null,
})

/**
 * All that is wrong with a question, in the order it is written in; empty when it can be kept. Whether a word of it is
 * reserved only the desk knows, which reads replies.
 *
 * @param draft tidied
 * @param taken names of the other questions
 */
export function questionProblems(draft: QuestionDraft, taken: readonly string[]): QuestionProblem[] {
  return [...nameProblems(draft.name, taken), ...textProblems(draft), ...optionProblems(draft), ...replyProblems(draft)]
}

const problem = (at: QuestionPlace, code: string, text: string): QuestionProblem => ({ at, code, text })

function nameProblems(name: string, taken: readonly string[]): QuestionProblem[] {
  if (name === '' || name.length > nameMost)
    return [problem('name', 'question-name', `Give the question a name of up to ${nameMost} characters.`)]
  return taken.some((other) => asWord(other) === asWord(name))
    ? [problem('name', 'question-name-twice', 'Another question has this name. Choose another one.')]
    : []
}

function textProblems(draft: QuestionDraft): QuestionProblem[] {
  const { text } = draft
  if (text === '' || text.length > textMost)
    return [problem('text', 'question-text', `Write the text, of up to ${textMost} characters.`)]
  const bad = fieldsIn(text).find((name) => name === 'digit' || !fieldName.test(name))
  if (bad !== undefined)
    return [
      problem(
        'text',
        'question-field',
        `“{${bad}}” cannot be a field. Name it with up to 40 letters, digits, spaces or hyphens, and not “digit”.`,
      ),
    ]
  const empty = emptyName(draft, [text])
  return empty === null ? [] : [{ at: 'text', ...empty }]
}

function optionProblems(draft: QuestionDraft): QuestionProblem[] {
  const { options, text } = draft
  const count = options.length
  if (count < 1 || count > optionsMost)
    return [problem('options', 'question-options', `A question has 1 to ${optionsMost} options to choose from.`)]
  /** By word: the option it was first seen for. */
  const seen = new Map<string, number>()
  const digits = options.map(({ digit }) => digit)
  return options.flatMap((option, index) => {
    const { digit, label, synonyms, acknowledgement, day } = option
    const found: QuestionProblem[] = []
    const say = (part: keyof QuestionOption, code: string, sentence: string) =>
      found.push(problem(`${index}.${part}`, code, sentence))
    if (!/^[1-9]$/.test(digit)) say('digit', 'question-digit', 'Choose one digit from 1 to 9.')
    else if (digits.indexOf(digit) < index)
      say('digit', 'question-digit-twice', `Two options have the digit ${digit}. Give one of them another.`)
    if (label === '' || label.length > labelMost)
      say('label', 'question-label', `Say in up to ${labelMost} characters what this option is.`)
    else if (text !== '' && !isSaid(text, digit) && !asWord(text).includes(asWord(named(label, option))))
      say('label', 'question-unsaid', `The text says neither ${digit} nor “${label}”, so nobody can choose it.`)
    if (synonyms.length > synonymsMost || synonyms.some((synonym) => synonym.length > synonymMost))
      say('synonyms', 'question-synonyms', `Up to ${synonymsMost} words, each of up to ${synonymMost} characters.`)
    for (const [place, word] of [label, ...synonyms].map((each) => named(each, option)).entries()) {
      const other = seen.get(asWord(word)) ?? digits.findIndex((each, at) => at !== index && each === word)
      if (word !== '' && other !== -1 && other !== index)
        say(
          place === 0 ? 'label' : 'synonyms',
          'question-word-twice',
          `“${word}” already stands for option ${digits[other]}. A word can mean only one of them.`,
        )
      else seen.set(asWord(word), index)
    }
    if (acknowledgement === '' || acknowledgement.length > thanksMost)
      say('acknowledgement', 'question-thanks', `Write the thanks, of up to ${thanksMost} characters.`)
    if (day != null && 'field' in day && !fieldsIn(text).includes(day.field))
      say(
        'day',
        'question-day-field',
        `The text has no field “{${day.field}}”. Write it into the text too, or choose another date here.`,
      )
    else if (day != null && !isDay(day))
      say('day', 'question-day', `Type 0 to ${daysMost} whole days after the day the text leaves.`)
    const parts = { label: [label], synonyms, acknowledgement: [acknowledgement] }
    for (const part of ['label', 'synonyms', 'acknowledgement'] as const) {
      const empty = emptyName(draft, parts[part], option)
      if (empty !== null) say(part, empty.code, empty.text)
    }
    return found
  })
}

function replyProblems(draft: QuestionDraft): QuestionProblem[] {
  const found: QuestionProblem[] = []
  const { reask = null, closing = null } = draft
  if (reask !== null) {
    const empty = emptyName(draft, [reask.text])
    if (reask.text === '' || reask.text.length > thanksMost)
      found.push(problem('reask', 'question-reask', `Write what is asked again, in up to ${thanksMost} characters.`))
    else if (empty !== null) found.push({ at: 'reask', ...empty })
  }
  const isBad =
    closing !== null &&
    ('hours' in closing
      ? !Number.isInteger(closing.hours) || closing.hours < 1 || closing.hours > hoursMost
      : !/^([01]\d|2[0-3]):[0-5]\d$/.test(closing.at))
  if (isBad)
    found.push(
      problem('closing', 'question-closing', `Type 1 to ${hoursMost} whole hours, or a time of the day like 18:00.`),
    )
  return found
}

/** `{date}` of two options is not the same word. */
const named = (word: string, { digit, day }: QuestionOption) =>
  day == null ? word : word.replaceAll('{date}', `{date${digit}}`)

const isDay = (day: OptionDay) => {
  if ('field' in day) return true
  const [number, least, most] = 'after' in day ? [day.after, 0, daysMost] : [day.weekday, 1, 7]
  return Number.isInteger(number) && number >= least && number <= most
}

/** The digit by itself, not one of a longer number. */
const isSaid = (text: string, digit: string) => new RegExp(`(?<![\\dA-Za-z])${digit}(?![\\dA-Za-z])`).test(text)

/** Words that are written alike are the same word. */
export const asWord = (text: string) => text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ')

function distinct(words: readonly string[]): string[] {
  const seen = new Set<string>()
  return words.filter((word) => {
    const isNew = !seen.has(asWord(word))
    seen.add(asWord(word))
    return isNew
  })
}
