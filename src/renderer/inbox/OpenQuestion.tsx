import type { PersonOutcome } from '../../shared/thread.ts'
import { Token } from '../app/icons.tsx'
import { dayOf } from '../words/dated.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

/** What can be answered, and what is filed. */
export function OpenQuestion({ outcome, now }: { outcome: PersonOutcome; now: number }) {
  const words = useWords()
  const { t, locale } = words
  return (
    <section>
      <h2>{t('person.question')}</h2>
      <ul className="opts">
        {outcome.options.map(({ digit, label, date }) => {
          const isFiled = outcome.outcome === 'option' && outcome.option === digit
          const day = dayOf({ label, date }, words)
          return (
            <li key={digit}>
              <Token digit={digit} open={!isFiled} />
              <span className="grow">
                {sentenceCase(label, locale)}
                {day !== '' && <span className="note"> · {day}</span>}
              </span>
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
