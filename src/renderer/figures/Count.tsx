import { useWords } from '../words/use-words.ts'
import type { Show } from './behind.ts'

type CountProps = Parameters<Show>[0] & { show: Show }

/** A number that leads to the people behind it; nobody stands behind a zero. */
export function Count({ show, ...behind }: CountProps) {
  const { t, locale } = useWords()
  const shown = new Intl.NumberFormat(locale).format(behind.count)
  if (behind.count === 0) return <span className="mono">{shown}</span>
  return (
    <button
      type="button"
      className="link mono"
      aria-label={t('figures.show', { figure: behind.title, count: shown })}
      onClick={() => show(behind)}
    >
      {shown}
    </button>
  )
}
