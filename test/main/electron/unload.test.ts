import { EventEmitter } from 'node:events'
import type { BrowserWindow, MessageBoxSyncOptions } from 'electron'
import { expect, test, vi } from 'vitest'

vi.mock('electron', () => ({ app: { getPreferredSystemLanguages: () => [] } }))
const { shellWords } = await import('../../../src/main/electron/shell-words.ts')
const { askBeforeUnload } = await import('../../../src/main/electron/unload.ts')

test.each([
  { pressed: 'the button that gives the list up', place: 0, goes: true },
  { pressed: 'the one that keeps it', place: 1, goes: false },
])('a page with an unsent list goes after $pressed: $goes', ({ place, goes }) => {
  for (const language of ['en', 'zh'] as const) {
    const window = { webContents: new EventEmitter() }
    const asked: MessageBoxSyncOptions[] = []
    const onStay = vi.fn()
    askBeforeUnload(window as unknown as BrowserWindow, {
      words: () => shellWords[language],
      ask: (_, question) => {
        asked.push(question)
        return place
      },
      onStay,
    })
    const event = { preventDefault: vi.fn() }
    window.webContents.emit('will-prevent-unload', event)
    expect(event.preventDefault).toHaveBeenCalledTimes(goes ? 1 : 0)
    expect(onStay).toHaveBeenCalledTimes(goes ? 0 : 1)
    // Escape, and Enter in haste, keep the list.
    expect(asked).toMatchObject([{ cancelId: 1, defaultId: 1, message: shellWords[language].unsent }])
  }
})
