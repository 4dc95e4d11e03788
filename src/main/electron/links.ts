import { type BrowserWindow, dialog, shell } from 'electron'
import { done, type Result, refused } from '../../shared/result.ts'
import { readLink } from './link.ts'
import type { ShellWords } from './shell-words.ts'

const open = 0
const cancel = 1

/**
 * Opens a web page in the user's browser, or a number in what dials on this computer, after a native dialog that names it. The only file that hands
 * anything to the system to open: an address out of a customer's text must not start a program.
 *
 * @param window the dialog's parent; null while there is none
 * @param words in the language of the window
 */
export function linkOpener(
  window: () => BrowserWindow | null,
  words: () => ShellWords,
): (url: string) => Promise<Result<{ opened: boolean }>> {
  return async (url) => {
    const link = readLink(url)
    if (link === null) return refused('bad-link', 'Only links that begin with https:// are opened.')
    const say = words()
    const question = {
      type: 'question' as const,
      buttons: [link.kind === 'number' ? say.ring : say.openLink, say.cancel],
      defaultId: cancel,
      cancelId: cancel,
      noLink: true,
      title: 'Dispatch Desk',
      message: link.kind === 'number' ? say.ringNumber(link.host) : say.openHost(link.host),
      detail: link.shown,
    }
    const parent = window()
    const { response } = await (parent === null
      ? dialog.showMessageBox(question)
      : dialog.showMessageBox(parent, question))
    if (response !== open) return done({ opened: false })
    try {
      await shell.openExternal(link.url)
      return done({ opened: true })
    } catch {
      if (link.kind === 'number')
        return refused('not-dialled', 'No program on this computer dials numbers. Dial it on a telephone.')
      return refused('link-not-opened', 'No browser could be opened. Copy the link instead.')
    }
  }
}
