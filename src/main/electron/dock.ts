import { app, Menu } from 'electron'
import type { ShellWords } from './shell-words.ts'

/** What the sign of the desk in macOS' dock offers: the window, and the red switch, also where there is no window. */
export function showDock(needs: {
  words: () => Pick<ShellWords, 'open' | 'stop'>
  open: () => void
  stop: () => void
}): { refresh(): void } {
  let shown: ReturnType<typeof needs.words> | null = null
  const refresh = () => {
    const words = needs.words()
    if (words === shown) return
    shown = words
    app.dock?.setMenu(
      Menu.buildFromTemplate([
        { id: 'open', label: words.open, click: needs.open },
        { id: 'stop', label: words.stop, click: needs.stop },
      ]),
    )
  }
  refresh()
  return { refresh }
}
