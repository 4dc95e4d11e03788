import { useId, useMemo } from 'react'
import type { DeskState } from '../../shared/desk-state.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useMinute } from '../app/use-minute.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { Line } from './verdicts.ts'
import { asleepAt, localTime, usualNight, type When } from './when.ts'

interface WhenItLeavesProps {
  state: DeskState
  when: When
  /** Those who are asked. */
  ready: readonly Line[]
  /** It was to be sent, and this field holds no time that is still to come. */
  wrong: string | null
  onWhen: (when: When) => void
}

/** When the run leaves, after which time nothing does, and who sleeps then. */
export function WhenItLeaves({ state, when, ready, wrong, onWhen }: WhenItLeavesProps) {
  const { t, locale } = useWords()
  const id = useId()
  const isMissing = wrong === 'startsAt'
  const isEarly = wrong === 'until'
  const now = useMinute()
  const { quietHours } = state.settings
  const countries = useMemo(() => {
    const counted = new Map<string, number>()
    for (const { country } of ready) counted.set(country ?? '', (counted.get(country ?? '') ?? 0) + 1)
    return counted
  }, [ready])
  const typed = Date.parse(when.startsAt)
  const at = when.isLater && !Number.isNaN(typed) ? typed : now
  const asleep = state.mode === 'practice' ? null : asleepAt(countries, quietHours ?? usualNight, at)
  const time = asleep === null ? '' : sinceClock(new Date(asleep.until).toISOString(), locale, now)
  return (
    <section className="side when">
      <fieldset>
        <legend>{t('newRun.when.title')}</legend>
        <div className="seg">
          <button type="button" aria-pressed={!when.isLater} onClick={() => onWhen({ ...when, isLater: false })}>
            {t('newRun.when.now')}
          </button>
          <button
            type="button"
            aria-pressed={when.isLater}
            onClick={() =>
              onWhen({ ...when, isLater: true, startsAt: when.startsAt || localTime(asleep?.until ?? nextHour(now)) })
            }
          >
            {t('newRun.when.later')}
          </button>
        </div>
      </fieldset>
      {when.isLater && (
        <div className="field-of">
          <label htmlFor={`${id}s`}>{t('newRun.when.startsAt')}</label>
          <input
            id={`${id}s`}
            name="startsAt"
            className="input mono"
            type="datetime-local"
            min={localTime(now)}
            value={when.startsAt}
            aria-invalid={isMissing}
            aria-describedby={isMissing ? `${id}e` : undefined}
            onChange={(event) => onWhen({ ...when, startsAt: event.target.value })}
          />
          {isMissing && <ProblemText id={`${id}e`} problem={{ code: '', text: t('newRun.when.missing') }} />}
        </div>
      )}
      <div className="field-of">
        <label htmlFor={`${id}u`}>{t('newRun.when.until')}</label>
        <input
          id={`${id}u`}
          name="until"
          className="input mono"
          type="datetime-local"
          min={localTime(at)}
          value={when.until}
          aria-invalid={isEarly}
          aria-describedby={isEarly ? `${id}f ${id}w` : `${id}w`}
          onChange={(event) => onWhen({ ...when, until: event.target.value })}
        />
        {isEarly && <ProblemText id={`${id}f`} problem={{ code: '', text: t('newRun.when.early') }} />}
      </div>
      <p className="note" id={`${id}w`}>
        {t('newRun.when.untilWhy')}
      </p>
      {asleep !== null && (
        <div className="asleep">
          <p className={quietHours === null ? 'problem' : 'note'}>
            {t(quietHours === null ? 'newRun.when.night' : 'newRun.when.quiet', { count: asleep.count, time })}
          </p>
          {quietHours === null && (
            <button
              type="button"
              className="btn small"
              onClick={() => onWhen({ ...when, isLater: true, startsAt: localTime(asleep.until) })}
            >
              {t('newRun.when.leaveAt', { time })}
            </button>
          )}
        </div>
      )}
    </section>
  )
}

const nextHour = (now: number) => Math.ceil((now + 1) / 3_600_000) * 3_600_000
