import { describe, expect, test } from 'vitest'
import { readConsent } from '../../../src/main/replies/opt-out.ts'
import { doubtful, optOuts, otherConsent, rows } from './tables/opt-outs.ts'
import { ordinary } from './tables/ordinary.ts'

describe.each(Object.entries(optOuts))('opt-out, %s', (_, table) => {
  test.each(rows(table))('%s', (text) => expect(readConsent(text)).toBe('opt-out'))
})

describe.each(Object.entries(ordinary))('no opt-out, %s', (_, table) => {
  test.each(rows(table))('%s', (text) => expect(readConsent(text)).toBeNull())
})

test.each(otherConsent)('%s is %s', (text, rule) => expect(readConsent(text)).toBe(rule))

test.each(rows(doubtful))('doubtful, for a person: %s', (text) => expect(readConsent(text)).toBeNull())

test('the tables are as long as the promise says', () => {
  expect(Object.values(optOuts).flatMap(rows).length).toBeGreaterThanOrEqual(120)
  expect(Object.values(ordinary).flatMap(rows).length).toBeGreaterThanOrEqual(150)
})

test('a reserved word counts however it is framed', () => {
  for (const [open, close] of ['""', '“”', '«»', '()', '[]', '  ', '**', '「」', '„“'].map((pair) => [...pair]))
    for (const word of ['STOP', 'Unsubscribe', 'ARRÊT', '退订'])
      expect(readConsent(`${open}${word}${close}`)).toBe('opt-out')
})

test('cancel, end and quit count only alone: with other words they are about the delivery', () => {
  for (const word of ['cancel', 'end', 'quit', 'revoke']) {
    expect(readConsent(word)).toBe('opt-out')
    expect(readConsent(`${word} my delivery`)).toBeNull()
  }
})

test('opting in takes the whole text: whoever says more is not texted again on a guess', () => {
  for (const text of [
    'when do you start?',
    'start at the back door',
    "don't start before 9",
    'do not opt me in',
    'I opt in for the evening slot',
    'can I subscribe to the weekly delivery',
    'alta tensión en la puerta',
    'ich möchte den Besuch anmelden',
    'stop, start',
  ])
    expect(readConsent(text), text).toBeNull()
})

test('yes does not opt in again', () => expect(readConsent('YES')).toBeNull())
