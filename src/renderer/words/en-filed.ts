/** Words of how an answer was filed, on the cards of a run. */
export const enFiled = {
  filed: {
    heard: '“{{heard}}” → {{digit}}, {{time}}',
    plain: '→ {{digit}}, {{time}}',
    byYou: 'filed by you, {{time}}',
    changed: 'Changed from {{was}}',
    late: 'Came after closing, and counts',
    settledBefore: 'Settled by phone: {{words}}',
    inLane_one: '{{count}} changed',
    inLane_other: '{{count}} changed',
    elsewhere_one: '{{count}} more changed',
    elsewhere_other: '{{count}} more changed',
    learn: 'Take {{word}} for option {{digit}} ({{label}}) in what is sent from now on?',
    learnIt: 'Yes, from now on',
    learnNot: 'No',
    learned: 'Learned. It counts for what is sent from now on.',
    column: 'Look at',
  },
  changes: {
    none: 'Nothing so far.',
    some_one: '{{count}} customer: {{what}}',
    some_other: '{{count}} customers: {{what}}',
    part: '{{word}}: {{number}}',
    and: ' · ',
    sameOutcome: 'More words or another reason',
  },
}
