import { useWords } from '../words/use-words.ts'

/** Over the whole width, and it cannot be closed: nobody may take practice for the real thing. */
export function PracticeBand({ hasAccount }: { hasAccount: boolean }) {
  const { t } = useWords()
  return (
    <section className="band" aria-label={t('strip.practice')}>
      <p>
        <b>{t('band.practice')}</b>
        {t('band.what')}
      </p>
      <a href="#setup">{t(hasAccount ? 'band.live' : 'band.connect')}</a>
    </section>
  )
}
