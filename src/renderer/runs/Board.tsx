import { type KeyboardEvent, type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import type { Run, RunRow } from '../../shared/run.ts'
import { useMedia } from '../app/use-media.ts'
import type { RowWork } from '../feed/row-actions.ts'
import { useWords } from '../words/use-words.ts'
import type { CardAsks } from './Card.tsx'
import { FoldedLane } from './FoldedLane.tsx'
import { Lane } from './Lane.tsx'
import { countOf, type LaneId, lanesOf } from './lanes.ts'
import { optionName } from './option-name.ts'
import type { useHeldLanes } from './use-held-lanes.ts'
import { pressOnCard } from './use-moves.ts'

interface BoardProps {
  run: Run
  held: ReturnType<typeof useHeldLanes>
  fresh: ReadonlySet<number>
  work: RowWork
  now: number
  letterKeys: boolean
  asks: CardAsks
  onDrop: (lane: LaneId) => void
  /** Opens who can be texted again; null while nobody can. */
  onAgain: (() => void) | null
  /** How focus is put into each lane. */
  ways: RefObject<Map<LaneId, () => void>>
}

/** Below it heads and names could not be read any more; what has no room is scrolled to. */
const laneWidth = 'minmax(8.5rem, 1fr)'
const aimMs = 1_500
const walkMs = 4_000
const dragMs = 60_000
const nobody: readonly RunRow[] = []

/** Every customer of the run in the lane of what became of them. */
export function Board({ run, held, fresh, work, now, letterKeys, asks, onDrop, onAgain, ways }: BoardProps) {
  const words = useWords()
  const { t } = words
  const narrow = useMedia('(max-width: 68.75em)')
  const column = useMedia('(max-width: 43.75em)')
  /** What somebody opened or folded by hand. */
  const [chosen, setChosen] = useState<ReadonlyMap<LaneId, boolean>>(new Map())
  const options = useMemo(
    () => run.options.map((option) => ({ ...option, label: optionName(option.label, words) })),
    [run.options, words],
  )
  const whole = useRef<HTMLDivElement>(null)
  const lanes = lanesOf(run)
  const canFold = (lane: LaneId) =>
    !column && (lane === 'unreachable' || lane === 'opted-out' || lane === 'settled' || lane === 'left-out')
  const isFolded = (lane: LaneId) =>
    canFold(lane) && (chosen.get(lane) ?? (narrow || lane === 'settled' || lane === 'left-out'))
  const fold = (lane: LaneId, folded: boolean) => setChosen((before) => new Map(before).set(lane, folded))

  const aside = useCallback(
    (from: LaneId, step: 1 | -1) => {
      const all = lanesOf(run)
      for (let at = all.indexOf(from) + step; at >= 0 && at < all.length; at += step) {
        const lane = all[at]
        const way = lane === undefined || countOf(run, lane) === 0 ? undefined : ways.current.get(lane)
        if (way === undefined) continue
        way()
        return
      }
      // No card that way: the empty lanes there are shown.
      const lane = whole.current?.querySelector(`[data-lane="${from}"]`)
      whole.current?.scrollBy({ left: step * (lane?.clientWidth ?? 0) })
    },
    [run, ways],
  )
  const cardKey = (event: KeyboardEvent, row: RunRow): boolean => {
    // On a button of the card Enter is the button's own; letters mean the card all the same.
    const onButton = (event.target as HTMLElement).closest('button') !== null
    if (onButton && (event.key === 'Enter' || event.key === ' ')) return false
    return pressOnCard(event, row, run, letterKeys, asks)
  }
  const dragging: CardAsks = useMemo(
    () => ({
      ...asks,
      drag: (row) => {
        if (row === null) held.hold.release()
        else held.hold.hand(dragMs)
        asks.drag(row)
      },
    }),
    [asks, held.hold],
  )

  return (
    <div
      ref={whole}
      className="lanes"
      data-region="board"
      style={{ gridTemplateColumns: lanes.map((lane) => (isFolded(lane) ? '2.5rem' : laneWidth)).join(' ') }}
      onFocusCapture={({ target }) => {
        // By key; under a mouse nothing moves.
        if (target.matches(':focus-visible'))
          target.closest('[data-lane]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      }}
      onPointerMove={() => held.hold.hand(aimMs)}
      onKeyDownCapture={() => held.hold.hand(walkMs)}
    >
      <h2 className="sr">{t('runs.lanesLabel', { name: run.name })}</h2>
      {lanes.map((lane) =>
        isFolded(lane) ? (
          <FoldedLane key={lane} run={run} lane={lane} onShow={() => fold(lane, false)} onDrop={onDrop} />
        ) : (
          <Lane
            key={lane}
            run={run}
            lane={lane}
            rows={held.lanes.get(lane) ?? nobody}
            options={options}
            onFold={canFold(lane) ? () => fold(lane, true) : null}
            onAgain={lane === 'unreachable' ? onAgain : null}
            fresh={fresh}
            work={work}
            now={now}
            asks={dragging}
            onCardKey={cardKey}
            onAside={(step) => aside(lane, step)}
            onDrop={onDrop}
            ways={ways}
          />
        ),
      )}
    </div>
  )
}
