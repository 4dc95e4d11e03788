import type { DeskState } from '../../shared/desk-api.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icons.tsx'
import { ReachMark } from './ReachMark.tsx'
import type { StopSwitch } from './use-stop.ts'
import { command } from './window-keys.ts'

interface StripProps {
  state: DeskState
  now: number
  lostSince: number | null
  stopSwitch: StopSwitch
}

/** The truths that are never folded away: reach, queue, balance, mode, number; and the one press that stops it all. */
export function Strip({ state, now, lostSince, stopSwitch }: StripProps) {
  const { t, locale } = useWords()
  const practice = state.mode === 'practice'
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
  return (
    <section className="strip" aria-label={t('app.status')} data-region="strip">
      <ReachMark reach={state.reach} now={now} lostSince={lostSince} />
      <span>
        {t('strip.queue')} <span className="mono">{state.counts.queued}</span>
      </span>
      {state.balance !== null && (
        <span>
          {t('strip.balance')}{' '}
          <span className="mono">
            {euro.format(state.balance)}
            {practice && ` ${t('strip.pretend')}`}
          </span>
        </span>
      )}
      <span className="mode">{t(practice ? 'strip.practice' : 'strip.live')}</span>
      <span className="grow mono">{showNumber(state.number)}</span>
      {state.stop === null ? (
        <button type="button" onClick={stopSwitch.stop}>
          <Icon name="stop" />
          {t('strip.stop')} <kbd>{command()} Shift .</kbd>
        </button>
      ) : (
        <button type="button" className="off" onClick={stopSwitch.goOn}>
          <Icon name="right" />
          {t('strip.goOn')}
        </button>
      )}
    </section>
  )
}
