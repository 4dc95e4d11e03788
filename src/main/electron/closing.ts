import type { BrowserWindow, MessageBoxOptions } from 'electron'
import type { Settings } from '../../shared/desk-state.ts'
import type { ShellWords } from './shell-words.ts'

export interface ClosingNeeds {
  platform: NodeJS.Platform
  mode: () => 'practice' | 'live'
  settings: () => Pick<Settings, 'closeToTray'>
  /** Somebody quits: then what closing means is not the question. */
  isQuitting: () => boolean
  words: () => Pick<ShellWords, 'keep' | 'quit' | 'stay' | 'closing' | 'closingWhy' | 'closingWhyDock'>
  /** A native dialog. @returns which button, by its place */
  ask: (window: BrowserWindow, question: MessageBoxOptions) => Promise<{ response: number }>
  /** Keeps what was chosen; never rejects. */
  choose: (closeToTray: boolean) => Promise<unknown>
}

export interface Closing {
  /** Whether the program goes on without its window. In practice there is nobody to hear. */
  outlivesWindow(): boolean
  /**
   * The first time a live desk's window is closed, somebody says what that is to mean: going on in silence, or quitting.
   * On macOS it only tells them, as no program there quits with its window.
   */
  askOnClose(window: BrowserWindow): void
}

const keep = 0

/** What closing the window means. */
export function closingBy(needs: ClosingNeeds): Closing {
  const { platform, mode, settings } = needs
  const isMac = platform === 'darwin'
  // Where it cannot be kept the answer counts until the program ends: else "Go on receiving" would quit.
  let answered: boolean | null = null
  const closeToTray = () => settings().closeToTray ?? answered
  return {
    // On macOS every program does, and its sign is in the dock.
    outlivesWindow: () => isMac || (mode() === 'live' && closeToTray() === true),
    askOnClose: (window) => {
      let asking = false
      const ask = async () => {
        const words = needs.words()
        const buttons = isMac ? [words.keep, words.stay] : [words.keep, words.quit, words.stay]
        const stay = buttons.length - 1
        const { response } = await needs.ask(window, {
          type: 'question',
          buttons,
          defaultId: keep,
          cancelId: stay,
          noLink: true,
          title: 'Dispatch Desk',
          message: words.closing,
          detail: isMac ? words.closingWhyDock : words.closingWhy,
        })
        if (response === stay) return
        answered = response === keep
        await needs.choose(answered)
        // Closed, not destroyed: its page may have something to lose, and asks for itself.
        if (!window.isDestroyed()) window.close()
      }
      window.on('close', (event) => {
        if (needs.isQuitting() || mode() === 'practice' || closeToTray() !== null) return
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
