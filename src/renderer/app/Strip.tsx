import type { DeskState } from '../../shared/desk-api.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { useWords } from '../words/use-words.ts'
import { ReachMark } from './ReachMark.tsx'

/** The truths that are never folded away: reach, queue, balance, mode, number. */
export function Strip({ state, now, lostSince }: { state: DeskState; now: number; lostSince: number | null }) {
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
    </section>
  )
}
