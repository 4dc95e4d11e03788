import { countsOf, leavingRun, pausedRuns } from '../../shared/run-counts.ts'
import { Icon } from '../app/icons.tsx'
import { useObservable } from '../app/use-observable.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { useWords } from '../words/use-words.ts'
import type { RunStore } from './run-store.ts'

/** Wherever somebody is: that a run waits for them, or how far the one is that leaves now. Nothing while there is neither. */
export function StripRun({ store }: { store: Pick<RunStore, 'getSnapshot' | 'subscribe'> }) {
  const { t } = useWords()
  const { runs } = useObservable(store)
  const paused = pausedRuns(runs)
  if (paused.length > 1) {
    const toGo = paused.reduce((sum, run) => sum + countsOf(run).toGo, 0)
    return (
      <a className="run-news waits" href="#runs">
        <Icon name="pause" />
        <span>
          {t('runNews.pausedMany', { count: paused.length, toGo })}
          <span className="sr">, {t('runNews.leadsAll')}</span>
        </span>
      </a>
    )
  }
  const run = paused[0] ?? leavingRun(runs)
  if (run === null) return null
  const { left, toGo, answered } = countsOf(run)
  const waits = run.state === 'paused'
  return (
    <a className={waits ? 'run-news waits' : 'run-news'} href={`#runs/${run.id}`}>
      <Icon name={waits ? 'pause' : 'hourglass'} />
      <b className="one" dir="auto">
        <Visible text={run.name} />
      </b>
      <span>
        {waits ? t('runNews.paused', { count: toGo }) : t('runNews.leaving', { left, answered, count: run.rows })}
        <span className="sr">, {t('runNews.leads')}</span>
      </span>
    </a>
  )
}
