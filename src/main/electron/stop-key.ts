import { globalShortcut } from 'electron'

/** The same that stops everything in the window. */
export const stopKey = 'CommandOrControl+Shift+.'

/**
 * The key that stops all sending, also while another program's window is in front.
 *
 * @returns `set` takes the key or gives it back, and says who has it; null while nobody asked for it
 */
export function stopKeyEverywhere(stop: () => void): { set(wanted: boolean): 'ours' | 'taken' | null } {
  let isOurs = false
  return {
    set: (wanted) => {
      if (!wanted) {
        if (isOurs) globalShortcut.unregister(stopKey)
        isOurs = false
        return null
      }
      // Asked again at each change: the other program may have gone.
      isOurs ||= globalShortcut.register(stopKey, stop)
      return isOurs ? 'ours' : 'taken'
    },
  }
}
