import { expect, test } from 'vitest'
import { reasonOf } from '../../../src/renderer/inbox/reason-of.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'

const group = (problemCode: string, problem: string) => ({
  problemCode,
  problem,
  unsure: false,
  texts: 1,
  old: 0,
  passed: 0,
  again: [],
})

test.each([
  {
    language: 'en',
    code: 'vonage-33',
    text: 'The number is not in use any more. Correct it.',
    why: 'The number is not in use any more',
  },
  {
    language: 'zh',
    code: 'vonage-33',
    text: 'The number is not in use any more. Correct it.',
    why: '该号码已不再使用',
  },
  { language: 'en', code: 'x', text: 'Vonage took 1.5 parts', why: 'Vonage took 1.5 parts' },
] as const)('$language: $why', ({ language, code, text, why }) => {
  expect(reasonOf(group(code, text), makeWords(language))).toBe(why)
})
