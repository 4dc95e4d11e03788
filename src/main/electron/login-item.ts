import { homedir } from 'node:os'
import { join } from 'node:path'
import type { App } from 'electron'
import { type Autostart, autostartFile } from './autostart.ts'

/** Tells a start by the system from a start by a person, where the system passes on what we give it. */
const atLogin = '--at-login'

/**
 * Whether the app starts with the computer.
 *
 * @param needs.args what the program was started with
 * @param needs.environment an AppImage names its own file there: what runs lies in a folder that is gone tomorrow
 */
export function loginItem(needs: {
  app: App
  platform: NodeJS.Platform
  args: readonly string[]
  environment: NodeJS.ProcessEnv
}): {
  /** Whether the system has such a list, and the app a place that stays. */
  isOffered: boolean
  /** Whether it was the system that started it this time. */
  startedByIt(): boolean
  /** What stands in the list now; somebody may have changed it in the system's own settings. */
  isSet(): boolean
  set(wanted: boolean): void
} {
  const { app, platform, args } = needs
  const list = app.isPackaged ? listOf(needs) : null
  return {
    isOffered: list !== null,
    startedByIt: () => args.includes(atLogin) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin),
    isSet: () => list?.isSet() ?? false,
    set: (wanted) => list?.set(wanted),
  }
}

function listOf({ app, platform, environment }: Parameters<typeof loginItem>[0]): Autostart | null {
  if (platform === 'linux')
    return autostartFile({
      configHome: environment.XDG_CONFIG_HOME || join(homedir(), '.config'),
      program: environment.APPIMAGE || app.getPath('exe'),
      args: [atLogin],
    })
  if (platform !== 'darwin' && platform !== 'win32') return null
  // Windows looks the entry up by what it starts.
  const entry = platform === 'win32' ? { args: [atLogin] } : {}
  return {
    isSet: () => app.getLoginItemSettings(entry).openAtLogin,
    set: (wanted) => app.setLoginItemSettings({ openAtLogin: wanted, ...entry }),
  }
}
