/** What only the desktop has, and the screen on the wall. */
export const enDesktop = {
  desktop: {
    zoom: '{{percent}}%',
    notifications: 'Notifications',
    notificationsWhy:
      'One for whoever needs a person, while another window is in front, and for a run that waits for you. A burst of a run becomes one.',
    notify: { all: 'Who, and what they wrote', 'no-texts': 'Only who', off: 'None' },
    trouble: {
      none: 'This system shows no notifications. Each one stands in this window instead, and the taskbar flashes.',
      refused:
        'The system refused the last notification. Allow them for Dispatch Desk in its settings; on a Mac the app must be signed. Until then each one stands in this window, and the taskbar flashes.',
    },
    read: 'I have read it',
    openNotice: 'Open',
    fileAs: 'File as {{label}}',
    seen: 'I have seen it',
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
