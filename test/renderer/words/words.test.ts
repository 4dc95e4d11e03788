import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshSettings } from '../../../src/main/settings-file.ts'
import { probeWhys } from '../../../src/main/tunnel/prove.ts'
import { checksInChinese } from '../../../src/renderer/words/checks.ts'
import { en } from '../../../src/renderer/words/en.ts'
import { problemsInChinese } from '../../../src/renderer/words/problems.ts'
import { chooseLanguage, makeWords } from '../../../src/renderer/words/words.ts'
import { zh } from '../../../src/renderer/words/zh.ts'
import { reachWhys } from '../../../src/shared/desk-state.ts'
import { toldGapWhys } from '../../../src/shared/gap.ts'
import { whys } from '../../../src/shared/message.ts'
import { carrierCodes } from '../../support/carrier-codes.ts'

const flat = (words: object, above = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${above}${key}`, value] as [string, string]]
      : flat(value as object, `${above}${key}.`),
  )
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted()

test('a translation fills the same holes as the English words', () => {
  const english = new Map(flat(en))
  for (const [key, chinese] of flat(zh)) {
    // A Chinese sentence may leave out a number that only chose the plural.
    const allowed = holes(english.get(key) ?? '')
    expect(
      holes(chinese).every((hole) => allowed.includes(hole)),
      key,
    ).toBe(true)
  }
})

test('every reason of the contract has words in both languages', () => {
  for (const words of [en, zh]) {
    expect(Object.keys(words.why).toSorted()).toEqual([...whys].toSorted())
    expect(Object.keys(words.reach.why).toSorted()).toEqual([...reachWhys].toSorted())
    for (const told of [words.feed.gap, words.feed.gapSince])
      expect(Object.keys(told).toSorted()).toEqual([...toldGapWhys].toSorted())
  }
})

test('why replies cannot come in, and what a proof of it found, is said in Chinese too', () => {
  for (const why of reachWhys) expect(checksInChinese[`reach-${why}`], why).toMatch(/\p{Script=Han}/u)
  for (const why of probeWhys) expect(problemsInChinese[`reach-${why}`], why).toMatch(/\p{Script=Han}/u)
})

test('plurals are right', () => {
  const { t } = makeWords('en')
  expect(t('send.partsStill', { count: 1 })).toBe('still 1 part')
  expect(t('send.partsStill', { count: 2 })).toBe('still 2 parts')
  expect(makeWords('zh').t('send.partsStill', { count: 2 })).toBe('仍为 2 段')
})

test.each([
  { language: 'en', system: 'en-GB', said: 'Text these 1,234 again', figure: '10,000' },
  { language: 'zh', system: 'zh-CN', said: '给这 1,234 位再发一次', figure: '10,000' },
] as const)('a large count is written as $system does, in a sentence and by itself', (as) => {
  const { t, figure } = makeWords(as.language, [as.system])
  expect(t('again.send', { count: 1234 })).toBe(as.said)
  expect(figure(10_000)).toBe(as.figure)
  // What is no count is as it was given.
  expect(t('send.dials', { number: '447700900123' })).toContain('447700900123')
})

test('a problem is told in English by main itself, in Chinese by its code, and never not at all', () => {
  const problem = { code: 'opted-out', text: 'Opted out.' }
  expect(makeWords('en').problem(problem)).toBe('Opted out.')
  expect(makeWords('zh').problem(problem)).toBe(problemsInChinese['opted-out'])
  expect(makeWords('zh').problem({ code: 'brand-new', text: 'New.' })).toBe('New.')
})

test('every code of the carriers has words in Chinese, one that no list has too', () => {
  const { problem } = makeWords('zh')
  for (const code of [...carrierCodes, 'carrier-95', 'carrier-', 'carrier-x'])
    expect(problem({ code, text: 'English.' }), code).toMatch(/(致电客户|再发)[^a-z]*$/)
  expect(problem({ code: 'carrier-95', text: '' })).toContain('95')
})

test('the language follows the setting, else the system', () => {
  expect(chooseLanguage(freshSettings, ['zh-TW', 'en'])).toBe('zh')
  expect(chooseLanguage({ ...freshSettings, language: 'en' }, ['zh-CN'])).toBe('en')
  expect(chooseLanguage(null, [])).toBe('en')
})

test('no word of the window stands in a component: what is on screen can be translated', () => {
  const seen = ['../../../src/renderer/send/SendForm.tsx', '../../../src/renderer/feed/Inbound.tsx'].map((path) =>
    readFileSync(new URL(path, import.meta.url), 'utf8'),
  )
  for (const source of seen) expect(source).not.toMatch(/>\s*[A-Z][a-z]+ [a-z]+[^<{]*</)
})
