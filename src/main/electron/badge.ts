import { app, type BrowserWindow, nativeImage } from 'electron'
import { badgePicture, badgeSide } from './badge-picture.ts'

/**
 * How many customers need a person, on the app's sign in the dock, the launcher or the taskbar.
 *
 * @param needs.window Windows draws the number on its button; null while there is none
 * @param needs.say that number in words, for who cannot see it
 */
export function showBadge(needs: {
  platform: NodeJS.Platform
  window: () => BrowserWindow | null
  say: (count: number) => string
}): { set(count: number): void; windowOpened(): void } {
  let shown = 0
  const onButton = () => {
    const window = needs.window()
    if (shown === 0) return window?.setOverlayIcon(null, '')
    const size = { width: badgeSide, height: badgeSide, scaleFactor: 2 }
    window?.setOverlayIcon(nativeImage.createFromBitmap(badgePicture(shown), size), needs.say(shown))
  }
  return {
    set: (count) => {
      if (count === shown) return
      shown = count
      if (needs.platform === 'win32') onButton()
      else app.setBadgeCount(count)
    },
    // A new window has a new button.
    windowOpened: () => {
      if (needs.platform === 'win32') onButton()
    },
  }
}
