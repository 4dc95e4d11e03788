import { Menu, Tray } from 'electron'
import { languageOf, shellWords } from './shell-words.ts'
import { trayWords } from './tray-words.ts'
import type { WatchedDesk } from './watch-runs.ts'

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
}): { wordsChanged(): void; deskChanged(desk: WatchedDesk): void } {
  const tray = new Tray(needs.icon)
  let desk: WatchedDesk = { stop: null, runs: [] }
  let shown = ''
  const show = () => {
    const words = shellWords[languageOf(needs.language())]
    const { toolTip, run } = trayWords(desk, words)
    // A menu that is put anew closes under somebody's hand.
    if (`${words.open} ${toolTip}` === shown) return
    shown = `${words.open} ${toolTip}`
    tray.setToolTip(toolTip)
    tray.setContextMenu(
      Menu.buildFromTemplate([
        ...(run === null ? [] : [{ id: 'run', label: run, enabled: false }, { type: 'separator' as const }]),
        { id: 'open', label: words.open, click: needs.open },
        { id: 'stop', label: words.stop, click: needs.stop },
        { type: 'separator' },
        { id: 'quit', label: words.quit, click: needs.quit },
      ]),
    )
  }
  tray.on('click', needs.open)
  show()
  return {
    wordsChanged: show,
    deskChanged: (next) => {
      desk = next
      show()
    },
  }
}
