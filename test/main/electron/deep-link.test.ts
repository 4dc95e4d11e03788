import { expect, test } from 'vitest'
import { linkAmong, readDeepLink } from '../../../src/main/electron/deep-link.ts'

test.each([
  ['dispatch-desk://thread/447700900123', 'inbox/447700900123'],
  ['dispatch-desk://thread/447700900123/', 'inbox/447700900123'],
  ['dispatch-desk://run/run7', 'runs/run7'],
  ['dispatch-desk://run/run12345/', 'runs/run12345'],
])('%s leads to %s', (link, place) => {
  expect(readDeepLink(link)).toBe(place)
  expect(linkAmong(['/opt/dispatch-desk', '--some-switch', link])).toBe(place)
})

test.each([
  '',
  'dispatch-desk:',
  'dispatch-desk://',
  'dispatch-desk://thread',
  'dispatch-desk://thread/',
  'dispatch-desk://thread/+447700900123',
  'dispatch-desk://thread/4477 00900123',
  'dispatch-desk://thread/44770%30900123',
  'dispatch-desk://thread/%34477',
  'dispatch-desk://thread/1234',
  'dispatch-desk://thread/1234567890123456',
  'dispatch-desk://thread/447700900123?text=hello',
  'dispatch-desk://thread/447700900123#setup',
  'dispatch-desk://thread/447700900123/send',
  'dispatch-desk://thread/447700900123/../../setup',
  'dispatch-desk://thread//447700900123',
  'dispatch-desk://thread/٤٤٧٧٠٠٩٠٠١٢٣',
  'dispatch-desk://thread/447700900123\n',
  ' dispatch-desk://thread/447700900123',
  'dispatch-desk://thread/447700900123\u0000',
  'dispatch-desk://user@thread/447700900123',
  'dispatch-desk://thread:80/447700900123',
  'dispatch-desk:/thread/447700900123',
  'dispatch-desk:thread/447700900123',
  'dispatch-desk:\\\\thread\\447700900123',
  'DISPATCH-DESK://thread/447700900123',
  'dispatch-desk://THREAD/447700900123',
  'dispatch-desk://run',
  'dispatch-desk://run/7',
  'dispatch-desk://run/run0',
  'dispatch-desk://run/run-1',
  'dispatch-desk://run/run1e9',
  'dispatch-desk://run/run7/stop',
  'dispatch-desk://run/new',
  'dispatch-desk://run/run7;run8',
  'dispatch-desk://run/run1234567890123456',
  'dispatch-desk://setup/account',
  'dispatch-desk://stop',
  'dispatch-desk://send/447700900123',
  'dispatch-desk://wallboard/run7',
  'dispatch-desk-2://run/run7',
  'https://run/run7',
  'desk://app/#runs/run7',
  'javascript:alert(1)//dispatch-desk://run/run7',
  'file:///etc/passwd',
])('%j leads nowhere', (link) => {
  expect(readDeepLink(link)).toBeNull()
  expect(linkAmong(['/opt/dispatch-desk', link])).toBeNull()
})

test('nor does one of a hundred thousand digits', () => {
  expect(readDeepLink(`dispatch-desk://thread/${'9'.repeat(100_000)}`)).toBeNull()
})

test('of two links none is followed, and switches are none', () => {
  expect(linkAmong(['app', 'dispatch-desk://run/run7', 'dispatch-desk://run/run8'])).toBeNull()
  expect(linkAmong(['app', '--dispatch-desk://run/run7'])).toBeNull()
  expect(linkAmong([])).toBeNull()
})
