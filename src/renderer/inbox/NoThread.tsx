import type { Msisdn } from '../../shared/msisdn.ts'
import { useWords } from '../words/use-words.ts'

/** Beside the list, while nobody is chosen. */
export function NoThread({ first, onOpen }: { first: Msisdn | null; onOpen: (customer: Msisdn) => void }) {
  const { t } = useWords()
  return (
    <section className="pane thread no-thread" aria-label={t('inbox.choose')}>
      <div className="empty">
        <h2 className="choose">{t('inbox.choose')}</h2>
        <p>{t('inbox.chooseWhy')}</p>
        {first !== null && (
          <button type="button" className="btn" onClick={() => onOpen(first)}>
            {t('inbox.chooseFirst')}
          </button>
        )}
      </div>
    </section>
  )
}
