import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Alphabet, asGsm, splitText } from '../../../src/main/practice/split-text.ts'
import { countSegments } from '../../../src/shared/segments.ts'

describe('splitText', () => {
  test.each<{ label: string; text: string; alphabet: Alphabet; sizes: number[] }>([
    { label: 'nothing is one part', text: '', alphabet: 'GSM-7', sizes: [0] },
    { label: '160 septets fit alone', text: 'a'.repeat(160), alphabet: 'GSM-7', sizes: [160] },
    { label: '161 are 153 and 8', text: 'a'.repeat(161), alphabet: 'GSM-7', sizes: [153, 8] },
    {
      label: 'an escape pair is not cut',
      text: `${'a'.repeat(152)}€${'a'.repeat(20)}`,
      alphabet: 'GSM-7',
      sizes: [152, 21],
    },
    { label: '70 units fit alone', text: '我'.repeat(70), alphabet: 'Unicode', sizes: [70] },
    { label: '71 are 67 and 4', text: '我'.repeat(71), alphabet: 'Unicode', sizes: [67, 4] },
    {
      label: 'an emoji is not cut',
      text: `${'我'.repeat(66)}🚛${'我'.repeat(9)}`,
      alphabet: 'Unicode',
      sizes: [66, 11],
    },
    { label: 'plain letters sent as unicode', text: 'a'.repeat(160), alphabet: 'Unicode', sizes: [67, 67, 26] },
  ])('$label', ({ text, alphabet, sizes }) => {
    const parts = splitText(text, alphabet)
    expect(parts.map((part) => part.length)).toEqual(sizes)
    expect(parts.join('')).toBe(text)
  })

  test('counts what the desk counts', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '€', '~', 'é', '我', '🚛'), maxLength: 400 }), (text) => {
        const { encoding, segments } = countSegments(text)
        expect(splitText(text, encoding)).toHaveLength(segments)
      }),
      { numRuns: 300 },
    )
  })

  test('what is not GSM-7 arrives as a question mark', () => {
    expect(asGsm('Naïve “🚛” €5')).toBe('Na?ve ??? €5')
  })
})
