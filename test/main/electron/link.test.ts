import { expect, test } from 'vitest'
import { readLink } from '../../../src/main/electron/link.ts'

test('the host of a link is shown whole, with its port', () => {
  expect(readLink('https://www.example.com:8443/a?b')).toEqual({
    kind: 'page',
    url: 'https://www.example.com:8443/a?b',
    host: 'www.example.com:8443',
    shown: 'https://www.example.com:8443/a?b',
  })
})

test('a letter that only looks like another is seen', () => {
  expect(readLink('https://exаmple.com/')?.host).toMatch(/^xn--/)
})

test('a long address is cut in what is shown, not in what is opened', () => {
  const url = `https://example.com/${'a'.repeat(500)}`
  expect(readLink(url)).toMatchObject({ url, shown: `${url.slice(0, 200)}…` })
})

test('a whole number is to be rung, and is shown whole', () => {
  const tel = { kind: 'number', url: 'tel:+447700900123', host: '+447700900123', shown: '+447700900123' }
  expect(readLink('tel:+447700900123')).toEqual(tel)
})

test.each([
  'tel:07700900123',
  'tel:*21*447700900123%23',
  'tel:+44770090012,,3',
  'tel:+447700900123;ext=9',
  'tel:+4477009001234567',
  'tel:+0000000000',
  'tel:',
  'TEL:+447700900123',
  'sms:+447700900123',
  'http://example.com/',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'ms-settings:display',
  'https://bank.example@evil.example/',
  'https://a:b@evil.example/',
  '//example.com',
  'example.com',
  '',
])('“%s” is not a link to open', (text) => {
  expect(readLink(text)).toBeNull()
})
