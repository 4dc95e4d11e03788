import { type KeyboardEvent, type RefObject, useEffect } from 'react'
import type { Run, RunRow } from '../../shared/run.ts'
import { Token } from '../app/icons.tsx'
import type { RowWork } from '../feed/row-actions.ts'
import { dayOf } from '../words/dated.ts'
import { useWords } from '../words/use-words.ts'
import { Card, type CardAsks } from './Card.tsx'
import { LaneMark } from './LaneMark.tsx'
import { countOf, digitOf, type LaneId } from './lanes.ts'
import { useDrop } from './use-drop.ts'
import { useLane } from './use-lane.ts'
import { useLaneName } from './use-lane-name.ts'

export interface LaneProps {
  run: Run
  lane: LaneId
  rows: readonly RunRow[]
  options: Run['options']
  /** Null when the lane is always open. */
  onFold: (() => void) | null
  /** Opens who of this lane can be texted again. */
  onAgain: (() => void) | null
  fresh: ReadonlySet<number>
  work: RowWork
  now: number
  asks: CardAsks
  /** A key was pressed on a card. @returns whether it meant something */
  onCardKey: (event: KeyboardEvent, row: RunRow) => boolean
  onAside: (step: 1 | -1) => void
  onDrop: (lane: LaneId) => void
  /** How the board puts focus into each lane. */
  ways: RefObject<Map<LaneId, () => void>>
}

/** The customers of one outcome: only the cards in sight exist. */
export function Lane(props: LaneProps) {
  const { run, lane, rows, options, onFold, onAgain, fresh, work, now, asks, onCardKey, onAside, ways } = props
  const words = useWords()
  const { t, figure } = words
  const name = useLaneName(run)(lane)
  const parts = useLane(rows)
  const { virtual, items, current, focusCard } = parts
  const drop = useDrop(() => props.onDrop(lane))
  const digit = digitOf(lane)
  const count = countOf(run, lane)
  useEffect(() => {
    const map = ways.current
    map.set(lane, () => focusCard(current))
    return () => void map.delete(lane)
  }, [ways, lane, focusCard, current])

  const keyDown = (event: KeyboardEvent) => {
    const row = rows[current]
    if (row === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: rows.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) focusCard(to)
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') onAside(event.key === 'ArrowRight' ? 1 : -1)
    else if (event.repeat || !onCardKey(event, row)) return
    event.preventDefault()
  }
  const placeOf = (target: EventTarget) => (target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row
  const option = options.find((each) => each.digit === digit)
  const optionNote =
    (option !== undefined && dayOf(option, words)) || t('runs.lanesNote.option', { digit: digit ?? '' })
  const unsent = run.outcomes['not-sent']
  // The cards that stand here, or of the lane of those who need somebody, all that stand in others.
  const changed = lane === 'person' ? run.changed : rows.filter((row) => row.changed).length
  const note =
    changed > 0
      ? t(lane === 'person' ? 'filed.elsewhere' : 'filed.inLane', { count: changed })
      : digit !== null
        ? optionNote
        : lane === 'waiting' && unsent > 0
          ? t('runs.lanesNote.notSent', { count: unsent })
          : t(`runs.lanesNote.${lane as 'waiting'}`)

  return (
    <section
      className={digit !== null ? `lane o${digit}` : lane === 'person' && count > 0 ? 'lane ln' : 'lane'}
      aria-label={t('runs.lane', { name, count })}
      data-lane={lane}
      {...drop}
    >
      <header>
        <h2 className="nm" ref={parts.head} tabIndex={-1}>
          {digit === null ? <LaneMark lane={lane} /> : <Token digit={digit} />}
          <span className="one" title={name}>
            {name}
          </span>
        </h2>
        <span className={count < 1_000 ? 'n' : 'n long'}>{figure(count)}</span>
        {onAgain === null ? (
          <span className={changed > 0 ? 'note amber' : 'note one'}>{note}</span>
        ) : (
          <button type="button" className="link note again" onClick={onAgain}>
            {t('again.open')}
          </button>
        )}
        {onFold !== null && (
          <button type="button" className="link note fold" onClick={onFold} aria-label={t('runs.foldLane', { name })}>
            ×
          </button>
        )}
      </header>
      <div className="pile" ref={parts.scroller}>
        {/* Heights and places come from measuring; inline, set through the CSSOM. */}
        <ul
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={keyDown}
          onFocus={(event) => {
            const place = placeOf(event.target)
            if (place !== undefined) parts.entered(Number(place))
          }}
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) parts.left()
          }}
        >
          {items.map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const messageId = row.said?.messageId ?? ''
            return (
              <li
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Card
                  row={row}
                  options={options}
                  current={item.index === current}
                  fresh={fresh.has(row.place)}
                  busy={work.busy.has(messageId)}
                  problem={work.problems.get(messageId) ?? null}
                  now={now}
                  asks={asks}
                />
              </li>
            )
          })}
        </ul>
      </div>
    </section>
  )
}
