import { Menu, Tray } from 'electron'
import type { ShellWords } from './shell-words.ts'

/**
 * The sign of a desk that goes on receiving without a window. Some Linux desktops show none: there a second start opens
 * the window as well.
 *
 * @param needs.icon path of a picture, with one of twice the size beside it
 */
export function showTray(needs: {
  icon: string
  words: () => ShellWords
  /** What it says under the pointer. */
  tooltip: () => string
  open: () => void
  stop: () => void
  quit: () => void
}): { refresh(): void } {
  const tray = new Tray(needs.icon)
  let words: ShellWords | null = null
  let tooltip: string | null = null
  const refresh = () => {
    const says = needs.tooltip()
    if (says !== tooltip) tray.setToolTip(says)
    tooltip = says
    const now = needs.words()
    if (now === words) return
    words = now
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { id: 'open', label: words.open, click: needs.open },
        { id: 'stop', label: words.stop, click: needs.stop },
        { type: 'separator' },
        { id: 'quit', label: words.quit, click: needs.quit },
      ]),
    )
  }
  tray.on('click', needs.open)
  refresh()
  return { refresh }
}
