import { expect, test } from 'vitest'
import { dayOf, withDay } from '../../../src/renderer/words/dated.ts'

const english = { language: 'en' } as const
const chinese = { language: 'zh' } as const

test('an option is named with its day, in the language of the window', () => {
  expect(withDay('Tomorrow', '2026-11-25', english)).toBe('Tomorrow · Wed 25 Nov')
  expect(withDay('Tomorrow', '2026-11-25', chinese)).toBe('Tomorrow · 11月25日周三')
  expect(withDay('Depot', null, english)).toBe('Depot')
})

test('a name that says its day, in either language, says it once', () => {
  expect(withDay('Wed 25 Nov', '2026-11-25', english)).toBe('Wed 25 Nov')
  expect(dayOf({ label: 'Wed 25 Nov', date: '2026-11-25' }, chinese)).toBe('')
  expect(dayOf({ label: 'Wed 25 Nov', date: '2026-11-26' }, chinese)).toBe('11月26日周四')
})
