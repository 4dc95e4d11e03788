import { expect, test } from 'vitest'
import { whyNeeded } from '../../../src/renderer/inbox/why-needed.ts'
import { en } from '../../../src/renderer/words/en.ts'
import { makeWords } from '../../../src/renderer/words/words.ts'
import { needsWhys } from '../../../src/shared/thread.ts'

test('every reason why a thread needs somebody is said in words, in both languages', () => {
  const [english, zh] = [makeWords('en'), makeWords('zh')]
  for (const why of needsWhys) {
    expect(whyNeeded(why, english), why).not.toMatch(/\.$/)
    expect(why in en.why || why in en.inbox.needs, why).toBe(true)
    expect(whyNeeded(why, zh), why).toMatch(/\p{Script=Han}/u)
  }
  expect(whyNeeded('changed the answer', english)).toBe('Changed the answer')
  expect(whyNeeded(null, english)).toBe('Marked by you')
})
