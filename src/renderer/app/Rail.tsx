import { useWords } from '../words/use-words.ts'
import { Icon, Logo } from './icons.tsx'
import type { Area } from './use-area.ts'

const areas = ['runs', 'inbox', 'send', 'find', 'setup'] as const satisfies readonly Area[]

/** The way between the areas of the window. */
export function Rail({ area, needYou, onKeys }: { area: Area; needYou: number; onKeys: () => void }) {
  const { t } = useWords()
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
