import { Menu, Tray } from 'electron'
import { languageOf, type ShellWords, shellWords } from './shell-words.ts'

/**
 * The sign of a desk that goes on receiving without a window. Some Linux desktops show none: there a second start opens
 * the window as well.
 *
 * @param needs.icon path of a picture, with one of twice the size beside it
 */
export function showTray(needs: {
  icon: string
  language: () => 'en' | 'zh' | null
  open: () => void
  stop: () => void
  quit: () => void
}): { wordsChanged(): void } {
  const tray = new Tray(needs.icon)
  let words: ShellWords | null = null
  const wordsChanged = () => {
    const now = shellWords[languageOf(needs.language())]
    if (now === words) return
    words = now
    tray.setToolTip(words.receives)
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
  wordsChanged()
  return { wordsChanged }
}
