/** Words of how an answer was filed, on the cards of a run. */
export const enFiled = {
  filed: {
    heard: '“{{heard}}” → {{digit}}, {{time}}',
    plain: '→ {{digit}}, {{time}}',
    byYou: 'Filed by you, {{time}}',
    changed: 'Changed from {{was}}',
    late: 'Came after closing, and counts',
    settledBefore: 'Settled by phone: {{words}}',
    inLane_one: '{{count}} changed the answer',
    inLane_other: '{{count}} changed the answer',
    elsewhere_one: '{{count}} more changed the answer',
    elsewhere_other: '{{count}} more changed the answer',
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
