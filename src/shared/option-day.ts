import { weekdayNamed } from './weekday-names.ts'

/**
 * The day that an option stands for: so many days after the day its text leaves (0 to 30), or the next such weekday
 * after it (1 is Monday, 7 is Sunday), which a field of the text may name.
 */
export type OptionDay = { after: number } | { weekday: number } | { field: string }

export const daysMost = 30

/**
 * Calendar days, not hours: where the clocks change, a day has 23 or 25 of them.
 *
 * @param leavesAt epoch ms, by this computer's own clock and zone
 * @param values what the fields of the text say
 * @returns the date, "2026-11-25"; null where a field is to name the weekday, and names none
 */
export function dateOf(day: OptionDay, leavesAt: number, values: Readonly<Record<string, string>> = {}): string | null {
  const left = new Date(leavesAt)
  const daysTo = (weekday: number) => ((weekday - left.getDay() + 6) % 7) + 1
  const after = 'after' in day ? day.after : 'weekday' in day ? daysTo(day.weekday) : daysToNamed(day.field)
  return after === null ? null : isoDate(new Date(left.getFullYear(), left.getMonth(), left.getDate() + after, 12))

  function daysToNamed(field: string): number | null {
    const weekday = weekdayNamed(fieldValue(values, field))
    return weekday === null ? null : daysTo(weekday)
  }
}

/** Own values only: a field may be called "constructor". */
export const fieldValue = (values: Readonly<Record<string, string>>, name: string): string =>
  (Object.hasOwn(values, name) ? values[name]?.trim() : undefined) ?? ''

/** Whether what is counted from one of these moments (epoch ms) is counted from the other too. */
export const isSameDay = (one: number, other: number): boolean => isoDate(new Date(one)) === isoDate(new Date(other))

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * "Wed 25 Nov", or "11月25日周三". By tables of our own: what a customer is told must not change with the system's.
 *
 * @param date "2026-11-25"
 */
export function dateWords(date: string, language: 'en' | 'zh'): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const weekday = new Date(year, month - 1, day, 12).getDay()
  return language === 'zh'
    ? `${month}月${day}日周${'日一二三四五六'[weekday]}`
    : `${weekdays[weekday]} ${day} ${months[month - 1]}`
}

/** In which language dates stand in a text to a customer. */
export const languageOf = (text: string): 'en' | 'zh' => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en')

const two = (value: number) => String(value).padStart(2, '0')
const isoDate = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
