/** Decides when the list may move. */
export interface Hold {
  /** The list was scrolled away from its top, or back. */
  scrolled(away: boolean): void
  /** A hand is on the list: the pointer aims at a row, or keys walk through them. */
  hand(forMs: number): void
  /** Somebody asked for what waits. */
  release(): void
}

/**
 * A list never moves under a hand: while somebody aims at a row or has scrolled away, new rows wait. A hand that rests
 * is no hand; then what waited comes in by itself, if the list is at its top.
 *
 * @param needs.later runs once after so many milliseconds; returns its undo
 */
export function makeHold(needs: {
  hold: (held: boolean) => void
  showWaiting: () => void
  later: (run: () => void, ms: number) => () => void
  now: () => number
}): Hold {
  let away = false
  let busyUntil = 0
  let cancel = () => {}
  const settle = () => {
    const left = busyUntil - needs.now()
    if (left > 0) {
      cancel()
      cancel = needs.later(settle, left)
    }
    const held = away || left > 0
    needs.hold(held)
    if (!held) needs.showWaiting()
  }
  return {
    scrolled: (next) => {
      if (next === away) return
      away = next
      settle()
    },
    hand: (forMs) => {
      const wasFree = busyUntil <= needs.now()
      busyUntil = Math.max(busyUntil, needs.now() + forMs)
      // Pointer moves come sixty times a second: only the first one has anything to change.
      if (wasFree) settle()
    },
    release: () => {
      away = false
      busyUntil = 0
      cancel()
      settle()
    },
  }
}
