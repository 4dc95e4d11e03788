import type { KeyboardEvent } from 'react'
import type { DeskState } from '../../shared/desk-state.ts'
import { showNumber } from '../../shared/msisdn.ts'
import type { RunStore } from '../runs/run-store.ts'
import { StripRun } from '../runs/StripRun.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icons.tsx'
import { ReachMark } from './ReachMark.tsx'
import { StripLink } from './StripLink.tsx'
import type { StopSwitch } from './use-stop.ts'
import { command } from './window-keys.ts'

interface StripProps {
  state: DeskState
  now: number
  lostSince: number | null
  stopSwitch: StopSwitch
  runs: RunStore
}

/** A key that is held presses once: else stop and go on would take turns. */
const once = (event: KeyboardEvent) => {
  if (event.repeat) event.preventDefault()
}

/** The truths that are never folded away: reach, queue, balance, mode, number, each a way to its explanation and fix; and the one press that stops it all. */
export function Strip({ state, now, lostSince, stopSwitch, runs }: StripProps) {
  const { t, figure, locale, problem } = useWords()
  const practice = state.mode === 'practice'
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
  return (
    <section className="strip" aria-label={t('app.status')} data-region="strip">
      <ReachMark reach={state.reach} now={now} lostSince={lostSince} leads />
      {/* Of a desk that was handed over they go on elsewhere. */}
      {state.handedOver === null && <StripRun store={runs} />}
      <StripLink to="queue">
        {t('strip.queue')} <span className="mono">{figure(state.counts.queued)}</span>
      </StripLink>
      {state.balance !== null && (
        <StripLink to="account">
          {t('strip.balance')}{' '}
          <span className="mono">
            {euro.format(state.balance)}
            {practice && <span className="pretend"> {t('strip.pretend')}</span>}
          </span>
          {!practice && state.balanceAt !== null && (
            <span className="note age">
              · <time dateTime={state.balanceAt}>{sinceClock(state.balanceAt, locale, now)}</time>
            </span>
          )}
        </StripLink>
      )}
      <StripLink to="mode" className="mode">
        {t(practice ? 'strip.practice' : 'strip.live')}
      </StripLink>
      <StripLink to="number" className="grow mono">
        {showNumber(state.number)}
      </StripLink>
      {stopSwitch.problem !== null && (
        <span className="off" role="alert">
          {problem(stopSwitch.problem)}
        </span>
      )}
      {state.stop === null ? (
        <button type="button" onClick={stopSwitch.stop} onKeyDown={once}>
          <Icon name="stop" />
          {t('strip.stop')} <kbd>{command()} Shift .</kbd>
        </button>
      ) : (
        <button type="button" className="off" onClick={stopSwitch.goOn} onKeyDown={once}>
          <Icon name="right" />
          {t('strip.goOn')}
        </button>
      )}
    </section>
  )
}
