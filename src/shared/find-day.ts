/** A calendar day as `from:` and `before:` have it: 2026-11-28. */
export type Day = string

const dayMs = 86_400_000
const english = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const chinese = '日一二三四五六'
const named: Readonly<Record<string, number>> = { today: 0, 今天: 0, 今日: 0, yesterday: 1, 昨天: 1, 昨日: 1, 前天: 2 }

/**
 * Reads a day as people type it: 2026-11-28, 28/11, 28.11.2026, 11月28日, "yesterday", "Wed", 昨天, 周三. Of two numbers
 * the first is the day, unless only the other way round makes a date. What does not name its year, or is a weekday, is
 * the last one that was.
 *
 * @param today where the desk is
 * @returns null for anything else, half-typed dates included
 */
export function readDay(typed: string, today: Day): Day | null {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  const ago = named[text]
  if (ago !== undefined) return daysBefore(today, ago)
  const weekday = weekdayOf(text)
  if (weekday !== null) return daysBefore(today, (new Date(today).getUTCDay() - weekday + 7) % 7)
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  if (year !== undefined) return dayOf(Number(year), Number(month), Number(day))
  const [, first, second, ofYear] = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2})?)?$/.exec(text) ?? []
  if (first !== undefined) return dayFirst(Number(first), Number(second), ofYear, today)
  const [, monthOf, dayIn] = /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ?? []
  return monthOf === undefined ? null : last(Number(monthOf), Number(dayIn), today)
}

function dayFirst(first: number, second: number, year: string | undefined, today: Day): Day | null {
  const [day, month] = second > 12 && first <= 12 ? [second, first] : [first, second]
  if (year === undefined) return last(month, day, today)
  return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day)
}

function weekdayOf(text: string): number | null {
  const inEnglish = text.length < 3 ? -1 : english.findIndex((name) => name.startsWith(text))
  if (inEnglish !== -1) return inEnglish
  const [, character] = /^(?:周|星期|礼拜)([日天一二三四五六])$/.exec(text) ?? []
  return character === undefined ? null : Math.max(0, chinese.indexOf(character))
}

/** The last one that is not in the future; a 29 February may be years ago. */
function last(month: number, day: number, today: Day): Day | null {
  const year = Number(today.slice(0, 4))
  for (let back = 0; back < 8; back += 1) {
    const found = dayOf(year - back, month, day)
    if (found !== null && found <= today) return found
  }
  return null
}

const daysBefore = (day: Day, days: number): Day => iso(new Date(new Date(day).getTime() - days * dayMs))
const iso = (at: Date): Day => at.toISOString().slice(0, 10)

function dayOf(year: number, month: number, day: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 1970 ? iso(at) : null
}
