import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Person } from '../../shared/thread.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import type { RowWork } from '../feed/row-actions.ts'
import { isSilent, type RowAsks } from '../feed/row-kit.ts'
import { dayKey, dayName, sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { Held } from './composer-store.ts'
import { TalkText } from './TalkText.tsx'
import { talkLines } from './talk-lines.ts'
import type { ThreadStore } from './thread-store.ts'
import type { ThreadView } from './thread-view.ts'

interface TalkProps {
  view: ThreadView
  store: ThreadStore
  work: RowWork
  asks: RowAsks
  refilingId: string | null
  /** The reply that the bar below and "Done" above are about. */
  askingId: string | null
  held: Held | null
  takingBack: boolean
  onTakeBack: () => void
  stopped: boolean
  who: string
  /** A text that somebody looked for; null when none. */
  spot: string | null
  /** It has the focus once it is there. */
  spotHasFocus: boolean
  now: number
}

const atEdgePx = 24

/** The run in which a question was asked, by the moment it was. */
const runOf = (person: Person | null, at: string) =>
  person?.outcomes.find(({ run, askedAt }) => run !== null && askedAt === at)?.run ?? null

/** All texts with one customer, newest at the bottom; older ones come as somebody scrolls up. */
export function Talk(props: TalkProps) {
  const { view, store, work, asks, refilingId, askingId, held, who, spot, spotHasFocus, now } = props
  const { t, locale } = useWords()
  const { rows, state, end, seen, problem } = view
  const pane = useRef<HTMLDivElement>(null)
  /** How far from its bottom it is: kept while texts come in above, and at the bottom while they come in below. */
  const fromEnd = useRef(0)
  const newest = rows[0]?.id
  const newestSeq = rows[0]?.seq
  const [below, setBelow] = useState(false)
  const shown = useRef(newest)
  // Not spoken: what was there before, and what is older.
  const [live, setLive] = useState(false)
  useEffect(() => setLive(state === 'ready'), [state])

  const sawAll = () => {
    if (view.customer !== null && newestSeq !== undefined) store.saw(view.customer, newestSeq)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the texts
  useLayoutEffect(() => {
    const element = pane.current
    if (element === null) return
    // Who has just sent something wants to see it, and the way back.
    const wasAtEnd = fromEnd.current <= atEdgePx || (newest !== undefined && held?.message.id === newest)
    const came = shown.current !== newest && shown.current !== undefined
    shown.current = newest
    if (came && !wasAtEnd) {
      setBelow(true)
      return
    }
    element.scrollTop = element.scrollHeight - element.clientHeight - (wasAtEnd ? 0 : fromEnd.current)
    if (wasAtEnd) sawAll()
  }, [rows, held])
  const shownSpot = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: until the texts have it
  useLayoutEffect(() => {
    const element = pane.current
    const line = spot === null ? null : element?.querySelector<HTMLElement>('.line.found')
    if (spot === null) shownSpot.current = null
    if (element === null || line == null || shownSpot.current === spot) return
    shownSpot.current = spot
    if (spotHasFocus) line.focus({ preventScroll: true })
    line.scrollIntoView({ block: 'center' })
    fromEnd.current = element.scrollHeight - element.clientHeight - element.scrollTop
  }, [spot, rows])
  useEffect(() => {
    const element = pane.current
    if (element === null) return
    // The box below grows as somebody types.
    const watcher = new ResizeObserver(() => {
      if (fromEnd.current <= atEdgePx) element.scrollTop = element.scrollHeight
    })
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [])
  const onScroll = () => {
    const element = pane.current
    if (element === null) return
    fromEnd.current = element.scrollHeight - element.clientHeight - element.scrollTop
    if (fromEnd.current <= atEdgePx) {
      setBelow(false)
      sawAll()
    }
    if (element.scrollTop <= atEdgePx * 4 && !end && state === 'ready') void store.older()
  }
  const toEnd = () => pane.current?.scrollTo({ top: pane.current.scrollHeight })
  const day = (at: string) => {
    const name = dayName(at, locale, now)
    return dayKey(at) === dayKey(now) ? t('thread.today', { day: name }) : name
  }
  return (
    <div className="talk-box">
      <div
        className="talk main"
        role="log"
        aria-label={t('thread.log', { who })}
        aria-live={live ? 'polite' : 'off'}
        aria-relevant="additions"
        aria-busy={state !== 'ready'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys
        tabIndex={0}
        data-region="talk"
        ref={pane}
        onScroll={onScroll}
      >
        <div className="fill" />
        {state === 'older' && <p className="edge note">{t('feed.older')}</p>}
        {!end && state === 'ready' && rows.length > 0 && (
          <button type="button" className="btn small edge" onClick={() => void store.older()}>
            <Icon name="up" />
            {t('thread.earlier')}
          </button>
        )}
        {problem !== null && (
          <div className="edge">
            <ProblemText problem={problem} />
            <button type="button" className="btn small" onClick={() => void store.reload()}>
              {t('app.tryAgain')}
            </button>
          </div>
        )}
        {rows.length === 0 && state === 'ready' && problem === null && (
          <div className="edge nothing">
            <h3>{t('thread.nothing')}</h3>
            <p className="note">{t('thread.nothingWhy')}</p>
          </div>
        )}
        {talkLines(rows, seen).map(({ message, firstOfDay, firstNew }) => (
          <div
            className={message.id === spot ? 'line found' : 'line'}
            key={message.id}
            tabIndex={message.id === spot ? -1 : undefined}
            aria-current={message.id === spot ? 'true' : undefined}
          >
            {firstOfDay && <p className="day">{day(message.at)}</p>}
            {firstNew && seen !== null && (
              <p className="day new">{t('thread.newSince', { time: sinceClock(seen.at, locale, now) })}</p>
            )}
            <TalkText
              message={message}
              run={message.kind === 'notice' ? runOf(view.person, message.at) : null}
              held={held?.message.id === message.id ? held : null}
              takingBack={props.takingBack}
              onTakeBack={props.onTakeBack}
              isAsking={message.id === askingId}
              changed={message.id === view.person?.thread?.changedBy}
              refiling={message.id === refilingId}
              busy={work.busy.has(message.id)}
              problem={work.problems.get(message.id) ?? null}
              silent={isSilent(message, now)}
              stopped={props.stopped}
              asks={asks}
            />
          </div>
        ))}
      </div>
      {below && (
        <button type="button" className="pill below" onClick={toEnd}>
          <Icon name="down" />
          {t('thread.fresh')}
        </button>
      )}
    </div>
  )
}
