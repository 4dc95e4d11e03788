import { type RefObject, useMemo } from 'react'
import { type FilterKind, type FindFilter, filterKinds, readFind } from '../../shared/find-query.ts'
import { Icon } from '../app/icons.tsx'
import { dayKey } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { filterWords } from './filter-words.ts'
import type { FindSnapshot } from './find-store.ts'

interface FindBoxProps {
  find: FindSnapshot
  now: number
  box: RefObject<HTMLInputElement | null>
  onType: (query: string) => void
  /** Down into what was found. */
  onDown: () => void
}

/** What is looked for: the box, the filters that were understood in it, and those that could be. */
export function FindBox({ find, now, box, onType, onDown }: FindBoxProps) {
  const words = useWords()
  const { t } = words
  const { query } = find
  const { filters } = useMemo(() => readFind(query, dayKey(now)), [query, now])
  const focusAt = (place: number) => {
    box.current?.focus()
    requestAnimationFrame(() => box.current?.setSelectionRange(place, place))
  }
  const offer = (kind: FilterKind) => {
    const before = query === '' || query.endsWith(' ') ? query : `${query} `
    const next = `${before}${t(`find.filter.${kind}`)}:`
    onType(next)
    focusAt(next.length)
  }
  const takeOut = ({ start, end }: FindFilter) => {
    onType(`${query.slice(0, start)}${query.slice(end)}`.replace(/\s+/g, ' ').trimStart())
    focusAt(start)
  }
  const matchesOf = ({ kind, value }: FindFilter) =>
    find.filters.find((each) => each.kind === kind && each.value === value)?.matches ?? null
  return (
    <search className="find-head">
      <div className="finder">
        <Icon name="find" />
        <input
          ref={box}
          className="input"
          type="search"
          aria-label={t('find.box')}
          placeholder={t('find.hint')}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'ArrowDown') onDown()
            else if (event.key === 'Escape' && query !== '') onType('')
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
        {query !== '' && (
          <button
            type="button"
            className="x"
            aria-label={t('find.clear')}
            onClick={() => {
              onType('')
              box.current?.focus()
            }}
          >
            <Icon name="cross" />
          </button>
        )}
      </div>
      <div className="chips">
        {filters.length > 0 && (
          <ul aria-label={t('find.understood')}>
            {filters.map((filter) => {
              const what = filterWords(filter, words, now)
              const isNobody = matchesOf(filter) === 0
              return (
                <li key={`${filter.kind} ${filter.start}`}>
                  <button
                    type="button"
                    className="chip"
                    aria-label={t('find.take', { what })}
                    title={t('find.take', { what })}
                    onClick={() => takeOut(filter)}
                  >
                    <bdi>{what}</bdi>
                    {isNobody && (filter.kind === 'run' || filter.kind === 'option' || filter.kind === 'person') && (
                      <span className="note">{t(`find.noneOf.${filter.kind}`)}</span>
                    )}
                    <Icon name="cross" />
                  </button>
                </li>
              )
            })}
          </ul>
        )}
        <ul aria-label={t('find.narrow')}>
          {filterKinds.map((kind) => (
            <li key={kind}>
              <button
                type="button"
                className="btn small"
                title={t(`find.offer.${kind}`)}
                aria-label={`${t(`find.filter.${kind}`)}: ${t(`find.offer.${kind}`)}`}
                onClick={() => offer(kind)}
              >
                {t(`find.filter.${kind}`)}:
              </button>
            </li>
          ))}
        </ul>
      </div>
    </search>
  )
}
