import type { FindFilter } from '../../shared/find-query.ts'
import { useWords } from '../words/use-words.ts'
import { filterWords } from './filter-words.ts'

/** What was looked for in vain, the filters in force, and the way on. */
export function NoHits({
  words,
  filters,
  now,
  onWords,
}: {
  words: string
  filters: readonly FindFilter[]
  now: number
  onWords: () => void
}) {
  const said = useWords()
  const { t, locale } = said
  const named = new Intl.ListFormat(locale).format(filters.map((filter) => filterWords(filter, said, now)))
  return (
    <div className="empty">
      <h2>
        <bdi>{words === '' ? t('find.noneFiltered') : t('find.none', { words: words.slice(0, 60) })}</bdi>
      </h2>
      {filters.length > 0 && (
        <p>
          <bdi>{t('find.noneForce', { filters: named })}</bdi>
        </p>
      )}
      <p>{t('find.noneWhy')}</p>
      {filters.length > 0 && words !== '' && (
        <button type="button" className="btn" onClick={onWords}>
          {t('find.dropFilters')}
        </button>
      )}
    </div>
  )
}
