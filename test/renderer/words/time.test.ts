import { expect, test } from 'vitest'
import { dayName, sinceClock } from '../../../src/renderer/words/time.ts'

const local = (year: number, month: number, day: number, hour: number) =>
  new Date(year, month - 1, day, hour, 30).toISOString()
const now = new Date(2026, 10, 24, 12).getTime()

test('a day has its name in each language, with the year when it is not this one, at any hour of it', () => {
  for (const hour of [0, 12, 23]) {
    expect(dayName(local(2026, 11, 22, hour), 'en', now)).toBe('Sunday, November 22')
    expect(dayName(local(2026, 11, 22, hour), 'en-GB', now)).toBe('Sunday 22 November')
    expect(dayName(local(2025, 11, 22, hour), 'en-GB', now)).toMatch(/^Saturday,? 22 November 2025$/)
    expect(dayName(local(2026, 11, 22, hour), 'zh-CN', now)).toBe('11月22日星期日')
  }
})

test('a time of today is an hour, one of another day has its day before it', () => {
  expect(sinceClock(local(2026, 11, 24, 5), 'en-GB', now)).toBe('05:30')
  expect(sinceClock(local(2026, 11, 23, 23), 'en-GB', now)).toBe('23 Nov 23:30')
  expect(sinceClock(local(2025, 12, 31, 0), 'en-GB', now)).toBe('31 Dec 2025 00:30')
})
