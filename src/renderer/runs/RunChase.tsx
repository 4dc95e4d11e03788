import type { ChaseStep, Run } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

/** What the run does about those who do not answer, and how far that is. */
export function RunChase({ run, now, onLeaveOut }: { run: Run; now: number; onLeaveOut: () => void }) {
  const { t, locale } = useWords()
  if (run.chase === null) return null
  const { second, byDefault } = run.chase
  const label = run.options.find(({ digit }) => digit === byDefault?.option)?.label ?? ''
  const time = ({ at }: ChaseStep) => sinceClock(at, locale, now)
  return (
    <ul className="chase">
      <Step step={second}>
        {t(`runs.chase.second${wordOf(second)}`, { time: time(second), count: second.customers })}
      </Step>
      {byDefault !== null && (
        <Step step={byDefault}>
          {t(`runs.chase.default${wordOf(byDefault)}`, {
            time: time(byDefault),
            count: byDefault.customers,
            option: `${byDefault.option} (${label})`,
          })}
        </Step>
      )}
      {run.state === 'done' && (second.done === null || (byDefault !== null && byDefault.done === null)) && (
        <li>
          <button type="button" className="btn small quiet" onClick={onLeaveOut}>
            {t('runs.chase.leaveOut')}
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
