import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { understand } from '../../../src/main/replies/understand.ts'
import type { Asked } from '../../../src/main/store/records.ts'
import { whys } from '../../../src/shared/message.ts'
import { type AskedOption, deliveryQuestion, fillQuestion } from '../../../src/shared/question.ts'
import { answers, smallTalk, stillForPerson } from './tables/answers.ts'
import { optOuts, otherConsent, rows } from './tables/opt-outs.ts'

const filled = fillQuestion(deliveryQuestion, { weekday: 'Thursday' })
if (!filled.ok) throw new Error('the delivery question has a field this test does not know')
const waiting: Asked = { options: filled.options, outcome: null }
const settled = (outcome: string): Asked => ({ ...waiting, outcome })
const labels: Record<string, string> = { '1': 'tomorrow', '2': 'Thursday', '3': 'deliver to post office' }
const thanksFor = (digit: string) => `Thank you for picking option ${digit}. Your delivery is now fully scheduled in.`

describe.each(Object.entries(answers))('%s', (meaning, table) => {
  test.each(rows(table))('%j', (text) => {
    const { because, thanks } = understand(text, waiting)
    const label = labels[meaning]
    if (label === undefined) {
      expect(because).toMatchObject({ rule: 'person', why: meaning })
      expect(thanks).toBeNull()
    } else {
      expect(because).toMatchObject({ rule: 'option', option: meaning, label })
      expect(text).toContain(because.heard)
      expect(thanks).toBe(thanksFor(meaning))
    }
  })
})

test('the table is as long as the promise says', () =>
  expect(Object.values(answers).flatMap(rows).length).toBeGreaterThanOrEqual(150))

test.each([
  { text: ' #２. ', heard: '２', why: 'starts with the digit' },
  { text: '2️⃣', heard: '2️⃣', why: 'starts with the digit' },
  { text: 'Hi, OPTION 2 please', heard: 'OPTION 2', why: 'starts with the digit' },
  { text: 'Thursday (2)', heard: '2', why: 'starts with the digit' },
  { text: 'Two, thanks', heard: 'Two', why: 'a word it knows' },
  { text: 'on THURS please', heard: 'THURS', why: 'a word it knows' },
  { text: '我选二', heard: '我选二', why: 'a word it knows' },
])('$text was heard as $heard', ({ text, heard, why }) =>
  expect(understand(text, waiting).because).toEqual({ rule: 'option', option: '2', label: 'Thursday', heard, why }),
)

describe('nothing visible', () => {
  test.each(['', ' ', '\n\t', '\u200b', '\ufeff\u2060', '\u00ad', '\u3164', '\u2800', '\ufe0f', '\u0000'])(
    '%j',
    (text) => expect(understand(text, waiting).because).toEqual({ rule: 'person', why: 'empty' }),
  )
})

describe('consent goes before everything', () => {
  const options = [optionOf('1', 'stop'), optionOf('2', 'start'), optionOf('3', 'help')]
  test.each([null, waiting, settled('2'), { options, outcome: null }])('whatever was asked', (asked) => {
    for (const text of Object.values(optOuts).flatMap(rows)) {
      const { because, thanks } = understand(text, asked)
      expect(because).toMatchObject({ rule: 'opt-out', why: 'a word it knows' })
      expect(text).toContain(because.heard)
      expect(thanks).toBeNull()
    }
    for (const [text, rule] of otherConsent) {
      expect(understand(text, asked)).toMatchObject({ because: { rule }, thanks: null })
    }
  })

  test('what was heard is the words that decided', () =>
    expect(understand('Hi, I moved, so stop texting me, thanks', null).because.heard).toBe('stop texting'))
})

describe('after an answer', () => {
  test('another answer replaces it, says so, and is thanked for', () =>
    expect(understand('3 please', settled('2'))).toEqual({
      because: {
        rule: 'option',
        option: '3',
        label: 'deliver to post office',
        heard: '3',
        why: 'starts with the digit',
        was: '2',
      },
      thanks: thanksFor('3'),
    }))

  test.each(['2', 'option 2', 'Thursday please', 'see you Thursday', 'See you on Thursday, thanks'])(
    'the same again is not thanked for: %s',
    (text) => {
      const { because, thanks } = understand(text, settled('2'))
      expect(because).toMatchObject({ rule: 'option', option: '2', why: 'same answer again' })
      expect(because.was).toBeUndefined()
      expect(thanks).toBeNull()
    },
  )

  test('"see you" with another day changes nothing by itself', () =>
    expect(understand('see you tomorrow', settled('2')).because.rule).toBe('person'))

  test.each(rows(smallTalk))('small talk needs nobody: %s', (text) =>
    expect(understand(text, settled('2'))).toEqual({
      because: { rule: 'none', why: 'settled, small talk' },
      thanks: null,
    }),
  )

  test.each(rows(smallTalk))('while waiting, the same needs a person: %s', (text) =>
    expect(understand(text, waiting).because.rule).toBe('person'),
  )

  test.each(rows(stillForPerson))('this still needs a person: %s', (text) =>
    expect(understand(text, settled('2'))).toMatchObject({ because: { rule: 'person' }, thanks: null }),
  )
})

