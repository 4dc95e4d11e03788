import { expect, test } from 'vitest'
import { answerHabit, firstAnswers } from '../../../src/renderer/figures/answer-habit.ts'
import type { Minutes } from '../../../src/shared/figures.ts'

const none: Minutes = { answers: 0, lower: null, median: null, upper: null }

test('a habit is told of the hour that a run would leave in, from twenty answers on', () => {
  const hours = Array.from({ length: 24 }, () => none)
  hours[17] = { answers: 20, lower: 5, median: 12, upper: 30 }
  hours[18] = { answers: 19, lower: 5, median: 12, upper: 30 }
  const at = (hour: number, minute = 0) => new Date(2026, 10, 22, hour, minute).getTime()
  expect(answerHabit({ hours }, at(17))).toEqual({ hour: 17, minutes: 12, answers: 20 })
  expect(answerHabit({ hours }, at(17, 59))).toEqual({ hour: 17, minutes: 12, answers: 20 })
  expect(answerHabit({ hours }, at(18))).toBeNull()
  expect(answerHabit({ hours }, at(3))).toBeNull()
})

test('when first answers come is told from twenty answers on', () => {
  expect(firstAnswers({ minutes: { answers: 20, lower: 3, median: 12, upper: 30 } })).toBe(3)
  expect(firstAnswers({ minutes: { answers: 19, lower: 3, median: 12, upper: 30 } })).toBeNull()
  expect(firstAnswers({ minutes: none })).toBeNull()
})
