/** Times of a run that is made: when it leaves, until when, and what is not done after all. */
export const enRunTimes = {
  runTimes: {
    planned: 'Leaves {{time}}',
    closed: 'The question closed at {{time}}: every answer to a text that leaves after that needs a person.',
    closes: 'The question closes at {{time}}: every answer to a text that leaves after that needs a person.',
    until: 'Nothing leaves after {{time}}',
    change: 'Change the time',
    title: 'Change the time',
    save: 'Save',
    moved: 'Leaves at {{time}}.',
    secondLeftOut: 'You left out the second text of {{time}}',
    defaultLeftOut: 'You left out that silence counts as {{option}} from {{time}} on',
    toList: 'Back to the list',
    leaveOutSecond: 'Leave the second text out',
    leaveOutBoth: 'Leave both out',
    leaveOutDefault: 'Leave that out',
  },
}
