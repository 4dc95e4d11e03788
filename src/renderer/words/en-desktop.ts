/** What only the desktop has, and the screen on the wall. */
export const enDesktop = {
  desktop: {
    zoom: '{{percent}}%',
    notifications: 'Notifications',
    notificationsWhy: 'One for whoever needs a person, while another window is in front. A burst of a run becomes one.',
    notify: { all: 'Who, and what they wrote', 'no-texts': 'Only who', off: 'None' },
    trouble: {
      none: 'This system shows no notifications. The badge, the tray and this window still say who needs you.',
      refused:
        'The system refused the last notification. Allow them for Dispatch Desk in its settings; on a Mac the app must be signed. The badge and this window still say who needs you.',
    },
    read: 'I have read it',
    startAtLogin: 'Start with the computer',
    startAtLoginWhy: 'In the tray, without a window, where closing the window leaves it there too.',
    stopKey: 'Stop everything from any program',
    stopKeyWhy: '{{keys}} stops all sending, also while another program is in front.',
    stopKeyTaken: 'Another program has taken {{keys}} already. In this window it still works.',
  },
  wallboard: {
    open: 'Wallboard',
    openWhy: 'Counts for a screen on the wall, without names or numbers',
    answered: '{{answered}} of {{count}} answered',
    loading: 'Opening…',
    gone: 'There is no such run',
    lost: 'The desk does not answer since {{time}}. These counts may be old.',
  },
}
