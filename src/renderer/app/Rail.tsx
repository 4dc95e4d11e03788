import { useSyncExternalStore } from 'react'
import { pausedRuns } from '../../shared/run-counts.ts'
import type { RunStore } from '../runs/run-store.ts'
import { useWords } from '../words/use-words.ts'
import { Icon, Logo } from './icons.tsx'
import type { Area } from './use-area.ts'

const areas = ['runs', 'inbox', 'send', 'find', 'setup'] as const satisfies readonly Area[]

interface RailProps {
  area: Area
  needYou: number
  runs: RunStore
  onKeys: () => void
}

/** The way between the areas of the window. */
export function Rail({ area, needYou, runs, onKeys }: RailProps) {
  const { t } = useWords()
  const paused = useSyncExternalStore(runs.subscribe, () => pausedRuns(runs.getSnapshot().runs).length)
  return (
    <nav className="rail" aria-label={t('app.areas')} data-region="rail">
      <span className="logo">
        <Logo />
      </span>
      <ul>
        {areas.map((each) => (
          <li key={each}>
            <a href={`#${each}`} aria-current={each === area ? 'page' : undefined}>
              <Icon name={each} />
              {each === 'inbox' ? t('inbox.title') : t(`app.${each}`)}
              {each === 'runs' && paused > 0 && (
                <span className="badge">
                  <span aria-hidden="true">{paused}</span>
                  <span className="sr">{t('runNews.badge', { count: paused })}</span>
                </span>
              )}
              {each === 'inbox' && needYou > 0 && (
                <span className="badge">
                  <span aria-hidden="true">{needYou > 99 ? '99+' : needYou}</span>
                  <span className="sr">{t('inbox.badge', { count: needYou })}</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
      <button type="button" className="btn quiet" onClick={onKeys} aria-label={t('app.keys')} title={t('app.keys')}>
        <Icon name="key" />
      </button>
    </nav>
  )
}
