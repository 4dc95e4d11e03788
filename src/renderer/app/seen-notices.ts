import type { DesktopNotice } from '../../shared/desktop.ts'

const key = 'desk.seen-notices'

/** Shown anew it is another one. */
export const keyOf = ({ id, at }: DesktopNotice) => `${id} ${at}`

/** Notices that somebody has seen in this window, also before it was loaded anew. */
export function readSeen(storage: Pick<Storage, 'getItem'>): ReadonlySet<string> {
  const kept = storage.getItem(key)
  return new Set(kept === null ? [] : (JSON.parse(kept) as string[]))
}

/** Of what is told no more nothing is kept. @returns what is seen now */
export function keepSeen(
  storage: Pick<Storage, 'setItem'>,
  seen: ReadonlySet<string>,
  told: readonly DesktopNotice[],
): ReadonlySet<string> {
  const still = told.map(keyOf).filter((each) => seen.has(each))
  storage.setItem(key, JSON.stringify(still))
  return new Set(still)
}
