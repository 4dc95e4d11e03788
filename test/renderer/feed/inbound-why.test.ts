import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Understood } from '../../../src/renderer/feed/Inbound.tsx'
import type { RowAsks } from '../../../src/renderer/feed/row-kit.ts'
import { WordsContext } from '../../../src/renderer/words/use-words.ts'
import { type Language, makeWords } from '../../../src/renderer/words/words.ts'
import type { Message } from '../../../src/shared/message.ts'
import { inbound } from '../messages.ts'

function drawn(because: Message['because'], language: Language = 'en'): string {
  const message = inbound(1, {
    state: 'incomplete',
    needsPerson: true,
    parts: { have: 1, total: 2 },
    because,
  })
  const row = createElement(Understood, { message, busy: false, refiling: false, asks: {} as RowAsks })
  return renderToStaticMarkup(createElement(WordsContext, { value: makeWords(language) }, row))
}

describe('of a text whose rest is missing the row says', () => {
  test.each(['may be a STOP', 'begins with a STOP'] as const)('that it holds texts back: %s', (why) => {
    for (const language of ['en', 'zh'] as const)
      expect(drawn({ rule: 'person', why }, language)).toMatch(/<span class="amber">.*STOP.*<\/span>/)
  })

  test('what to do where a STOP was none', () => {
    const because = { rule: 'person', why: 'begins with a STOP' } as const
    expect(drawn(because)).toContain('If it is none, ring them and ask for a START.')
    expect(drawn(because, 'zh')).toContain('请其发送 START')
  })

  test.each([
    ['no reason is known', null],
    ['a person has filed it', { rule: 'option', option: '2', label: 'Thursday', why: 'filed by hand' }],
    ['its parts are missing', { rule: 'person', why: 'parts are missing' }],
  ] as const)('nothing in amber where %s', (_label, because) => {
    expect(drawn(because)).toContain('1 part has not come')
    expect(drawn(because)).not.toContain('amber')
  })
})
