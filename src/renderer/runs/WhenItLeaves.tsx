import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { AnswerHint } from '../figures/AnswerHint.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { TimeField } from './TimeField.tsx'
import type { Night } from './use-night.ts'
import { localTime, type When } from './when.ts'

interface WhenItLeavesProps {
  desk: Pick<DeskApi, 'getFigures'>
  state: DeskState
  when: When
  night: Night
  /** It was to be sent, and this field holds no time that is still to come. */
  wrong: string | null
  onWhen: (when: When) => void
}

/** When the run leaves, after which time nothing does, and who sleeps then. */
export function WhenItLeaves({ desk, state, when, night, wrong, onWhen }: WhenItLeavesProps) {
  const { t, locale } = useWords()
  const { now, leavesAt: at, asleep, never } = night
  const { quietHours } = state.settings
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
        <TimeField
          name="startsAt"
          label={t('newRun.when.startsAt')}
          value={when.startsAt}
          min={localTime(now)}
          wrong={wrong === 'startsAt' ? t('newRun.when.missing') : null}
          onChange={(startsAt) => onWhen({ ...when, startsAt })}
        />
      )}
      <AnswerHint desk={desk} at={at} />
      <TimeField
        name="until"
        label={t('newRun.when.until')}
        note={t('newRun.when.untilWhy')}
        value={when.until}
        min={localTime(at)}
        wrong={wrong === 'until' ? t('newRun.when.early') : null}
        onChange={(until) => onWhen({ ...when, until })}
      />
      {quietHours !== null && never > 0 && <p className="problem">{t('newRun.when.never', { count: never })}</p>}
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
