import type { BrowserWindow, MessageBoxOptions } from 'electron'
import type { Settings } from '../../shared/desk-state.ts'
import type { ShellWords } from './shell-words.ts'

export interface ClosingNeeds {
  platform: NodeJS.Platform
  mode: () => 'practice' | 'live'
  settings: () => Pick<Settings, 'closeToTray'>
  /** Somebody quits: then what closing means is not the question. */
  isQuitting: () => boolean
  words: () => Pick<ShellWords, 'keep' | 'quit' | 'stay' | 'closing' | 'closingWhy'>
  /** A native dialog. @returns which button, by its place */
  ask: (window: BrowserWindow, question: MessageBoxOptions) => Promise<{ response: number }>
  /** Keeps what was chosen; never rejects. */
  choose: (closeToTray: boolean) => Promise<unknown>
}

export interface Closing {
  /** Whether the program goes on without its window. In practice there is nobody to hear. */
  outlivesWindow(): boolean
  /** The first time a live desk's window is closed, somebody says what that is to mean: going on in silence, or quitting. */
  askOnClose(window: BrowserWindow): void
}

const keep = 0
const stay = 2

/** What closing the window means. */
export function closingBy(needs: ClosingNeeds): Closing {
  const { platform, mode, settings } = needs
  // Where it cannot be kept the answer counts until the program ends: else "Go on receiving" would quit.
  let answered: boolean | null = null
  const closeToTray = () => settings().closeToTray ?? answered
  return {
    // On macOS every program does, and its sign is in the dock.
    outlivesWindow: () => platform === 'darwin' || (mode() === 'live' && closeToTray() === true),
    askOnClose: (window) => {
      let asking = false
      const ask = async () => {
        const words = needs.words()
        const { response } = await needs.ask(window, {
          type: 'question',
          buttons: [words.keep, words.quit, words.stay],
          defaultId: keep,
          cancelId: stay,
          noLink: true,
          title: 'Dispatch Desk',
          message: words.closing,
          detail: words.closingWhy,
        })
        if (response === stay) return
        answered = response === keep
        await needs.choose(answered)
        // Closed, not destroyed: its page may have something to lose, and asks for itself.
        if (!window.isDestroyed()) window.close()
      }
      window.on('close', (event) => {
        if (needs.isQuitting() || platform === 'darwin' || mode() === 'practice' || closeToTray() !== null) return
        event.preventDefault()
        if (asking) return
        asking = true
        void ask().finally(() => {
          asking = false
        })
      })
    },
  }
}
