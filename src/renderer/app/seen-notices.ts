import type { DesktopNotice } from '../../shared/desktop.ts'

const key = 'desk.seen-notices'

/** Shown anew it is another one. */
export const keyOf = ({ id, at }: DesktopNotice) => `${id} ${at}`

/** Notices that somebody has seen in this window, also before it was loaded anew. */
export function readSeen(storage: Pick<Storage, 'getItem'>): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    return new Set(Array.isArray(kept) ? kept : [])
  } catch {
    return new Set()
  }
}

/** Of what is told no more nothing is kept. @returns what is seen now */
export function keepSeen(
  storage: Pick<Storage, 'setItem'>,
  seen: ReadonlySet<string>,
  told: readonly DesktopNotice[],
): ReadonlySet<string> {
  const still = told.map(keyOf).filter((each) => seen.has(each))
  try {
    storage.setItem(key, JSON.stringify(still))
  } catch {
    // Without storage they are seen until the window is loaded anew.
  }
  return new Set(still)
}
