import type { CastMember } from '../../shared/desk-state.ts'
import { useWords } from '../words/use-words.ts'

interface CastProps {
  cast: readonly CastMember[]
  guideHidden: boolean
  onPick: (member: CastMember) => void
  onGuide: () => void
}

/** The pretend customers and their habits; pressing one puts it into the form. */
export function Cast({ cast, guideHidden, onPick, onGuide }: CastProps) {
  const { t } = useWords()
  return (
    <section className="cast" aria-label={t('practice.cast', { count: cast.length })}>
      <p className="cast-head">
        <b>{t('practice.cast', { count: cast.length })}</b>
        <span className="note grow one">{t('practice.castHint')}</span>
        {guideHidden && (
          <button type="button" className="btn small quiet" onClick={onGuide}>
            {t('practice.show')}
          </button>
        )}
      </p>
      <ul>
        {cast.map((member) => (
          <li key={member.msisdn}>
            <button type="button" title={t(`practice.habit.${member.habit}`)} onClick={() => onPick(member)}>
              <b className="one">{member.name}</b>
              <span className="note one habit">{t(`practice.habit.${member.habit}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
