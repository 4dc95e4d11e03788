import type { Figures } from '../../shared/figures.ts'

/** Fewer answers are no habit of anybody's. */
const answersLeast = 20

/**
 * How soon customers have answered who were asked in the hour of a moment.
 *
 * @returns null where too few have
 */
export function answerHabit(
  { hours }: Pick<Figures, 'hours'>,
  at: number,
): { hour: number; minutes: number; answers: number } | null {
  const hour = new Date(at).getHours()
  const { answers = 0, median = null } = hours[hour] ?? {}
  return median === null || answers < answersLeast ? null : { hour, minutes: median, answers }
}

/** Within how many minutes the first quarter of answers has come; null where too few have. */
export const firstAnswers = ({ minutes: { answers, lower } }: Pick<Figures, 'minutes'>): number | null =>
  answers < answersLeast ? null : lower
