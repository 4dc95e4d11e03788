import { type Digits, type Question, type QuestionOption, standsFor } from './question.ts'

/**
 * The digits in place of its own that a question takes beside others that are open: those above them while there are
 * some, else the lowest that are free.
 *
 * @param taken digits of other questions that the same customer may answer
 * @returns null when its own are free; undefined when there are not enough, or the text does not say for sure which of
 *   its figures are options
 */
export function digitsBeside(question: Question, taken: readonly string[]): Digits | null | undefined {
  const own = question.options.map(({ digit }) => digit)
  if (!own.some((digit) => taken.includes(digit))) return null
  if (withOpenDigits(question) === null) return undefined
  const free = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].filter((digit) => !taken.includes(digit))
  const above = free.filter((digit) => taken.every((other) => digit > other))
  const given = above.length >= own.length ? above : free
  if (given.length < own.length) return undefined
  return Object.fromEntries(own.toSorted().map((digit, index) => [digit, given[index] ?? '']))
}

/** The question as it is filled with these digits. */
export const askedWith = (question: Question, digits: Digits | null): Question =>
  digits === null ? question : (withOpenDigits(question) ?? question)

/**
 * The same question with `{1}` for each digit that stands for an option, so that it can be asked with others; null where
 * that is not sure.
 */
export function withOpenDigits(question: Question): Question | null {
  const { options, reask = null } = question
  const text = openDigits(question.text, options)
  const again = reask === null ? '' : openDigits(reask.text, options)
  const isSure =
    text !== null &&
    again !== null &&
    // An older question may have a field of such a name.
    question.fields.every(({ name }) => standsFor(name) === null) &&
    options.every((option) => namesDigit(text, option) && !speaksOfDigits(option, options))
  return isSure ? { ...question, text, reask: reask === null ? null : { ...reask, text: again } } : null
}

/**
 * A text about some options with `{1}` for each digit that stands for one. A figure stands for an option when nothing
 * else in the text is that figure and it is said as one: before the option's name or brackets, in brackets, or where the
 * text has all of them in a row ("1, 2 or 3"). A text that says each as `{1}` may hold any other figure.
 *
 * @returns null where a figure may be something else
 */
export function openDigits(text: string, options: readonly QuestionOption[]): string | null {
  if (options.every((option) => namesDigit(text, option))) return text
  const figures = figuresIn(text)
  const isRow =
    figures.length === options.length &&
    figures.every((figure, at) => at === 0 || goesOn(text, figures[at - 1], figure))
  const isSure = figures.every((figure) => {
    const option = options.find(({ digit }) => digit === figure.said)
    return (
      option !== undefined &&
      !namesDigit(text, option) &&
      figures.every((other) => other === figure || other.said !== figure.said) &&
      (isRow || isNamed(text, figure, option))
    )
  })
  if (!isSure) return null
  // From the end, so that the places of those before stay.
  return figures.toReversed().reduce((open, { at, said }) => `${open.slice(0, at)}{${said}}${open.slice(at + 1)}`, text)
}

interface Figure {
  said: string
  at: number
}

/** Numbers that stand for themselves, outside of braces: neither "8am" nor "10" holds a 1 or an 8. */
const figuresIn = (text: string): Figure[] =>
  Array.from(blank(text).matchAll(/(?<![\p{L}\p{N}.,:])\d+(?![\p{L}\p{N}]|[.,:]\d)/gu), ({ 0: said, index }) => ({
    said,
    at: index,
  }))

/** The same length, so that places are the same. */
const blank = (text: string) => text.replace(/\{[^{}]*\}/g, (whole) => ' '.repeat(whole.length))

const namesDigit = (text: string, { digit }: QuestionOption) => text.includes(`{${digit}}`)

function isNamed(text: string, { said, at }: Figure, { label }: QuestionOption): boolean {
  const rest = text.slice(at + said.length)
  const [gap = ''] = /^[\s).:=,–-]*/.exec(rest) ?? []
  const after = rest
    .slice(gap.length)
    .replace(/^for\s+/i, '')
    .toLowerCase()
  const isBracketed = /[([（]$/.test(text.slice(0, at)) && /^[)\]）]/.test(rest)
  return isBracketed || /^[([（]/.test(after) || (label !== '' && after.startsWith(label.toLowerCase()))
}

/** Nothing but a comma, or a word like "or", is between them. */
const goesOn = (text: string, one: Figure | undefined, other: Figure): boolean =>
  one !== undefined &&
  /^\s*(?:[,;/、]\s*)?(?:(?:or|and|oder|und|ou|et|或|和)\s*)?$/i.test(text.slice(one.at + one.said.length, other.at))

/** In what belongs to an option a figure may be the digit of one; and a word for one that is a digit may be another's. */
function speaksOfDigits(
  { label, synonyms, acknowledgement }: QuestionOption,
  options: readonly QuestionOption[],
): boolean {
  const isDigit = (said: string) => options.some(({ digit }) => digit === said)
  return (
    figuresIn(acknowledgement).some(({ said }) => isDigit(said)) ||
    [label, ...synonyms].some((word) => /^\s*\d\s*$/.test(word))
  )
}
