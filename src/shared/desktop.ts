/** What the desktop around the window does for the app, and what it does not. */
export interface Desktop {
  /** Whether the app can be started with the computer. */
  startsAtLogin: boolean
  /** Why no notification appears: this system has none, or it refused the last one. Null while nothing speaks against it. */
  notifications: 'none' | 'refused' | null
  /** The key that stops everything from other programs' windows too: ours, or another program's. Null while nobody asked for it. */
  stopKey: 'ours' | 'taken' | null
  /** How large the window is drawn, in percent. */
  zoom: number
}

/** What a notification says of who needs somebody: their words too, or only who; or there is none. */
export const notificationChoices = ['all', 'no-texts', 'off'] as const
export type NotificationChoice = (typeof notificationChoices)[number]
