import { Menu, Tray } from 'electron'
import type { ShellWords } from './shell-words.ts'
import type { TrayWords } from './tray-words.ts'

/**
 * The sign of a desk that goes on receiving without a window. Some Linux desktops show none: there a second start opens
 * the window as well.
 *
 * @param needs.icon path of a picture, with one of twice the size beside it
 */
export function showTray(needs: {
  icon: string
  words: () => ShellWords
  says: () => TrayWords
  open: () => void
  stop: () => void
  quit: () => void
}): { refresh(): void } {
  const tray = new Tray(needs.icon)
  let shown: { words: ShellWords; says: TrayWords } | null = null
  const refresh = () => {
    const [words, says] = [needs.words(), needs.says()]
    if (says.toolTip !== shown?.says.toolTip) tray.setToolTip(says.toolTip)
    // A menu that is put anew closes under somebody's hand.
    const isSame = words === shown?.words && says.run === shown.says.run
    shown = { words, says }
    if (isSame) return
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...(says.run === null ? [] : [{ id: 'run', label: says.run, enabled: false }, { type: 'separator' as const }]),
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
