import type { PersonOutcome } from '../../shared/thread.ts'
import { Token } from '../app/icons.tsx'
import { sentenceCase } from '../words/sentence-case.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

/** What can be answered, and what is filed. */
export function OpenQuestion({ outcome, now }: { outcome: PersonOutcome; now: number }) {
  const { t, locale } = useWords()
  return (
    <section>
      <h2>{t('person.question')}</h2>
      <ul className="opts">
        {outcome.options.map(({ digit, label }) => {
          const isFiled = outcome.outcome === 'option' && outcome.option === digit
          return (
            <li key={digit}>
              <Token digit={digit} open={!isFiled} />
              <span className="grow">{sentenceCase(label, locale)}</span>
              {isFiled && <span className="note">{t('person.filed')}</span>}
            </li>
          )
        })}
      </ul>
      {outcome.closesAt !== null && (
        <p className="note">{t('person.closes', { time: sinceClock(outcome.closesAt, locale, now) })}</p>
      )}
    </section>
  )
}
