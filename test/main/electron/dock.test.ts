import type { MenuItemConstructorOptions } from 'electron'
import { expect, test, vi } from 'vitest'

const menus: MenuItemConstructorOptions[][] = []
vi.mock('electron', () => ({
  app: { dock: { setMenu: (menu: MenuItemConstructorOptions[]) => menus.push(menu) } },
  Menu: { buildFromTemplate: (items: MenuItemConstructorOptions[]) => items },
}))
const { showDock } = await import('../../../src/main/electron/dock.ts')

test('the dock opens the window and stops everything, in the language of the window', () => {
  const words = { en: { open: 'Open', stop: 'Stop all sending' }, zh: { open: '打开', stop: '停止全部发送' } }
  let language: 'en' | 'zh' = 'en'
  const open = vi.fn()
  const stop = vi.fn()
  const dock = showDock({ words: () => words[language], open, stop })
  // A menu that is put anew closes under somebody's hand.
  dock.refresh()
  expect(menus.map((menu) => menu.map(({ label }) => label))).toEqual([['Open', 'Stop all sending']])
  language = 'zh'
  dock.refresh()
  expect(menus.at(-1)?.map(({ label }) => label)).toEqual(['打开', '停止全部发送'])
  for (const item of menus[0] ?? []) item.click?.({} as never, undefined, {} as never)
  expect([open.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1])
})
