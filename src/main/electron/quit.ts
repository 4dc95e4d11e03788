import type { App } from 'electron'

/** Long enough to hand what is in flight to the database; a person who quits does not wait longer. */
const limitMs = 5_000

export interface Quitting {
  /** Somebody has asked the program to end, and no window has refused since. */
  isAsked(): boolean
  /** A window stays: nobody quits any more. */
  refused(): void
  /** Ends it without asking a window, where no person could answer or the system does not wait. */
  leave(code: number): void
}

/**
 * Lets the program end in order: the windows first, so that a page keeps a draft and asks for a list that was not sent,
 * then the parts.
 *
 * @param close never called twice
 */
export function quitInOrder(
  app: App,
  close: () => Promise<void>,
  unexpected: (what: string, error: unknown) => void,
): Quitting {
  let asked = false
  let leaving = false
  const leave = (code: number) => {
    if (leaving) return
    leaving = true
    const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs))
    const closed = close().catch((error: unknown) => unexpected('close', error))
    // Not `quit`: that would ask again. `exit` ends without asking anybody.
    void Promise.race([closed, limit]).then(() => app.exit(code))
  }
  app.on('before-quit', () => {
    asked = true
  })
  // Comes once every window has closed; one that refuses has ended the quitting.
  app.on('will-quit', (event) => {
    event.preventDefault()
    leave(0)
  })
  return {
    isAsked: () => asked,
    refused: () => {
      asked = false
    },
    leave,
  }
}
