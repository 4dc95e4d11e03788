import { type RefObject, useEffect, useMemo } from 'react'
import { readFind } from '../../shared/find-query.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useObservable } from '../app/use-observable.ts'
import { dayKey } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { FindBox } from './FindBox.tsx'
import type { FindStore } from './find-store.ts'
import { HitRow } from './HitRow.tsx'
import { NoHits } from './NoHits.tsx'
import { People } from './People.tsx'
import { useHits } from './use-hits.ts'

interface FindAreaProps {
  store: FindStore
  now: number
  box: RefObject<HTMLInputElement | null>
  /** The name of a customer of the cast. */
  knownName: (customer: string) => string | null
}

/** Everything ever said, as one types: people first, then texts, newest first. */
export function FindArea({ store, now, box, knownName }: FindAreaProps) {
  const { t } = useWords()
  const find = useObservable(store)
  const list = useHits(store, find)
  const { answered, people, hits, names, next, state, problem } = find
  const { words, filters } = useMemo(() => readFind(answered ?? '', dayKey(now)), [answered, now])
  // Whom one heard of last, before anything is typed.
  useEffect(() => {
    const { query, answered: before } = store.getSnapshot()
    if (query === '' && before === null) store.type('')
  }, [store])
  const isEmpty = answered?.trim() === ''
  const none = !isEmpty && answered !== null && hits.length === 0 && next === null && problem === null
  const toBox = () => box.current?.focus()
  const told = people.map((person) => ({ ...person, name: person.name ?? knownName(person.customer) }))
  return (
    <section className="pane find" aria-label={t('find.title')} data-region="find">
      <header className="head">
        <h1>{t('find.title')}</h1>
        <p className="note grow" role="status">
          {hits.length > 0
            ? t(next === null ? 'find.count' : 'find.least', { count: hits.length })
            : state === 'more'
              ? t('find.looking')
              : none && t('find.count', { count: 0 })}
        </p>
      </header>
      <FindBox find={find} now={now} box={box} onType={store.type} onDown={() => list.focusRow(list.current)} />
      {problem !== null && (
        <div className="refused">
          <ProblemText problem={problem} />
          <button type="button" className="btn small" onClick={() => void store.reload()}>
            {t('app.tryAgain')}
          </button>
        </div>
      )}
      {/* Rows hand their keys on to here. */}
      <section
        aria-label={t('find.hits')}
        aria-busy={state === 'looking'}
        className="log"
        ref={list.scroller}
        onKeyDown={(event) => list.onKey(event, toBox)}
        onFocus={(event) => list.entered(event.target.closest<HTMLElement>('[data-row]')?.dataset.row)}
      >
        <div ref={list.top}>
          {isEmpty && (
            <div className="find-start">
              <h2>{t('find.start')}</h2>
              <p>{t('find.startWhy')}</p>
            </div>
          )}
          {told.length > 0 && (
            <People people={told} title={t(isEmpty ? 'find.lately' : 'find.people')} current={list.current} now={now} />
          )}
          {hits.length > 0 && told.length > 0 && <h2 className="over">{t('find.hits')}</h2>}
        </div>
        {none && told.length > 0 && filters.length === 0 && (
          <p className="more note">
            <bdi>{t('find.noText', { words: words.slice(0, 60) })}</bdi>
          </p>
        )}
        {none && (told.length === 0 || filters.length > 0) && (
          <NoHits words={words} filters={filters} now={now} onWords={() => store.type(words)} />
        )}
        {hits.length > 0 && (
          <ul className="rows" aria-label={t('find.hits')} style={{ height: list.virtual.getTotalSize() }}>
            {list.items.map((item) => {
              const hit = hits[item.index]
              if (hit === undefined) return null
              return (
                <li
                  key={item.key}
                  ref={list.virtual.measureElement}
                  data-index={item.index}
                  style={{ transform: `translateY(${item.start - list.margin}px)` }}
                >
                  <HitRow
                    hit={hit}
                    name={names[hit.customer] ?? knownName(hit.customer)}
                    words={words}
                    now={now}
                    current={item.index + people.length === list.current}
                    open={list.openId === hit.id}
                    store={store}
                    onOpen={list.setOpenId}
                  />
                </li>
              )
            })}
          </ul>
        )}
        {state === 'more' && hits.length > 0 && <p className="more note">{t('find.looking')}</p>}
        {state === 'ready' && next !== null && hits.length === 0 && (
          <p className="more">
            <button type="button" className="btn small" onClick={() => void store.more()}>
              {t('find.further')}
            </button>
          </p>
        )}
      </section>
    </section>
  )
}
