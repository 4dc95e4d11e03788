import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginningOf, cutAt, visibleRuns } from '../../../src/renderer/feed/visible-text.ts'

const shown = (text: string) =>
  visibleRuns(text)
    .map((run) => (run.name === null ? run.text : `[${run.text}]`))
    .join('')

test.each([
  { label: 'an override', text: 'a\u202Eb', shows: 'a[U+202E]b' },
  { label: 'NUL and bell', text: '\u0000\u0007', shows: '[U+0000][U+0007]' },
  { label: 'zero width', text: '2\u200b0\ufeff', shows: '2[U+200B]0[U+FEFF]' },
  { label: 'a line separator', text: 'a\u2028b', shows: 'a[U+2028]b' },
  { label: 'an invisible letter', text: 'a\u3164b', shows: 'a[U+3164]b' },
  { label: 'a stray joiner', text: 'a\u200db', shows: 'a[U+200D]b' },
  { label: 'hidden tags', text: 'hi\u{e0041}\u{e0042}', shows: 'hi[U+E0041][U+E0042]' },
  { label: 'line ends', text: 'a\r\nb\nc\td', shows: 'a\nb\nc\td' },
  { label: 'a family', text: '👩‍👩‍👧 ok', shows: '👩‍👩‍👧 ok' },
  { label: 'a heart', text: 'I ❤️ it 1️⃣', shows: 'I ❤️ it 1️⃣' },
  { label: 'the flag of Wales', text: '🏴󠁧󠁢󠁷󠁬󠁳󠁿 yes', shows: '🏴󠁧󠁢󠁷󠁬󠁳󠁿 yes' },
  { label: 'Persian', text: 'می‌خواهم', shows: 'می‌خواهم' },
  { label: 'markup', text: '<b>1</b>', shows: '<b>1</b>' },
])('$label', ({ text, shows }) => expect(shown(text)).toBe(shows))

test('whatever comes, nothing of it is lost and no control character is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = visibleRuns(text).filter((run) => run.name === null)
      expect(plain.every((run) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(run.text.replace(/[\n\t]/g, '')))).toBe(
        true,
      )
    }),
  )
})

test('a flood of hidden characters is read in linear time', () => {
  const started = performance.now()
  visibleRuns('\u202e\u{e0041}'.repeat(32_000))
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('a long text is cut, never through a character, and so is one of many lines', () => {
  expect(beginningOf('x'.repeat(cutAt))).toBeNull()
  expect(beginningOf(`${'x'.repeat(cutAt - 1)}😀😀`)).toBe('x'.repeat(cutAt - 1))
  expect(beginningOf('a\n'.repeat(50))?.split('\n')).toHaveLength(12)
  expect(shown(beginningOf('a\r\n'.repeat(50)) ?? '')).toBe(Array(12).fill('a').join('\n'))
})
