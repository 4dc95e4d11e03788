import type { BrowserWindow, MessageBoxSyncOptions } from 'electron'
import type { ShellWords } from './shell-words.ts'

const leave = 0
const stay = 1

/**
 * A page that something would be lost with keeps itself: without a word the window would just not close, and nobody
 * would know why. So somebody is asked, as a browser asks.
 *
 * @param needs.ask a native dialog that holds everything up: whether the page goes has to be said before the event ends.
 *   Returns which button, by its place
 * @param needs.onStay the window stays, whatever closed it
 */
export function askBeforeUnload(
  window: BrowserWindow,
  needs: {
    words: () => Pick<ShellWords, 'unsent' | 'unsentWhy' | 'discard' | 'stay'>
    ask: (window: BrowserWindow, question: MessageBoxSyncOptions) => number
    onStay: () => void
  },
): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const words = needs.words()
    const pressed = needs.ask(window, {
      type: 'question',
      buttons: [words.discard, words.stay],
      defaultId: stay,
      cancelId: stay,
      noLink: true,
      title: 'Dispatch Desk',
      message: words.unsent,
      detail: words.unsentWhy,
    })
    // Prevented is that the page prevents it.
    if (pressed === leave) event.preventDefault()
    else needs.onStay()
  })
}
