import { expect, test } from 'vitest'
import { carrierWords } from '../../../src/main/store/carrier.ts'
import { carrierCodes } from '../../support/carrier-codes.ts'

test.each([...carrierCodes, 'expired', 'carrier-95', 'carrier-', 'carrier-<b>'])(
  '%s says what happened and what to do',
  (code) => {
    expect(carrierWords(code)).toMatch(
      /^[A-Z][^.]+\. .*([Rr]ing the customer|[Tt]ext again|Correct it|Check it|Reword it)/,
    )
    expect(carrierWords(code)).not.toContain('<')
  },
)

test('a code of the list has words of its own, one that no list has shows its number', () => {
  for (const code of carrierCodes) expect(carrierWords(code)).not.toMatch(/\d/)
  expect(carrierWords('carrier-95')).toContain('95')
})
