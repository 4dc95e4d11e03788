const two = (value: number) => String(value).padStart(2, '0')

/** 08:41:23, in this computer's time zone. */
export function clock(iso: string): string {
  const at = new Date(iso)
  return Number.isNaN(at.getTime())
    ? '--:--:--'
    : `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** 2026-11-22T08:41:23+01:00: for programs, and still the time that people here know. "" when it cannot be read. */
export function localIso(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const ahead = -at.getTimezoneOffset()
  const zone = `${ahead < 0 ? '-' : '+'}${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`
  return `${dayKey(iso)}T${clock(iso)}${zone}`
}

/** The local day as a key to compare: 2026-11-22. */
export function dayKey(iso: string | number): string {
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** Made once: making one takes a tenth of a millisecond, and a thread or a list names fifty days. */
const formats = new Map<string, Intl.DateTimeFormat>()

function inWords(at: Date, parts: Intl.DateTimeFormatOptions, locale: string, now: number): string {
  const year = at.getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const)
  const key = JSON.stringify([locale, parts, year])
  // A format keeps the time zone that it was made in; somebody travels, and the clock beside it goes along.
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...parts, ...year, timeZone: 'UTC' })
  formats.set(key, made)
  return made.format(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()))
}

/** Sunday 22 November, and the year when it is not this one. */
export const dayName = (iso: string, locale: string, now: number): string =>
  inWords(new Date(iso), { weekday: 'long', day: 'numeric', month: 'long' }, locale, now)

/** 05:41 today, "21 Nov 05:41" otherwise, and the year when it is not this one. */
export function sinceClock(iso: string, locale: string, now: number): string {
  const short = clock(iso).slice(0, 5)
  if (dayKey(iso) === dayKey(now)) return short
  return `${inWords(new Date(iso), { day: 'numeric', month: 'short' }, locale, now)} ${short}`
}
