import type { App } from 'electron'

/** Long enough to hand what is in flight to the database; a person who quits does not wait longer. */
const limitMs = 5_000

/**
 * Lets the program end only after its parts were closed in order.
 *
 * @param close never called twice
 * @returns `leave`, for ends that no person asked for
 */
export function quitInOrder(
  app: App,
  close: () => Promise<void>,
  unexpected: (what: string, error: unknown) => void,
): (code: number) => void {
  let leaving = false
  const leave = (code: number) => {
    if (leaving) return
    leaving = true
    const limit = new Promise<void>((resolve) => setTimeout(resolve, limitMs))
    const closed = close().catch((error: unknown) => unexpected('close', error))
    // Not `quit`: that would ask again. `exit` ends without asking anybody.
    void Promise.race([closed, limit]).then(() => app.exit(code))
  }
  app.on('before-quit', (event) => {
    event.preventDefault()
    leave(0)
  })
  return leave
}
