import { type KeyboardEvent, memo, type RefObject } from 'react'
import type { DeskState } from '../../shared/desk-state.ts'
import { Icon } from '../app/icons.tsx'
import { proofAge } from '../app/proof-age.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { FeedView } from './merge.ts'

interface FeedHeadProps {
  view: FeedView
  searching: boolean
  /** New rows that wait until the list may move. */
  waiting: number
  state: DeskState
  /** The way to the desk itself is lost. */
  lost: boolean
  now: number
  query: string
  search: RefObject<HTMLInputElement | null>
  onQuery: (query: string) => void
  onView: (view: FeedView) => void
  onFresh: () => void
}

const views: { view: FeedView; word: 'all' | 'needsPerson' | 'replies' | 'failed' }[] = [
  { view: 'all', word: 'all' },
  { view: 'needs-person', word: 'needsPerson' },
  { view: 'replies', word: 'replies' },
  { view: 'failed', word: 'failed' },
]

/** The feed's name, whether replies can arrive at all, the search, and the views with their counts. */
export const FeedHead = memo(function FeedHead(props: FeedHeadProps) {
  const { view: shown, searching, waiting, state, lost, now, query, search, onQuery, onView, onFresh } = props
  const { t, figure, locale } = useWords()
  const { reach, counts } = state
  const countOf = (view: FeedView) =>
    view === 'needs-person' ? counts.needsPerson : view === 'failed' ? counts.failed : 0
  const isDoubtful = reach.state === 'connecting' || proofAge(reach, now)?.isFresh === false
  const tone = lost || reach.state === 'unreachable' ? 'off' : isDoubtful ? 'try' : ''
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const at = views.findIndex(({ view }) => view === shown)
    const next = views[(at + step + views.length) % views.length]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    onView(next.view)
    event.currentTarget.querySelector<HTMLElement>(`#tab-${next.view}`)?.focus()
  }
  return (
    <div className="pane-head feed-head">
      <div className="feed-title">
        <h2>{t('feed.title')}</h2>
        <p className={`can ${tone}`}>
          {lost || reach.state === 'unreachable'
            ? t('reach.cannot')
            : reach.state === 'connecting'
              ? t('reach.trying')
              : t('reach.can', { time: sinceClock(reach.since, locale, now) })}
        </p>
      </div>
      <div className="pill-place">
        {waiting > 0 && (
          <button type="button" className="pill" onClick={onFresh}>
            <Icon name="up" />
            {t('feed.fresh', { count: waiting })}
          </button>
        )}
      </div>
      <search className="finder">
        <Icon name="find" />
        <input
          ref={search}
          className="input"
          type="search"
          aria-label={t('feed.findLabel')}
          placeholder={t('feed.find')}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            event.stopPropagation()
            if (query === '') event.currentTarget.blur()
            else onQuery('')
          }}
        />
        {query !== '' && (
          <button
            type="button"
            className="x"
            aria-label={t('feed.clear')}
            onClick={() => {
              onQuery('')
              search.current?.focus()
            }}
          >
            <Icon name="cross" />
          </button>
        )}
      </search>
      <div className="tabs" role="tablist" aria-label={t('feed.views')} onKeyDown={walk}>
        {views.map(({ view, word }) => (
          <button
            type="button"
            role="tab"
            key={view}
            id={`tab-${view}`}
            aria-selected={!searching && shown === view}
            aria-controls="log"
            tabIndex={shown === view ? 0 : -1}
            onClick={() => onView(view)}
          >
            {t(`feed.${word}`)}
            {countOf(view) > 0 && <span className="mono">{figure(countOf(view))}</span>}
          </button>
        ))}
      </div>
    </div>
  )
})
