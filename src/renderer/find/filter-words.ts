import type { FindFilter } from '../../shared/find-query.ts'
import { dayName } from '../words/time.ts'
import type { Words } from '../words/words.ts'

/** A filter as it was understood: the day that "Wed" is, too. */
export function filterWords({ kind, value, day }: FindFilter, { t, locale }: Words, now: number): string {
  if (kind === 'failed' && value !== '') return t('find.chip.failedWhy', { value })
  // At noon it is that day in every zone that reads it as its own.
  return t(`find.chip.${kind}`, { value: day === null ? value : dayName(`${day}T12:00:00`, locale, now) })
}
