/**
 * What one language gives to the reading of replies. A new language is one file of this shape and one line in
 * `languages.ts`.
 *
 * Every value is a list: items stand between commas or on lines of their own. Case, accents and apostrophes do not
 * matter; "ä" also stands for "ae", and so on.
 */
export interface Words {
  consent: ConsentWords
  answer: AnswerWords
}

export interface ConsentWords {
  /** Opt out when the message is nothing else. */
  alone: string
  /** Opt out when the message, or its first or last sentence, is nothing but these and `soft` words. */
  core: string
  /** Words that change nothing around a core word. */
  soft: string
  /**
   * Opt out wherever they stand. Between spaces: `a|b` either; `a?` may be missing; `{set}` a word of the set;
   * `{set}*` up to four of them. A dot joins words into one item: `do.not|dont`.
   */
  phrases: string
  /** The same, unless one of `limits` comes right after: "don't text me before 9" is a wish and no opt-out. */
  limitable: string
  limits: string
  sets: Record<string, string>
  /** A phrase right after one of these is none ("don't stop texting me"). */
  unlessAfter: string
  /** Opt in again when the message is nothing but these and `soft` words. */
  optIn: string
  /** Ask for help when the message, or its first or last sentence, is nothing else. */
  help: string
}

export interface AnswerWords {
  /** Beside an option they change nothing; alone, after a settled answer, they are small talk. */
  courtesy: string
  /** Beside an option they change nothing; alone they say nothing. */
  filler: string
  /** Beside an option's words, never beside its digit: "on Thursday" is an answer, "at 2" is a time. */
  leadIn: string
  /** Small talk that may name a day: "see you Thursday" settles nothing. */
  meeting: string
  negation: string
  /** A question when they come first. */
  question: string
  /** A question wherever they stand. */
  particle: string
  /** They join options. */
  connector: string
  /** Number words in here count something else or point: "that one". */
  counting: string
  /** Before an option's digit: "option 2". */
  prefix: string
  /** Zero to nine; `a|b` either. */
  numbers: string
  /** Monday to Sunday; `a|b` either. */
  weekdays: string
}

/** The items of a list. */
export const listed = (list: string): string[] =>
  list
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')

/** An item and its other spelling without umlauts. */
export function spellings(item: string): string[] {
  const spelled = item.normalize('NFC').replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD').charAt(0)}e`)
  return spelled === item ? [item] : [item, spelled]
}
