import { describe, expect, test } from 'vitest'
import { readConsent } from '../../../src/main/replies/opt-out.ts'
import { understand } from '../../../src/main/replies/understand.ts'
import type { Asked } from '../../../src/main/store/records.ts'
import { deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { readLabelled } from './labelled.ts'

// The lists were written without sight of the rules, so a false alarm among them is a figure and not a case to mend.
const optOuts = readLabelled('opt-outs')
const doubtful = readLabelled('doubtful')
const ordinary = readLabelled('ordinary')

const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
if (!filled.ok) throw new Error('the starter question must fill')
const waiting: Asked = { options: filled.options, outcome: null }
const settled: Asked = { ...waiting, outcome: '2' }

test('the lists are as long as the promise says', () => {
  expect(new Set(optOuts.map(({ language }) => language)).size).toBeGreaterThanOrEqual(6)
  expect(new Set(optOuts.map(({ text }) => text)).size).toBeGreaterThanOrEqual(120)
  expect(new Set(ordinary.map(({ text }) => text)).size).toBeGreaterThanOrEqual(1000)
})

test('every opt-out is caught', () => {
  expect(optOuts.filter(({ text }) => readConsent(text) !== 'opt-out')).toEqual([])
})

test('at most 2 % of the ordinary replies are taken for one', () => {
  const alarms = ordinary.filter(({ text }) => readConsent(text) !== null)
  expect(alarms.length / ordinary.length, alarms.map(({ text }) => text).join('\n')).toBeLessThanOrEqual(0.02)
})

describe.each([
  { when: 'nothing was asked', asked: null },
  { when: 'a question waits', asked: waiting },
  { when: 'the question is answered', asked: settled },
])('when $when', ({ asked }) => {
  test('a doubtful text opts out or asks a person', () => {
    const rules = doubtful.map(({ text }) => ({ text, rule: understand(text, asked).because.rule }))
    expect(rules.filter(({ rule }) => rule !== 'opt-out' && rule !== 'person')).toEqual([])
  })
})
