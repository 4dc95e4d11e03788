import type { Argument } from '../../shared/desk-api.ts'

/** One number, and how to ask who stands behind it. */
export interface Behind {
  asked: Omit<Argument<'listFigurePeople'>, 'after'>
  /** What the number counts, in words. */
  title: string
  count: number
}

/** Shows who stands behind a number, within what is on the screen. */
export type Show = (behind: { title: string; count: number } & Behind['asked']) => void
