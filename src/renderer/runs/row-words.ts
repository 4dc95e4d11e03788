import { showNumber } from '../../shared/msisdn.ts'
import type { RunRow } from '../../shared/run.ts'
import { sinceClock } from '../words/time.ts'
import type { Words } from '../words/words.ts'

/** The customer as people call it. */
export const whoOf = (row: RunRow): string => (row.name === '' ? showNumber(row.customer) : row.name)

/** What went wrong with our text; "" when nothing did. */
export const textProblem = ({ text }: Pick<RunRow, 'text'>, { problem }: Pick<Words, 'problem'>): string =>
  text?.problem == null ? '' : problem({ code: text.problemCode ?? '', text: text.problem })

/** What became of a customer, without its reason. */
export const outcomeWord = (
  { outcome, option }: Pick<RunRow, 'outcome' | 'option'>,
  { t }: Pick<Words, 't'>,
): string => (outcome === 'option' ? t('file.sayOption', { digit: option ?? '' }) : t(`runs.lanes.${outcome}`))

/** Why a card is where it is, as far as the desk has a reason; "" when there is none to tell. */
export function whyOf(row: RunRow, words: Pick<Words, 't' | 'lookUp' | 'problem'>): string {
  const { t, lookUp } = words
  switch (row.outcome) {
    case 'settled':
      return row.why ?? ''
    case 'left-out':
      return row.why === null ? '' : lookUp(`runs.leftOut.${row.why}`, row.why)
    case 'opted-out':
      return row.said === null && row.why !== null ? t('runs.card.before') : ''
    case 'unreachable':
      return row.why === 'no-digits' ? t('runs.leftOut.no-digits') : textProblem(row, words)
    case 'not-sent':
      // What became of the first text is past.
      return row.again ? '' : textProblem(row, words)
    default:
      if (row.said === null && row.text?.problem != null) return textProblem(row, words)
      return row.why === null ? '' : lookUp(`why.${row.why}`, row.why)
  }
}

/** “2.” → 2, 14:02: the words that decided where an answer was filed, and when; "" where nothing was filed. */
export function filedAs({ filed, option }: RunRow, { t, locale }: Pick<Words, 't' | 'locale'>, now: number): string {
  if (filed === null) return ''
  const time = sinceClock(filed.at, locale, now)
  if (filed.byHand) return t('filed.byYou', { time })
  const digit = option ?? ''
  return filed.heard === null
    ? t('filed.plain', { digit, time })
    : t('filed.heard', { heard: filed.heard, digit, time })
}

/** What is to be looked at in an answer that was filed; "" when nothing is. What a person changed they know. */
export function flagOf({ filed }: RunRow, { t }: Pick<Words, 't'>): string {
  if (filed === null || filed.byHand) return ''
  const changed = filed.was === null ? [] : [t('filed.changed', { was: filed.was })]
  const late = filed.late ? [t('filed.late')] : []
  return [...changed, ...late].join(' · ')
}

/** Why somebody is to be rung, and since when. */
export function callWhy(row: RunRow, words: Pick<Words, 't' | 'locale' | 'problem'>, now: number): string {
  const { t, locale } = words
  const time = row.text === null ? '' : sinceClock(row.text.at, locale, now)
  const reason = textProblem(row, words).replace(/[.。]$/, '')
  return row.outcome === 'unreachable' ? t('calls.lost', { reason, time }) : t('calls.silent', { time })
}

/** How long ago, as short as a card has room for. */
export function ageOf(at: string, now: number, t: Words['t']): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000)
  if (Number.isNaN(minutes) || minutes < 1) return t('runs.age.now')
  if (minutes < 60) return t('runs.age.minutes', { count: minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? t('runs.age.hours', { count: hours }) : t('runs.age.days', { count: Math.floor(hours / 24) })
}
