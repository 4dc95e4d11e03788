import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import { choiceBy } from '../../shared/choices.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { hasNumber } from '../../shared/msisdn.ts'
import { afterDrawn } from '../app/go-and-focus.ts'
import { useObservable } from '../app/use-observable.ts'
import type { StopSwitch } from '../app/use-stop.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import { EmptyFeed } from './EmptyFeed.tsx'
import { FeedHead } from './FeedHead.tsx'
import type { FeedStore } from './feed-store.ts'
import { focusNext } from './focus-next.ts'
import { Log } from './Log.tsx'
import { type FeedView, isLost, needsLook } from './merge.ts'
import { Notices } from './Notices.tsx'
import type { RowActions } from './row-actions.ts'
import { canReopen, type RowAsks } from './row-kit.ts'
import { useLog } from './use-log.ts'

interface FeedProps {
  store: FeedStore
  actions: RowActions
  state: DeskState
  lostSince: number | null
  stopSwitch: StopSwitch
  now: number
  story: boolean
  letterKeys: boolean
  knownName: (customer: string) => string | null
  search: RefObject<HTMLInputElement | null>
  /** Stands above and below the log: the guide and the cast in practice. */
  above?: ReactNode
  below?: ReactNode
  onReply: (message: Message) => void
  onAgain: (message: Message) => void
  onCorrect: (message: Message) => void
  onWrite: () => void
  onGapRead: (gapId: number) => Promise<void>
  say: (sentence: string) => void
}

// An answer that is filed already is not filed, and thanked for, again.
const toFile = (row: Message, digit: string) => {
  if (row.direction !== 'inbound' || row.because?.rule === 'opt-out') return null
  const choice = choiceBy(digit, row)
  const isFiled = row.because?.option === digit && !row.needsPerson
  const isOwn = choice !== 'several' && choice?.notice === (row.questions[0]?.notice ?? null)
  return isFiled && isOwn ? null : choice
}

/** The centre of the window: every text in both directions as it happens. */
export function Feed(props: FeedProps) {
  const {
    store,
    actions,
    state,
    lostSince,
    now,
    story,
    letterKeys,
    knownName,
    search,
    onReply,
    onAgain,
    onCorrect,
    onGapRead,
    say,
  } = props
  const { t, locale } = useWords()
  const feed = useObservable(store)
  const work = useObservable(actions)
  const [query, setQuery] = useState('')
  const [refilingId, setRefilingId] = useState<string | null>(null)
  const pane = useRef<HTMLElement>(null)
  const log = useLog({ rows: feed.rows, store, story, more: !feed.end && feed.state === 'ready' })

  // The button that was pressed goes away with what it did; its row keeps the focus.
  const rowOf = useCallback(
    (id: string) => pane.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null,
    [],
  )
  const keepFocus = useCallback(
    (id: string) => {
      const row = rowOf(id)
      if (row?.contains(document.activeElement)) row.focus({ preventScroll: true })
    },
    [rowOf],
  )
  const asks = useMemo<RowAsks>(
    () => ({
      file: (message, { digit, label, notice }) => {
        keepFocus(message.id)
        void actions.file(message, digit, notice).then((filed) => {
          if (!filed) return
          setRefilingId((open) => (open === message.id ? null : open))
          say(t('say.filed', { label: sentenceCase(label, locale) }))
        })
      },
      close: (message) => {
        keepFocus(message.id)
        void actions.close(message).then((closed) => closed && say(t('say.closed')))
      },
      reopen: (message) => {
        keepFocus(message.id)
        void actions.reopen(message).then((reopened) => reopened && say(t('say.reopened')))
      },
      release: (message) => {
        keepFocus(message.id)
        void actions.release(message).then((released) => released && say(t('say.released')))
      },
      cancel: (message) => {
        keepFocus(message.id)
        void actions.cancel(message).then((cancelled) => cancelled && say(t('say.cancelled')))
      },
      reply: onReply,
      again: onAgain,
      correct: onCorrect,
      refile: setRefilingId,
    }),
    [actions, keepFocus, onReply, onAgain, onCorrect, say, t, locale],
  )

  const onRowKey = (event: KeyboardEvent, row: Message): boolean => {
    if (event.key === 'Escape' && refilingId !== null) {
      keepFocus(refilingId)
      setRefilingId(null)
      return true
    }
    if (!letterKeys || event.ctrlKey || event.metaKey || event.altKey) return false
    const key = event.key.toLowerCase()
    const inbound = row.direction === 'inbound'
    const choice = toFile(row, event.key)
    if (choice === 'several') {
      // Which question is meant is not said by the digit: that is chosen among the buttons.
      if (!row.needsPerson) setRefilingId(row.id)
      afterDrawn(() => focusNext(rowOf(row.id), event.key))
      return true
    }
    if (choice !== null) {
      asks.file(row, choice)
      return true
    }
    if (key === 'e' && ((inbound && row.needsPerson) || needsLook(row))) {
      asks.close(row)
      return true
    }
    if (key === 'u' && canReopen(row)) {
      asks.reopen(row)
      return true
    }
    if (key === 'c' && isLost(row)) {
      asks.correct(row)
      return true
    }
    if (key === 'r') {
      if (isLost(row)) asks.again(row)
      else if (hasNumber(row.customer)) asks.reply(row)
      return true
    }
    return false
  }
  const find = useCallback(
    (next: string) => {
      setQuery(next)
      void store.search(next)
    },
    [store],
  )
  const show = useCallback(
    (view: FeedView) => {
      setQuery('')
      void store.show(view)
    },
    [store],
  )
  // The button goes away with its notice; what that spoke of is the list, so the focus goes there.
  const afterGap = useCallback(
    () => (pane.current?.querySelector<HTMLElement>('[data-row][tabindex="0"]') ?? search.current)?.focus(),
    [search],
  )
  const retry = useCallback(() => void store.reload(), [store])
  const empty = feed.rows.length === 0 && feed.state === 'ready' && feed.problem === null

  return (
    <section className="pane feed" aria-label={t('feed.title')} data-region="feed" ref={pane}>
      {props.above}
      <FeedHead
        view={feed.view}
        searching={feed.query !== ''}
        waiting={feed.waiting}
        state={state}
        lost={lostSince !== null}
        now={now}
        query={query}
        search={search}
        onQuery={find}
        onView={show}
        onFresh={log.toTop}
      />
      <Notices
        state={state}
        lostSince={lostSince}
        stopSwitch={props.stopSwitch}
        loadProblem={feed.problem}
        now={now}
        onRetry={retry}
        onGapRead={onGapRead}
        onGapGone={afterGap}
      />
      {feed.query !== '' && feed.state === 'ready' && feed.rows.length > 0 && (
        <p className="hits note" role="status">
          {feed.rows.length >= 100
            ? t('feed.hitsMost', { count: feed.rows.length })
            : t('feed.hits', { count: feed.rows.length })}
        </p>
      )}
      {empty ? (
        <EmptyFeed feed={feed} onWrite={props.onWrite} onAll={() => show('all')} />
      ) : (
        <Log
          feed={feed}
          log={log}
          work={work}
          asks={asks}
          refilingId={refilingId}
          knownName={knownName}
          now={now}
          stopped={state.sendingStopped !== null || state.stop !== null}
          story={story && feed.query === ''}
          onRowKey={onRowKey}
        />
      )}
      {props.below}
    </section>
  )
}
