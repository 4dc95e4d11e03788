import type { HandedOver, TakenOver } from '../shared/handover.ts'
import type { HandedOver as Mark, TakenOver as Taken } from './store/handed-over.ts'

const iso = (ms: number) => new Date(ms).toISOString()

/** What a window is told of a desk's mark. */
export function toldHandedOver(mark: Mark | null, pathOf: (fileName: string) => string): HandedOver | null {
  if (mark === null) return null
  const { fileName, made } = mark
  const file = made === null ? null : { fileName, path: pathOf(fileName), bytes: made.bytes, madeAt: iso(made.at) }
  return { since: iso(mark.since), file }
}

export const toldTakenOver = (taken: Taken | null): TakenOver | null =>
  taken === null ? null : { at: iso(taken.at), madeAt: iso(taken.madeAt), summary: taken.summary }
