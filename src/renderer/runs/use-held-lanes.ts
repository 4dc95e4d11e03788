import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RunRow } from '../../shared/run.ts'
import { makeHold } from '../feed/hold.ts'
import { type LaneId, laneOf, partition } from './lanes.ts'

const later = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/**
 * Each lane's cards, which stay where they are while a hand is on the board: nobody presses the button of a card that has
 * just moved up. What this window moves itself moves at once.
 */
export function useHeldLanes(rows: readonly RunRow[]) {
  const [frozen, setFrozen] = useState<ReadonlyMap<number, LaneId> | null>(null)
  const latest = useRef(rows)
  useEffect(() => {
    latest.current = rows
  }, [rows])
  const hold = useMemo(
    () =>
      makeHold({
        hold: (held) =>
          setFrozen((before) => {
            if (!held) return null
            return before ?? new Map(latest.current.map((row) => [row.place, laneOf(row)]))
          }),
        showWaiting: () => {},
        later,
        now: () => performance.now(),
      }),
    [],
  )
  const lanes = useMemo(() => partition(rows, frozen), [rows, frozen])
  return {
    lanes,
    hold,
    /** This window moves the card. */
    moves: useCallback(
      (place: number) =>
        setFrozen((before) => {
          if (before === null) return null
          const rest = new Map(before)
          rest.delete(place)
          return rest
        }),
      [],
    ),
  }
}
