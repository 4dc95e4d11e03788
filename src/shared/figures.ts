import type { OutboundState } from './message.ts'
import type { Msisdn } from './msisdn.ts'

/** What became of texts that left: one of these, always. `accepted`: Vonage took it and no receipt has come. */
export const textFigures = ['accepted', 'delivered', 'failed', 'unknown'] as const
export type TextFigure = (typeof textFigures)[number]

/**
 * What became of questions that left: one of these, always, as the board has it. `answered` by the customer, or filed by
 * hand; `defaulted`: their silence was taken for the answer.
 */
export const askedFigures = [
  'answered',
  'defaulted',
  'person',
  'waiting',
  'unreachable',
  'opted-out',
  'settled',
] as const
export type AskedFigure = (typeof askedFigures)[number]

/** Every figure that somebody stands behind. `unpriced`: the provider has not said what the text cost. */
export const figureNames = ['sent', ...textFigures, 'unpriced', 'asked', ...askedFigures] as const
export type FigureName = (typeof figureNames)[number]

/** The most days at once. */
export const figureDaysMost = 366
/** An hour's minutes say nothing below so many answers. */
export const hourAnswersLeast = 3

/** How long customers took, in minutes with one decimal; null below the least number of answers. */
export interface Minutes {
  answers: number
  lower: number | null
  median: number | null
  upper: number | null
}

export interface FigureDay {
  /** 2026-11-22, by the desk's clock. */
  day: string
  sent: number
  delivered: number
  failed: number
  /** Of the questions that left on this day. */
  answered: number
  euro: number
  /** Texts in `sent` whose cost is not in `euro`. */
  unpriced: number
}

/** How many chose an option, of the same question and under the same words. */
export interface FigureOption {
  questionId: string
  /** "" when the question is gone. */
  questionName: string
  digit: string
  /** As the customers read it; with a field in braces where each reads something else. */
  label: string
  /** What all who chose it read in the place of `label`; null where they read different things. */
  read: string | null
  answered: number
  defaulted: number
}

/** Texts by the day on which they left. An erased person is in none of these numbers. */
export interface Figures {
  /** ISO days by the desk's clock, `before` exclusive; null when it is all of a run. */
  from: string | null
  before: string | null
  /** The figures of `texts` add up to `sent`. */
  sent: number
  texts: Record<TextFigure, number>
  /** Of `sent`: questions, texts that a person or a run wrote besides, and those that the desk answered by itself. */
  kinds: Record<'notice' | 'text' | 'thanks', number>
  /** Of `texts.failed`, most first; `text` is one English sentence. */
  failed: { code: string; text: string; count: number }[]
  /** Questions that left; the figures of `outcomes` add up to it. One that was sent again counts once. */
  asked: number
  outcomes: Record<AskedFigure, number>
  options: FigureOption[]
  minutes: Minutes
  /** By the hour in which the question left, 0 to 23. */
  hours: Minutes[]
  euro: number
  /** Texts in `sent` whose cost is not in `euro`. */
  unpriced: number
  /** Every day of the range; of a run those on which a text left. */
  days: FigureDay[]
}

/** One text behind a figure, and to whom it went. */
export interface FigurePerson {
  messageId: string
  customer: Msisdn
  /** As the newest run that names them; "" when none does. */
  name: string
  /** ISO 8601: when it left. */
  at: string
  state: OutboundState
  problem: string | null
  problemCode: string | null
  /** What became of the question; null when it is none. */
  outcome: AskedFigure | null
  /** The digit, when answered or taken for granted. */
  option: string | null
  /** ISO 8601: the customer's answer. */
  answeredAt: string | null
}
