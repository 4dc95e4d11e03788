/** What a message from a page says of its sender; Electron's own objects fit it. */
export interface Sender {
  /** Null once the frame has gone. */
  senderFrame: { url: string; origin: string } | null
  sender: { mainFrame: unknown }
}

/**
 * Whether a call comes from the page we opened: our window, its main frame, and still at our own address.
 *
 * Each part on its own can be passed by: a frame inside our page shares our window, another window of ours may have
 * been led elsewhere, and an `about:blank` inherits our origin.
 *
 * @param window the web contents of our window; null while there is none
 * @param home where our page lives, for example `desk://app`
 */
export function isOurs(event: Sender, window: unknown, home: string): boolean {
  const frame = event.senderFrame
  return (
    frame !== null &&
    event.sender === window &&
    frame === event.sender.mainFrame &&
    frame.origin === home &&
    frame.url.startsWith(`${home}/`)
  )
}
