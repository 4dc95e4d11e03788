import { type BrowserWindow, dialog } from 'electron'
import type { Settings } from '../../shared/desk-state.ts'
import { languageOf, shellWords } from './shell-words.ts'

export interface ClosingNeeds {
  platform: NodeJS.Platform
  mode: () => 'practice' | 'live'
  settings: () => Settings
  /** Keeps what was chosen; never rejects. */
  choose: (closeToTray: boolean) => Promise<unknown>
}

/** Whether the program goes on without its window. In practice there is nobody to hear. */
export const outlivesWindow = ({ platform, mode, settings }: ClosingNeeds): boolean =>
  // On macOS every program does, and its sign is in the dock.
  platform === 'darwin' || (mode() === 'live' && settings().closeToTray === true)

/** The first time a live desk's window is closed, somebody says what that is to mean: going on in silence, or quitting. */
export function askOnClose(window: BrowserWindow, needs: ClosingNeeds): void {
  let asking = false
  window.on('close', (event) => {
    if (needs.platform === 'darwin' || needs.mode() === 'practice' || needs.settings().closeToTray !== null) return
    event.preventDefault()
    if (asking) return
    asking = true
    const words = shellWords[languageOf(needs.settings().language)]
    const question = {
      type: 'question' as const,
      buttons: [words.keep, words.quit],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      title: 'Dispatch Desk',
      message: words.closing,
      detail: words.closingWhy,
    }
    void dialog
      .showMessageBox(window, question)
      .then(({ response }) => needs.choose(response === 0))
      .finally(() => {
        asking = false
        // Asked and answered: where the choice could not be kept it would ask for ever.
        if (!window.isDestroyed()) window.destroy()
      })
  })
}
