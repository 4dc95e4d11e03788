import { lostStates, type Message } from '../../shared/message.ts'

export type FeedView = 'all' | 'needs-person' | 'replies' | 'failed'

const lost: ReadonlySet<Message['state']> = new Set(lostStates)

/** A text out that did not arrive, or of which nothing is known. */
export const isLost = (message: Pick<Message, 'direction' | 'state'>) =>
  message.direction === 'outbound' && lost.has(message.state)
/** The same, while nobody has said that it needs no more looking at. */
export const needsLook = (message: Message) => isLost(message) && message.doneAt === null

/** Whether a text is a row of this view. Thanks stand on the row they thank for, unless they failed. */
export function belongs(view: FeedView, message: Message): boolean {
  switch (view) {
    case 'all':
      return message.kind !== 'thanks'
    case 'needs-person':
      return message.needsPerson
    case 'replies':
      return message.direction === 'inbound'
    case 'failed':
      return needsLook(message)
  }
}

/** The same for `mergeRows`; what is found by a search is not added to. */
export const fitsIn = (view: FeedView | null) => (view === null ? null : (message: Message) => belongs(view, message))

export interface Merged {
  rows: readonly Message[]
  /** Rows that were not there before, newest first. */
  added: readonly Message[]
}

/**
 * Puts changes into the rows, newest first by `seq`.
 *
 * A row that is there already is replaced where it stands, even when it has left the view since: a reply that was just
 * filed stays under the hand that filed it. Rows that did not change keep their identity, so React leaves them alone.
 *
 * @param fits whether a text that is no row yet becomes one; null when none does
 * @param floor rows below this `seq` that are not shown yet are left to paging
 */
export function mergeRows(
  rows: readonly Message[],
  changes: readonly Message[],
  fits: ((message: Message) => boolean) | null,
  floor: number,
): Merged {
  const changed = new Map(changes.map((message) => [message.id, message]))
  let touched = false
  const kept = rows.map((row) => {
    const next = changed.get(row.id)
    if (next === undefined) return row
    changed.delete(row.id)
    touched = true
    return next
  })
  const added = [...changed.values()]
    .filter((message) => message.seq >= floor && fits?.(message))
    .sort((one, other) => other.seq - one.seq)
  if (added.length === 0) return { rows: touched ? kept : rows, added }
  const newestKept = kept[0]?.seq ?? 0
  const oldestAdded = added.at(-1)?.seq ?? 0
  const all = [...added, ...kept]
  // The usual case needs no sorting: everything added is newer than everything there.
  if (oldestAdded < newestKept) all.sort((one, other) => other.seq - one.seq)
  return { rows: all, added }
}
