import type { ChaseStep, Run } from '../../shared/run.ts'
import { countsOf } from '../../shared/run-counts.ts'
import { Icon } from '../app/icons.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

interface RunChaseProps {
  run: Run
  now: number
  /** Null where nothing can be changed. */
  onLeaveOut: (() => void) | null
}

/** Until when the run leaves, what it does about those who do not answer, and how far that is. */
export function RunChase({ run, now, onLeaveOut }: RunChaseProps) {
  const { t, locale } = useWords()
  const { second = null, byDefault = null } = run.chase ?? {}
  const label = run.options.find(({ digit }) => digit === byDefault?.option)?.label ?? ''
  const time = (at: string) => sinceClock(at, locale, now)
  const isUntil = run.until !== null && run.state !== 'done' && countsOf(run).toGo > 0
  const isToCome = second?.done === null || byDefault?.done === null
  if (!isUntil && second === null) return null
  return (
    <ul className="chase">
      {isUntil && (
        <li className="note">
          <Icon name="clock" />
          {t('runTimes.until', { time: time(run.until ?? '') })}
        </li>
      )}
      {second !== null && (
        <Step step={second}>
          {second.done === 'left-out'
            ? t('runTimes.secondLeftOut', { time: time(second.at) })
            : t(`runs.chase.second${wordOf(second)}`, { time: time(second.at), count: second.customers })}
        </Step>
      )}
      {byDefault !== null && (
        <Step step={byDefault}>
          {t(byDefault.done === 'left-out' ? 'runTimes.defaultLeftOut' : `runs.chase.default${wordOf(byDefault)}`, {
            time: time(byDefault.at),
            count: byDefault.customers,
            option: `${byDefault.option} (${label})`,
          })}
        </Step>
      )}
      {isToCome && onLeaveOut !== null && (
        <li>
          <button type="button" className="btn small quiet" onClick={onLeaveOut}>
            {t(`runTimes.leaveOut${second?.done !== null ? 'Default' : byDefault === null ? 'Second' : 'Both'}`)}
          </button>
        </li>
      )}
    </ul>
  )
}

function Step({ step, children }: { step: ChaseStep; children: string }) {
  return (
    <li className={step.done === 'skipped' ? 'problem' : 'note'}>
      <Icon name={step.done === null ? 'clock' : step.done === 'done' ? 'tick' : 'bar'} />
      {children}
    </li>
  )
}

const wordOf = ({ done, customers }: ChaseStep) =>
  done === 'done' ? 'Done' : done === 'skipped' ? 'Skipped' : customers > 0 ? 'Going' : 'Planned'
