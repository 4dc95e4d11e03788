/** Words about a reply that may answer one of several open questions: English. */
export const enEither = {
  either: {
    named: '{{name}} · {{by}}',
    asked: 'asked {{time}}',
    noName: 'A question that was deleted',
    fileAs: 'File as {{label}}, option {{digit}} of {{question}}',
    fileFor: 'File for {{question}} as',
    keys_one: '{{digits}} is in more than one question. Choose with the arrow keys, then press Enter.',
    keys_other: '{{digits}} are in more than one question. Choose with the arrow keys, then press Enter.',
    wasFor: 'was {{digit}} of “{{question}}”',
  },
}
