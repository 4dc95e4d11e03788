import type { App } from 'electron'

/** Tells a start by the system from a start by a person, where the system passes on what we give it. */
const atLogin = '--at-login'

/**
 * Whether the app starts with the computer. On Linux every desktop keeps such a list of its own, so nothing is written
 * there.
 *
 * @param args what the program was started with
 */
export function loginItem(needs: { app: App; platform: NodeJS.Platform; args: readonly string[] }): {
  /** Whether the system has such a list, and the app a place that stays. */
  isOffered: boolean
  /** Whether it was the system that started it this time. */
  startedByIt(): boolean
  /** What stands in the list now; somebody may have changed it in the system's own settings. */
  isSet(): boolean
  set(wanted: boolean): void
} {
  const { app, platform, args } = needs
  const isOffered = app.isPackaged && (platform === 'darwin' || platform === 'win32')
  // Windows looks the entry up by what it starts.
  const entry = platform === 'win32' ? { args: [atLogin] } : {}
  return {
    isOffered,
    startedByIt: () => args.includes(atLogin) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin),
    isSet: () => isOffered && app.getLoginItemSettings(entry).openAtLogin,
    set: (wanted) => {
      if (isOffered) app.setLoginItemSettings({ openAtLogin: wanted, ...entry })
    },
  }
}
