import type { App, BrowserWindow, PowerMonitor } from 'electron'

/**
 * What the system says of its power: that the computer falls asleep, that it woke, and that it is switched off or somebody
 * logs off, which waits for nobody's answer. The only file that listens to it.
 *
 * @param needs.leave ends the program in order, without asking a window
 */
export function followPower(needs: {
  powerMonitor: PowerMonitor
  app: App
  sleeps: () => void
  wakes: () => void
  leave: () => void
}): void {
  const { powerMonitor, app, leave } = needs
  powerMonitor.on('suspend', needs.sleeps)
  powerMonitor.on('resume', needs.wakes)
  // Linux and macOS. Prevented is that they go on before this program has left.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    leave()
  })
  // Windows says it to windows.
  const hear = (window: BrowserWindow) => window.on('session-end', leave)
  app.on('browser-window-created', (_, window) => hear(window))
}
