import type { Msisdn } from './msisdn.ts'

/** One that the system did not show, in the words it would have had. */
export interface DesktopNotice {
  id: string
  /** ISO 8601: when it was shown, or shown anew. */
  at: string
  title: string
  body: string
  /** Whom it is about; null where it is about several, or a run. */
  customer: Msisdn | null
  /** Their reply. */
  messageId: string | null
  runId: string | null
  /** What that reply can be filed as; `notice` names the question where it is one of several. */
  options: { digit: string; label: string; notice: string | null }[]
}

/** What the desktop around the window does for the app, and what it does not. */
export interface Desktop {
  /** Whether the app can be started with the computer. */
  startsAtLogin: boolean
  /** Why no notification appears: this system has none, or it refused the last one. Null while nothing speaks against it. */
  notifications: 'none' | 'refused' | null
  /** Notifications that did not appear, oldest first; one goes once nobody is needed any more. */
  notices: DesktopNotice[]
  /** The key that stops everything from other programs' windows too: ours, or another program's. Null while nobody asked for it. */
  stopKey: 'ours' | 'taken' | null
  /** How large the window is drawn, in percent. */
  zoom: number
}

/** What a notification says of who needs somebody: their words too, or only who; or there is none. */
export const notificationChoices = ['all', 'no-texts', 'off'] as const
export type NotificationChoice = (typeof notificationChoices)[number]
