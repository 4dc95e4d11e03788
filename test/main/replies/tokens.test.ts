import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTokens, wordsOf } from '../../../src/main/replies/tokens.ts'

test('words that need no folding are taken apart as all others are', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9 '.-]{0,24}$/), (text) => {
      expect(wordsOf(text)).toEqual(readTokens(text).list.map(({ word }) => word))
    }),
  )
})
