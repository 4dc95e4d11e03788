import { expect, test } from 'vitest'
import { readLink } from '../../../src/main/electron/link.ts'

test('the host of a link is shown whole, with its port', () => {
  expect(readLink('https://www.example.com:8443/a?b')).toEqual({
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

test.each([
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
