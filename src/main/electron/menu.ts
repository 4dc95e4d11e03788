import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Place } from './deep-link.ts'
import type { MenuWords } from './menu-words.ts'

type Item = MenuItemConstructorOptions

const line: Item = { type: 'separator' }

/** In the order of the keys that lead there: 1 for the first. What stands last has none. */
const areas = ['runs', 'inbox', 'send', 'find', 'setup', 'questions', 'figures'] as const satisfies readonly Place[]
const areaKeys = 5

/**
 * The menu, in the language of the window. On macOS the keys for copying and pasting work through it alone.
 *
 * @param needs.platform as `process.platform`
 * @param needs.development adds reload and developer tools, which a packaged app must not have
 * @param needs.window what keys are pressed in; null while there is none
 */
export function setMenu(needs: {
  platform: NodeJS.Platform
  development: boolean
  words: MenuWords
  window: () => BrowserWindow | null
  show: (place: Place) => void
  zoom: (direction: 1 | -1 | 0) => void
  wallboard: () => void
  stop: () => void
  quit: () => void
}): void {
  const { platform, words, show, zoom } = needs
  const isMac = platform === 'darwin'
  /** The page has this key itself: it is shown beside the words, and pressed where somebody chooses them. */
  const pressed = (id: string, label: string, keyCode: string, withShift = false): Item => ({
    id,
    label,
    accelerator: `CommandOrControl+${withShift ? 'Shift+' : ''}${keyCode}`,
    registerAccelerator: false,
    click: () =>
      needs.window()?.webContents.sendInputEvent({
        type: 'keyDown',
        keyCode,
        modifiers: [isMac ? 'meta' : 'control', ...(withShift ? (['shift'] as const) : [])],
      }),
  })
  const resize = (label: string, direction: 1 | -1 | 0, key: string, ...others: string[]): Item[] =>
    [key, ...others].map((each, index) => ({
      id: index === 0 ? `zoom${direction}` : `zoom${direction}-${index}`,
      label,
      accelerator: `CommandOrControl+${each}`,
      // Other keys for the same: that of the number pad, and the plus without Shift.
      visible: index === 0,
      acceleratorWorksWhenHidden: true,
      click: () => zoom(direction),
    }))
  const desk: Item[] = [
    { id: 'new', label: words.newText, click: () => show('send') },
    { id: 'new-run', label: words.newRun, click: () => show('runs/new') },
    line,
    { id: 'hand-over', label: words.handOver, click: () => show('setup/handover') },
    {
      id: 'stop',
      label: words.stop,
      accelerator: 'CommandOrControl+Shift+.',
      registerAccelerator: false,
      click: needs.stop,
    },
    line,
    { role: 'close', label: words.closeWindow },
    ...(isMac ? [] : [{ id: 'quit', label: words.quit, accelerator: 'Control+Q', click: needs.quit }]),
  ]
  const edit: Item[] = [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    line,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'selectAll', label: words.selectAll },
    line,
    pressed('find-here', words.findHere, 'F'),
    pressed('find-all', words.findAll, 'F', true),
    pressed('jump', words.jump, 'K'),
  ]
  const view: Item[] = [
    ...(needs.development ? ([{ role: 'reload' }, { role: 'toggleDevTools' }, line] as Item[]) : []),
    ...areas.map(
      (area, index): Item => ({
        id: area,
        label: words[area],
        ...(index < areaKeys ? { accelerator: `CommandOrControl+${index + 1}` } : {}),
        click: () => show(area),
      }),
    ),
    line,
    { id: 'wallboard', label: words.wallboard, click: needs.wallboard },
    line,
    ...resize(words.larger, 1, 'Plus', '=', 'numadd'),
    ...resize(words.smaller, -1, '-', 'numsub'),
    ...resize(words.usualSize, 0, '0', 'num0'),
    line,
    { role: 'togglefullscreen', label: words.wholeScreen },
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as Item] : []),
      { label: words.desk, submenu: desk },
      { label: words.edit, submenu: edit },
      { label: words.view, submenu: view },
      { role: 'windowMenu', label: words.window },
      { role: 'help', label: words.help, submenu: [pressed('keys', words.keys, '/')] },
    ]),
  )
}
