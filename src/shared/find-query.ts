import { type Day, readDay } from './find-day.ts'

/** `option` is what a reply was filed as, `failed` a text that did not arrive; the others are what they say. */
export const filterKinds = ['run', 'option', 'failed', 'from', 'before', 'person'] as const
export type FilterKind = (typeof filterKinds)[number]

/** One filter as it was understood. Of several of a kind any counts, of dates the narrowest. */
export interface FindFilter {
  kind: FilterKind
  /** What stands behind its colon, without quotes; "" for `failed:` alone. */
  value: string
  /** Of `from` and `before`: the day, where the desk is; 2026-11-28. `before` does not have that day itself. */
  day: Day | null
  /** Where it stands in what was typed. */
  start: number
  end: number
}

export interface FindQuery {
  /** What is left to look for once the filters are taken out. */
  words: string
  filters: FindFilter[]
}

const names: Readonly<Record<string, FilterKind>> = {
  run: 'run',
  批次: 'run',
  option: 'option',
  选项: 'option',
  failed: 'failed',
  失败: 'failed',
  from: 'from',
  自: 'from',
  before: 'before',
  早于: 'before',
  person: 'person',
  客户: 'person',
}

/** A value in quotes goes as far as the closing one, or to the end while that is not typed yet. */
const pattern = new RegExp(
  `(?<!\\S)(${Object.keys(names).join('|')})[:：](?:["“”„「]([^"“”」]*)["“”」]?|(\\S*))`,
  'giu',
)

/**
 * Reads what was typed into words and filters: `run:North`, `run:"Wed 12"`, `option:2`, `option:thursday`, `failed:`
 * with a reason or without, `from:` and `before:` with a day (find-day.ts), `person:Ann`. What is unknown or half typed is a plain word.
 *
 * @param today where the desk is
 * @throws never
 */
export function readFind(typed: string, today: Day): FindQuery {
  const filters: FindFilter[] = []
  const words = typed.replace(pattern, (whole: string, name: string, quoted?: string, plain?: string, start = 0) => {
    const kind = names[name.toLowerCase()]
    const value = (quoted ?? plain ?? '').normalize('NFKC').trim()
    const day = kind === 'from' || kind === 'before' ? readDay(value, today) : null
    if (kind === undefined || !isWhole(kind, value, day)) return whole
    filters.push({ kind, value, day, start, end: start + whole.length })
    return ' '
  })
  return { words: words.replace(/\s+/g, ' ').trim(), filters }
}

/** It is a digit that customers answer with, and not what an option is called. */
export const isDigit = (option: string): boolean => /^\d{1,8}$/.test(option)

function isWhole(kind: FilterKind, value: string, day: Day | null): boolean {
  switch (kind) {
    case 'failed':
      return true
    case 'from':
    case 'before':
      return day !== null
    case 'run':
    case 'option':
    case 'person':
      return /[\p{L}\p{N}]/u.test(value)
  }
}

/** Fewer digits are found as the words they are. */
const digitsLeast = 3

/**
 * The pieces of what was typed that may be a telephone number, or some of one: digits and what people put between them.
 *
 * @returns of each piece its place, and its digits, with "+" where it begins with that or with 00
 */
export function numbersIn(typed: string): { digits: string; start: number; end: number }[] {
  const found = typed.matchAll(/(?<![\p{L}\p{N}:/-])\+?\d(?:[\d\s().\-/]*\d)?(?![\p{L}\p{N}])/gu)
  return [...found].flatMap((match) => {
    const digits = match[0].replace(/\(0\)|[^\d+]/g, '').replace(/^00/, '+')
    return digits.replace('+', '').length < digitsLeast
      ? []
      : [{ digits, start: match.index, end: match.index + match[0].length }]
  })
}
