import { showNumber } from '../../shared/msisdn.ts'
import type { RunRow } from '../../shared/run.ts'
import type { Words } from '../words/words.ts'

/** The customer as people call it. */
export const whoOf = (row: RunRow): string => (row.name === '' ? showNumber(row.customer) : row.name)

/** Why a card is where it is, as far as the desk has a reason; "" when there is none to tell. */
export function whyOf(row: RunRow, { t, lookUp, problem }: Pick<Words, 't' | 'lookUp' | 'problem'>): string {
  const told = row.text?.problem ?? null
  switch (row.outcome) {
    case 'settled':
      return row.why ?? ''
    case 'left-out':
      return row.why === null ? '' : lookUp(`runs.leftOut.${row.why}`, row.why)
    case 'opted-out':
      return row.said === null && row.why !== null ? t('runs.card.before') : ''
    case 'unreachable':
    case 'not-sent':
      return told === null ? '' : problem({ code: row.text?.problemCode ?? '', text: told })
    default:
      if (row.said === null && told !== null) return problem({ code: row.text?.problemCode ?? '', text: told })
      return row.why === null ? '' : lookUp(`why.${row.why}`, row.why)
  }
}

/** How long ago, as short as a card has room for. */
export function ageOf(at: string, now: number, t: Words['t']): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000)
  if (Number.isNaN(minutes) || minutes < 1) return t('runs.age.now')
  if (minutes < 60) return t('runs.age.minutes', { count: minutes })
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? t('runs.age.hours', { count: hours }) : t('runs.age.days', { count: Math.floor(hours / 24) })
}
