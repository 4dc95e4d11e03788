import { useId } from 'react'
import { dayKey } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { dayAfter, type Range, rangeDays } from './range.ts'

interface RangeChoiceProps {
  range: Range
  now: number
  onRange: (range: Range) => void
}

/** Which days are counted. */
export function RangeChoice({ range, now, onRange }: RangeChoiceProps) {
  const { t } = useWords()
  const id = useId()
  const today = dayKey(now)
  const own = 'days' in range ? null : range
  return (
    <div className="range">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own */}
      <span className="seg" role="group" aria-label={t('figures.range')}>
        {rangeDays.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={'days' in range && range.days === days}
            onClick={() => onRange({ days })}
          >
            {t('figures.days', { count: days })}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={own !== null}
          onClick={() => onRange(own ?? { from: dayAfter(today, 'days' in range ? 1 - range.days : 0), last: today })}
        >
          {t('figures.choose')}
        </button>
      </span>
      {own !== null &&
        (['from', 'last'] as const).map((end) => (
          <span className="range-day" key={end}>
            <label htmlFor={`${id}${end}`}>{t(`figures.${end}`)}</label>
            <input
              id={`${id}${end}`}
              className="input mono"
              type="date"
              max={today}
              value={own[end]}
              onChange={(event) => onRange({ ...own, [end]: event.target.value })}
            />
          </span>
        ))}
    </div>
  )
}
