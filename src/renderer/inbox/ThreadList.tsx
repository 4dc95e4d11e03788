import { type FocusEvent, type PointerEvent, type ReactNode, useCallback } from 'react'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Thread, ThreadTab } from '../../shared/thread.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { useObservable } from '../app/use-observable.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Cleared } from './Cleared.tsx'
import { FiledAloneLine } from './FiledAloneLine.tsx'
import type { FiledStore } from './filed-store.ts'
import { NoThreads } from './NoThreads.tsx'
import { callOf, type KnownName } from './name-of.ts'
import { ThreadRow } from './ThreadRow.tsx'
import { ThreadTabs } from './ThreadTabs.tsx'
import type { ThreadListStore } from './thread-list-store.ts'
import { useThreadRows } from './use-thread-rows.ts'

interface ThreadListProps {
  store: ThreadListStore
  filed: FiledStore
  open: Msisdn | null
  writing: boolean
  knownName: KnownName
  letterKeys: boolean
  needYou: number
  /** Somebody's hand is on this one, and most likely opens it. */
  onAimed: (customer: Msisdn) => void
  /** What can be done with the list as a whole. */
  above: ReactNode
  now: number
}

const customerAt = (target: EventTarget): Msisdn | undefined =>
  target instanceof Element ? target.closest<HTMLElement>('[data-thread]')?.dataset.thread : undefined

/** The customers, under one tab at a time. */
export function ThreadList(props: ThreadListProps) {
  const { store, open, writing, knownName, letterKeys, needYou, above, now } = props
  const { t } = useWords()
  const readOnly = useReadOnly()
  const list = useObservable(store)
  const { tab, rows, cleared, waiting, state, end, problem } = list
  const more = !end && state === 'ready'
  const places = useThreadRows({ rows, store, open, writing, more })
  const nameOf = useCallback((thread: Thread) => callOf(thread, knownName), [knownName])
  const show = (next: ThreadTab) => void store.show(next)
  const focused = (event: FocusEvent) => {
    const customer = customerAt(event.target)
    if (customer !== undefined) places.entered(customer)
  }
  const pressed = (event: PointerEvent) => {
    const customer = event.button === 0 ? customerAt(event.target) : undefined
    if (customer !== undefined) props.onAimed(customer)
  }
  const nobody = rows.length === 0 && state === 'ready' && problem === null
  return (
    <section className="pane threads" aria-label={t('inbox.title')} data-region="threads">
      <div className="pane-head">
        <ThreadTabs shown={tab} counts={list.counts} needYou={needYou} onShow={show} />
      </div>
      {waiting > 0 && (
        <div className="pill-line">
          <button type="button" className="pill" onClick={places.toTop}>
            <Icon name="up" />
            {t('inbox.fresh', { count: waiting })}
          </button>
        </div>
      )}
      {problem !== null && (
        <div className="notice bad" role="alert">
          <Icon name="cross" />
          <div>
            <p>{t('inbox.loadFailed')}</p>
            <ProblemText problem={problem} />
            <button type="button" className="btn small" onClick={() => void store.reload()}>
              {t('app.tryAgain')}
            </button>
          </div>
        </div>
      )}
      {above}
      <div
        id="threads"
        role="tabpanel"
        aria-labelledby={`threads-${tab}`}
        className="log"
        ref={places.scroller}
        onScroll={places.onScroll}
      >
        {nobody && <NoThreads list={list} onWaiting={() => show('waiting')} />}
        {rows.length > 0 && (
          // Heights and places come from measuring: the one use of inline style, set through the CSSOM.
          <ul
            className="rows"
            aria-label={t(`inbox.list.${tab}`)}
            style={{ height: places.virtual.getTotalSize() }}
            onPointerMove={places.onPointerMove}
            onPointerDown={pressed}
            onKeyDown={places.onKeyDown}
            onFocus={focused}
          >
            {places.items.map((item) => {
              const thread = rows[item.index]
              if (thread === undefined) return null
              return (
                <li
                  key={item.key}
                  ref={places.virtual.measureElement}
                  data-index={item.index}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <ThreadRow
                    thread={thread}
                    knownName={knownName}
                    open={thread.customer === open}
                    current={item.index === places.current}
                    now={now}
                  />
                </li>
              )
            })}
          </ul>
        )}
        {state === 'older' && <p className="more note">{t('inbox.older')}</p>}
        {tab === 'needs-you' && <Cleared threads={cleared} nameOf={nameOf} now={now} />}
        {tab === 'needs-you' && rows.length > 0 && !readOnly && (
          <p className="more note">
            {letterKeys ? <Sentence k="inbox.rule" parts={{ key: <kbd>E</kbd> }} /> : t('inbox.ruleNoKeys')}
          </p>
        )}
      </div>
      {tab === 'needs-you' && <FiledAloneLine store={props.filed} now={now} onShow={() => show('done')} />}
    </section>
  )
}
