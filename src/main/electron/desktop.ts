import { app } from 'electron'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Desktop } from '../../shared/desktop.ts'
import type { Host } from '../host.ts'
import { showBadge } from './badge.ts'
import { showDock } from './dock.ts'
import type { loginItem } from './login-item.ts'
import { needYou } from './need-you.ts'
import { replyNotices } from './reply-notices.ts'
import type { ShellWords } from './shell-words.ts'
import { stopKeyEverywhere } from './stop-key.ts'
import { showTray } from './tray.ts'
import { trayWords } from './tray-words.ts'
import { type WatchedDesk, watchRuns } from './watch-runs.ts'
import type { Windows } from './windows.ts'

/**
 * What is seen of the desk outside of its window: tray or dock, badge, notifications, the start with the computer, the key that
 * stops all.
 */
export function joinDesktop(needs: {
  platform: NodeJS.Platform
  host: Host
  windows: Windows
  icon: string
  login: ReturnType<typeof loginItem>
  words: () => ShellWords
  stop: () => void
  onChange: (change: Partial<Desktop>) => void
  unexpected: (what: string, error: unknown) => void
}): { windowOpened(): void; settingsChanged(): void } {
  const { platform, host, windows, login, words } = needs
  let state: DeskState | null = null
  let watched: WatchedDesk = { stop: null, texts: '', runs: [] }
  const badge = showBadge({ platform, window: windows.main, say: (count) => words().needYou(count) })
  const tray =
    platform === 'darwin'
      ? null
      : showTray({
          icon: needs.icon,
          words,
          says: () => trayWords({ ...watched, needYou: state === null ? 0 : needYou(state), now: Date.now() }, words()),
          open: () => windows.show(),
          stop: needs.stop,
          quit: () => app.quit(),
        })
  const dock = platform === 'darwin' ? showDock({ words, open: () => windows.show(), stop: needs.stop }) : null
  const takeRuns = (now: WatchedDesk) => {
    watched = now
    tray?.refresh()
    notices.take(now)
  }
  const take = (now: DeskState) => {
    state = now
    badge.set(needYou(now))
    tray?.refresh()
  }
  const notices = replyNotices({ ...needs, state: () => state })
  watchRuns(host, takeRuns, needs.unexpected)
  host.onEvents((events) => {
    notices.hear(events)
    for (const event of events) if (event.name === 'desk') take(event.data)
  })
  void host.calls.getDesk({}).then((answer) => {
    if (answer.ok && state === null) take(answer.value)
  })

  const key = stopKeyEverywhere(needs.stop)
  let { startAtLogin } = host.settings()
  // What somebody has changed in the system's own settings counts.
  if (login.isOffered && login.isSet() !== startAtLogin) void host.calls.saveSettings({ startAtLogin: login.isSet() })
  return {
    windowOpened: badge.windowOpened,
    settingsChanged: () => {
      tray?.refresh()
      dock?.refresh()
      const settings = host.settings()
      needs.onChange({ stopKey: key.set(settings.stopKeyEverywhere) })
      if (settings.startAtLogin === startAtLogin) return
      startAtLogin = settings.startAtLogin
      if (login.isSet() === startAtLogin) return
      try {
        login.set(startAtLogin)
      } catch (error) {
        needs.unexpected('login item', error)
        void host.calls.saveSettings({ startAtLogin: login.isSet() })
      }
    },
  }
}
