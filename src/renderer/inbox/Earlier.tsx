import { Fragment } from 'react'
import type { PersonOutcome } from '../../shared/thread.ts'
import { Icon, type IconName, Token } from '../app/icons.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { withDay } from '../words/dated.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'

const icons: Record<Exclude<PersonOutcome['outcome'], 'option'>, IconName> = {
  'not-sent': 'bar',
  waiting: 'hourglass',
  person: 'person',
  unreachable: 'cross',
  'opted-out': 'bar',
  settled: 'phone',
  'left-out': 'bar',
}

/** What the questions before this one came to. */
export function Earlier({ outcomes }: { outcomes: readonly PersonOutcome[] }) {
  const words = useWords()
  const { t, locale } = words
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' })
  return (
    <section>
      <h2>{t('person.earlier')}</h2>
      <ul className="past">
        {outcomes.map(({ run, askedAt, outcome, option, options, settledAs }) => {
          const chosen = options.find(({ digit }) => digit === option)
          return (
            <li key={`${askedAt} ${run?.id ?? ''}`}>
              {outcome === 'option' ? (
                <Fragment>
                  <Token digit={option ?? ''} />
                  <span className="grow">
                    {withDay(sentenceCase(chosen?.label ?? option ?? '', locale), chosen?.date ?? null, words)}
                  </span>
                </Fragment>
              ) : (
                <Fragment>
                  <Icon name={icons[outcome]} />
                  <span className="one">
                    {settledAs === null ? (
                      t(`runs.lanes.${outcome}`)
                    ) : (
                      <Visible text={t('person.settled', { words: settledAs })} />
                    )}
                  </span>
                </Fragment>
              )}
              <time dateTime={askedAt}>{day.format(new Date(askedAt))}</time>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
