import { expect, test } from 'vitest'
import { quietUntil, zonesOf } from '../../src/shared/quiet-hours.ts'

const night = { from: '21:00', to: '08:00' }
const at = (iso: string) => Date.parse(iso)
const told = (country: string, home: string, iso: string, hours = night) => {
  const until = quietUntil(country, hours, home, at(iso))
  return typeof until === 'number' ? new Date(until).toISOString() : until
}

test.each([
  { label: 'noon', now: '2026-11-30T12:00:00Z', until: null },
  { label: 'a minute before nine', now: '2026-11-30T20:59:59Z', until: null },
  { label: 'nine in the evening', now: '2026-11-30T21:00:00Z', until: '2026-12-01T08:00:00.000Z' },
  { label: 'six in the morning', now: '2026-12-01T06:00:17Z', until: '2026-12-01T08:00:00.000Z' },
  { label: 'eight in the morning', now: '2026-12-01T08:00:00Z', until: null },
  { label: 'the evening before summer time begins', now: '2026-03-28T22:00:00Z', until: '2026-03-29T07:00:00.000Z' },
  { label: 'the evening before summer time ends', now: '2026-10-24T21:30:00Z', until: '2026-10-25T08:00:00.000Z' },
])('in London at $label', ({ now, until }) => {
  expect(told('GB', 'Europe/London', now)).toBe(until)
  expect(told('GB', 'Asia/Tokyo', now)).toBe(until)
})

test.each([
  // Half past one is in the hour that there is not: the night is over when the clock leaps from one to two.
  { label: 'forward, over the end of the night', now: '2026-03-28T22:00:00Z', until: '2026-03-29T01:00:00.000Z' },
  { label: 'forward, a minute later', now: '2026-03-29T00:59:30Z', until: '2026-03-29T01:00:00.000Z' },
  { label: 'forward, just now', now: '2026-03-29T01:00:00Z', until: null },
  // It comes twice: the night is over at the first, and has its last half hour once more.
  { label: 'back, before the first end of the night', now: '2026-10-24T22:00:00Z', until: '2026-10-25T00:30:00.000Z' },
  { label: 'back, after the first', now: '2026-10-25T00:45:00Z', until: null },
  { label: 'back, before the second', now: '2026-10-25T01:15:00Z', until: '2026-10-25T01:30:00.000Z' },
])('quiet until half past one, in London, where the clock is put $label', ({ now, until }) => {
  const hours = { from: '21:00', to: '01:30' }
  expect(told('GB', 'Europe/London', now, hours)).toBe(until)
  expect(told('GB', 'Asia/Tokyo', now, hours)).toBe(until)
})

test('hours within one day', () => {
  const noon = { from: '12:00', to: '13:30' }
  expect(told('GB', 'UTC', '2026-11-30T11:59:00Z', noon)).toBeNull()
  expect(told('GB', 'UTC', '2026-11-30T13:29:00Z', noon)).toBe('2026-11-30T13:30:00.000Z')
})

test('of a wide country the whole of it counts, but for the one who is there', () => {
  // 13:00 in New York, 08:00 in Honolulu.
  expect(told('US', 'Europe/London', '2026-12-01T16:00:00Z')).toBe('2026-12-01T18:00:00.000Z')
  expect(told('US', 'America/New_York', '2026-12-01T16:00:00Z')).toBeNull()
  // Kamchatka is 10 hours ahead of Kaliningrad: three hours a day are left.
  expect(told('RU', 'Europe/London', '2026-12-01T10:00:00Z')).toBe('2026-12-02T06:00:00.000Z')
})

test('a number that tells no country is taken to be from here', () => {
  expect(zonesOf('', 'Europe/Paris')).toEqual(['Europe/Paris'])
  expect(zonesOf('XX', 'Europe/Paris')).toEqual(['Europe/Paris'])
})

test.each([
  // Ten hours lie between its zones: the hours that are free everywhere are what is left of ten.
  { country: 'RU', to: '09:00', until: '2026-12-02T07:00:00.000Z' },
  { country: 'RU', to: '12:00', until: 'never' },
  // The control: one zone, and the same hours.
  { country: 'GB', to: '12:00', until: '2026-12-02T12:00:00.000Z' },
])('quiet from 21:00 to $to, those of $country can be texted again: $until', ({ country, to, until }) => {
  expect(told(country, 'Europe/London', '2026-12-01T22:00:00Z', { from: '21:00', to })).toBe(until)
  expect(told(country, 'Europe/Moscow', '2026-12-01T22:00:00Z', { from: '21:00', to })).not.toBe('never')
})
