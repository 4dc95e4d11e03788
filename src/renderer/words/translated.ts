/**
 * The shape of a translation: every key of the English words, so that a missing one does not compile. Chinese has one
 * plural form, so the `_one` forms fall away.
 */
export type Translated<Words> = {
  [Key in keyof Words as Key extends `${string}_one` ? never : Key]: Words[Key] extends string
    ? string
    : Translated<Words[Key]>
}

type Bare<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key

/** Every key as a path with dots, plural endings taken off: `feed.fresh`. */
export type Path<Words, Above extends string = ''> = {
  [Key in keyof Words & string]: Words[Key] extends string
    ? `${Above}${Bare<Key>}`
    : Path<Words[Key], `${Above}${Key}.`>
}[keyof Words & string]
