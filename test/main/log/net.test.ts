import { expect, test } from 'vitest'
import { secondNet } from '../../../src/main/log/net.ts'

const head = '{"level":"info","time":"2026-11-22T10:00:00.000Z"'

test.each([
  '447700900123',
  '+447700900123',
  '+44 7700 900123',
  '+44-7700-900123',
  '0044.7700.900.123',
  '(07700) 900123',
  '07700 – 900 123',
  '4 4 7 7 0 0 9 0 0 1 2 3',
  '07700/900123',
  '٠٧٧٠٠٩٠٠١٢٣',
  '1234567',
  '123456789012345678901234567890',
])('the number %s does not get through', (number) => {
  const cleaned = secondNet().clean(`${head},"what":"to ${number} now"}`)
  expect(cleaned.replace('(', '')).toBe(`${head},"what":"to [number] now"}`)
})

test('what is no number stays, the time and counts side by side among them', () => {
  const line = `${head},"event":"textTaken","reference":"d1-12345","attempts":1,"parts":999999,"ms":999999,"node":"24.21.0"}\n`
  expect(secondNet().clean(line)).toBe(line)
})

test('a secret that is known does not get through as it is, escaped, percent-encoded or in base64; a short one is let be', () => {
  const secret = 'Se"cret+/1'
  const net = secondNet()
  net.hide([secret, null, undefined, '', 'abc'])
  for (const form of [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    btoa(secret).replace(/=+$/, ''),
  ])
    expect(net.clean(`${head},"what":"x ${form} y"}`)).toBe(`${head},"what":"x [secret] y"}`)
  expect(net.clean(`${head},"what":"abc"}`)).toContain('abc')
})
