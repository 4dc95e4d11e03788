import type { FocusEvent, KeyboardEvent } from 'react'
import type { Message } from '../../shared/message.ts'
import { dayKey, dayName } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { FeedRow } from './FeedRow.tsx'
import type { FeedSnapshot } from './feed-store.ts'
import type { RowWork } from './row-actions.ts'
import { isSilent, type RowAsks } from './row-kit.ts'
import { aimMs, type useLog, walkMs } from './use-log.ts'

interface LogProps {
  feed: FeedSnapshot
  log: ReturnType<typeof useLog>
  work: RowWork
  asks: RowAsks
  refilingId: string | null
  knownName: (customer: string) => string | null
  /** Epoch ms, once a minute. */
  now: number
  stopped: boolean
  story: boolean
  /** A key was pressed on a row. @returns whether it meant something */
  onRowKey: (event: KeyboardEvent, row: Message) => boolean
}

/** The station log: newest first, only the rows in sight exist. */
export function Log(props: LogProps) {
  const { feed, log, work, asks, refilingId, knownName, now, stopped, story, onRowKey } = props
  const { t, locale } = useWords()
  const { rows } = feed

  const keyDown = (event: KeyboardEvent) => {
    const row = rows[log.current]
    if (row === undefined) return
    log.hold.hand(walkMs)
    const moves: Record<string, number> = {
      ArrowDown: log.current + 1,
      ArrowUp: log.current - 1,
      Home: 0,
      End: rows.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      log.focusRow(to)
    } else if (!event.repeat && onRowKey(event, row)) event.preventDefault()
  }
  const focused = (event: FocusEvent) => {
    const id = event.target.closest<HTMLElement>('[data-row]')?.dataset.row
    if (id !== undefined) log.entered(id)
  }
  const dayAbove = (index: number): string | null => {
    const row = rows[index]
    if (row === undefined) return null
    const above = index === 0 ? dayKey(now) : dayKey(rows[index - 1]?.at ?? row.at)
    return dayKey(row.at) === above ? null : dayName(row.at, locale, now)
  }

  return (
    <div
      id="log"
      role="tabpanel"
      aria-labelledby={`tab-${feed.view}`}
      className={story ? 'log stories' : 'log'}
      ref={log.scroller}
      onScroll={log.onScroll}
    >
      {/* Heights and places come from measuring: the one use of inline style, set through the CSSOM. */}
      <ul
        className="rows"
        aria-label={t('feed.title')}
        style={{ height: log.virtual.getTotalSize() }}
        onPointerMove={() => log.hold.hand(aimMs)}
        onKeyDown={keyDown}
        onFocus={focused}
      >
        {log.items.map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          return (
            <li
              key={item.key}
              ref={log.virtual.measureElement}
              data-index={item.index}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <FeedRow
                message={row}
                name={knownName(row.customer)}
                day={dayAbove(item.index)}
                fresh={feed.fresh.has(row.id)}
                current={item.index === log.current}
                refiling={refilingId === row.id}
                busy={work.busy.has(row.id)}
                problem={work.problems.get(row.id) ?? null}
                silent={isSilent(row, now)}
                stopped={stopped}
                story={story}
                asks={asks}
              />
            </li>
          )
        })}
      </ul>
      {feed.state === 'older' && <p className="more note">{t('feed.older')}</p>}
      {feed.end && feed.query === '' && feed.view === 'all' && rows.length > 20 && (
        <p className="more note">{t('feed.oldest')}</p>
      )}
    </div>
  )
}
