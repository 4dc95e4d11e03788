import type { Words } from '../words/words.ts'

/** "12 min", "3 h 20 min", "2 d 4 h": as exact as it is worth saying. */
export function howLong(minutes: number, { t }: Pick<Words, 't'>): string {
  const whole = Math.max(1, Math.round(minutes))
  if (whole < 90) return t('figures.minutes', { count: whole })
  const hours = Math.floor(whole / 60)
  if (hours < 48) return t('figures.hoursMinutes', { hours, minutes: whole % 60 })
  return t('figures.daysHours', { days: Math.floor(hours / 24), hours: hours % 24 })
}

export const hourName = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`
