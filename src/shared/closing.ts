import type { Closing } from './question.ts'

const hourMs = 3_600_000

/**
 * When a question closes that left at this moment; both epoch ms. A time of day is this computer's own: where it was
 * past already, the question was closed from the start.
 */
export function closesAt(closing: Closing, leftAt: number): number {
  if ('hours' in closing) return leftAt + closing.hours * hourMs
  const [hours = 0, minutes = 0] = closing.at.split(':').map(Number)
  return new Date(leftAt).setHours(hours, minutes, 0, 0)
}