test.each(['2', 'Thursday', 'thanks', '', 'where are you?'])('nobody asked, so a person looks: %j', (text) =>
  expect(understand(text, null)).toEqual({ because: { rule: 'person', why: 'no open question' }, thanks: null }),
)

describe('other questions', () => {
  const asks = (...options: AskedOption[]): Asked => ({ options, outcome: null })

  test('a label that is a courtesy or a no is an option first', () => {
    const asked = asks(optionOf('1', 'Yes'), optionOf('2', 'No'))
    expect(understand('yes please', asked).because.option).toBe('1')
    expect(understand('No', asked).because.option).toBe('2')
    expect(understand('No thanks.', asked).because.option).toBe('2')
    expect(understand('yes 2', asked).because.why).toBe('names two options')
  })

  test('a word that two options share names both', () => {
    const asked = asks(optionOf('1', 'Thursday'), optionOf('2', 'Donnerstag', ['evening']))
    expect(understand('Thursday', asked).because.why).toBe('names two options')
    expect(understand('evening', asked).because.option).toBe('2')
  })

  test('a number word that is the label of another option names both', () =>
    expect(understand('two', asks(optionOf('1', 'two'), optionOf('2', 'three'))).because.why).toBe('names two options'))

  test('the longer label wins over the shorter inside it', () => {
    const asked = asks(optionOf('1', 'Thursday'), optionOf('2', 'Thursday evening'))
    expect(understand('thursday evening', asked).because.option).toBe('2')
    expect(understand('thursday', asked).because.option).toBe('1')
  })

  test('a label may hold a comma', () =>
    expect(understand('thursday, 13 may please', asks(optionOf('1', 'Thursday, 13 May'))).because.option).toBe('1'))

  test('letters and two-digit numbers serve as digits', () => {
    const asked = asks(optionOf('A', 'morning'), optionOf('10', 'evening'), optionOf('1', 'noon'))
    expect(understand('a', asked).because.option).toBe('A')
    expect(understand('option 10', asked).because.option).toBe('10')
    expect(understand('1', asked).because.option).toBe('1')
  })

  test('accents and umlauts may be left out', () => {
    const asked = asks(optionOf('1', 'Frühstück'), optionOf('2', 'mañana'))
    expect(understand('fruehstueck bitte', asked).because.option).toBe('1')
    expect(understand('frühstück', asked).because.option).toBe('1')
    expect(understand('manana', asked).because.option).toBe('2')
  })

  test('a question without options or words breaks nothing', () => {
    expect(understand('2', asks()).because.why).toBe('no option in it')
    expect(understand('2', asks(optionOf('', ''))).because.why).toBe('no option in it')
  })
})

describe('any text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)))
      .map((units) => units.join('')),
    fc
      .array(
        fc.constantFrom(
          '2',
          '3',
          ' ',
          '.',
          ',',
          '?',
          'two',
          'not',
          'please',
          'Thursday',
          'stop',
          '选',
          '２',
          '\ud83d',
          '\u0301',
          '\u200d',
          "'",
          'option',
        ),
      )
      .map((pieces) => pieces.join('')),
  )
  const outcomes = fc.constantFrom<Asked | null>(null, waiting, settled('1'), settled('2'))

  test('has a meaning that holds together', () =>
    fc.assert(
      fc.property(anything, outcomes, (text, asked) => {
        const { because, thanks } = understand(text, asked)
        if (because.heard !== undefined) expect(text).toContain(because.heard)
        expect(whys).toContain(because.why)
        const newly = because.rule === 'option' && because.option !== asked?.outcome
        expect(thanks).toBe(newly ? thanksFor(because.option ?? '') : null)
        if (because.rule === 'option') expect(asked?.options.some(({ digit }) => digit === because.option)).toBe(true)
        if (because.was !== undefined) expect(because.was).toBe(asked?.outcome)
      }),
      { numRuns: 3000 },
    ))

  test('an option stands only where its digit stands alone', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-z]{1,6}$/), (word) => {
        const taken = understand(`${word}2`, waiting).because
        if (
          !/^(0*|option|opt|options|number|num|numb|no|nr|nbr|choice|answer|reply|response|respond|press|choose|pick)$/.test(
            word,
          )
        )
          expect(taken.rule).not.toBe('option')
      }),
    ))

  test.each([
    '2 ',
    'a',
    'a ',
    'stop the ',
    'please stop ',
    'do not ',
    'on the ',
    'thank you ',
    '谢',
    '别再给我',
    'a\u0301\u0316',
    '👍🏽',
    '. ',
    "'",
    '?',
  ])('is read in a time that grows with its length: %j', (piece) => {
    const long = piece.repeat(Math.ceil(32768 / piece.length))
    const short = long.slice(0, 4096)
    // As long each, so that what else is at work on the computer weighs on both alike.
    const time = (text: string, times: number) =>
      Math.min(
        ...Array.from({ length: 5 }, () => {
          const began = performance.now()
          for (let count = 0; count < times; count += 1) understand(text, waiting)
          return performance.now() - began
        }),
      )
    time(short, 8)
    // Eight times as long: a square would take eight times as long as eight short ones.
    expect(time(long, 1)).toBeLessThan(4 * time(short, 8))
  })
})

function optionOf(digit: string, label: string, synonyms: string[] = []): AskedOption {
  return { digit, label, synonyms, acknowledgement: `Thank you for picking option ${digit}.` }
}
