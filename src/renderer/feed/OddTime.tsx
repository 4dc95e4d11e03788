import { useWords } from '../words/use-words.ts'

/** Said of a reply whose timestamp cannot be right, so that nobody takes it for the moment it came. */
export function OddTime() {
  const { t } = useWords()
  return (
    <p className="because">
      <span className="amber">{t('row.oddTime')}</span> {t('row.oddTimeWhy')}
    </p>
  )
}
