import type { FindFilter } from './find-query.ts'
import type { Message } from './message.ts'
import type { Msisdn } from './msisdn.ts'

/** Most people that are told of one search. */
export const peopleMost = 8

/** Somebody whose name or number was typed. */
export interface FoundPerson {
  customer: Msisdn
  /** As the newest list with a name for this number has it; null when none has. */
  name: string | null
  /** Texts in either direction. */
  texts: number
  /** ISO 8601, of the newest; null when there is none. */
  lastAt: string | null
}

export interface FoundFilter extends FindFilter {
  /** Of `run`, `person` and an `option` that is named: how many are of that name; null for the others. */
  matches: number | null
}

export interface Found {
  /** Newest first; fewer than were asked for do not mean that there are no more. */
  messages: Message[]
  /** The `before` of the next page; null when there is none. */
  next: number | null
  /** On the first page only, those who were heard of last first. Of nothing typed, those heard of last. */
  people: FoundPerson[]
  /** Of those who wrote or got these messages, as far as a list named them. */
  names: { [customer: Msisdn]: string }
  /** What was understood of what was typed. */
  filters: FoundFilter[]
}
