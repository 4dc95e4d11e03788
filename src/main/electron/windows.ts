import type Conf from 'conf'
import type { BrowserWindow, WebContents } from 'electron'
import { runOfBoard } from './board-limits.ts'
import type { Place } from './deep-link.ts'
import { openWallboard } from './wallboard.ts'
import { openWindow } from './window.ts'
import type { WindowFile } from './window-place.ts'
import type { Zoom } from './zoom.ts'

export interface Windows {
  /** Null while there is none. */
  main(): BrowserWindow | null
  /** Brings the window forward, opens it where there is none, and leads to a place in it. */
  show(place?: Place | null): void
  /** Shows a run ("run7") to a whole room. */
  showBoard(run: string): void
  /** The pages that may speak to the desk: our window's, and the wallboard's, which may only look. Null while there is none. */
  contents(of: 'window' | 'board'): WebContents | null
}

/** The window and the wallboard: one of each at most. */
export function keepWindows(needs: {
  /** Of the page, for example `desk://app/`. */
  address: string
  preload: string
  file: Conf<WindowFile>
  zoom: Zoom
  onOpened: (window: BrowserWindow) => void
  /** Whether the program goes on without its window. */
  outlivesWindow: () => boolean
  unexpected: (what: string, error: unknown) => void
}): Windows {
  const { address, preload, file, unexpected } = needs
  let main: BrowserWindow | null = null
  let board: BrowserWindow | null = null

  function show(place: Place | null = null) {
    if (main === null) return open(place)
    if (main.isMinimized()) main.restore()
    main.show()
    main.focus()
    if (place !== null) main.webContents.send('desk:place', place)
  }
  function open(place: Place | null) {
    const window = openWindow({
      address: place === null ? address : `${address}#${place}`,
      preload,
      file,
      zoom: needs.zoom,
      onOther: (url) => {
        const run = runOfBoard(url, address)
        if (run !== null) showBoard(run)
      },
      unexpected,
    })
    main = window
    window.on('closed', () => {
      main = null
      // Left alone it would keep a program running that was to end with its window.
      if (!needs.outlivesWindow()) board?.close()
    })
    needs.onOpened(window)
  }
  function showBoard(run: string) {
    const at = `${address}#wallboard/${run}`
    if (board !== null) {
      board.webContents.send('desk:place', `wallboard/${run}`)
      if (board.isMinimized()) board.restore()
      return board.show()
    }
    const window = openWallboard({ address: at, preload, unexpected })
    board = window
    window.on('closed', () => {
      board = null
    })
  }
  return {
    main: () => main,
    show,
    showBoard,
    contents: (of) => {
      const window = of === 'window' ? main : board
      return window === null || window.isDestroyed() ? null : window.webContents
    },
  }
}
