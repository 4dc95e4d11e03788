import { expect, test } from 'vitest'
import { mayHave } from '../../../src/main/electron/locked-page.ts'

const home = 'desk://app'

test('our page may copy, and nothing else', () => {
  expect(mayHave('clipboard-sanitized-write', `${home}/`, home)).toBe(true)
  const others = ['clipboard-read', 'notifications', 'media', 'geolocation', 'hid', 'serial', 'usb', 'openExternal', '']
  expect(others.filter((each) => mayHave(each, home, home))).toEqual([])
})

test.each(['https://evil.example', 'desk://app.evil', 'desk://other', 'null', ''])(
  '“%s” may not even copy',
  (origin) => {
    expect(mayHave('clipboard-sanitized-write', origin, home)).toBe(false)
  },
)
