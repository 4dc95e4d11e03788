import { type BrowserWindow, dialog, shell } from 'electron'
import { done, type Result, refused } from '../../shared/result.ts'
import { readLink } from './link.ts'

const open = 0
const cancel = 1

/**
 * Opens a web page in the user's browser, or a number in what dials on this computer, after a native dialog that names it. The only file that hands
 * anything to the system to open: an address out of a customer's text must not start a program.
 *
 * @param window the dialog's parent; null while there is none
 */
export function linkOpener(window: () => BrowserWindow | null): (url: string) => Promise<Result<{ opened: boolean }>> {
  return async (url) => {
    const link = readLink(url)
    if (link === null) return refused('bad-link', 'Only links that begin with https:// are opened.')
    const question = {
      type: 'question' as const,
      buttons: [link.kind === 'number' ? 'Ring' : 'Open', 'Cancel'],
      defaultId: cancel,
      cancelId: cancel,
      noLink: true,
      title: 'Dispatch Desk',
      message: link.kind === 'number' ? `Ring ${link.host}?` : `Open ${link.host}?`,
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
