/** Words about the days that options stand for, and about the digits of a second question. */
export const enDates = {
  dates: {
    otherDigits: 'Another question to this customer is open, so this one takes other digits.',
    noDigits: 'Other questions to this customer are open, and there are no other digits for this one.',
    day: 'Its date',
    none: 'No date',
    after: 'Days after the text leaves',
    weekday: 'Next {{day}}',
    named: 'The weekday in {{field}}',
    namedWhy: 'The next such weekday after the text leaves. Where the field says anything else, there is no date.',
    days: 'Days',
    leavesToday: 'Leaves today: {{date}}.',
    why: '{{date}} in its name, other words or thanks stands for this date.',
    placeholders:
      'Write {{digit}} for the digit of option 1, and {{date}} for its date. A customer who still has another question open then gets other digits by themselves.',
    unsure:
      'Beside another open question this one cannot take other digits: it is not sure which figures are options. Write {{digit}} in the place of each option’s digit.',
  },
}
