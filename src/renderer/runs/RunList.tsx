import type { Run } from '../../shared/run.ts'
import { countsOf, stateWord } from '../../shared/run-counts.ts'
import { Icon, type IconName } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import type { RunsSnapshot } from './run-store.ts'

const marks: Record<ReturnType<typeof stateWord>, IconName> = {
  held: 'clock',
  planned: 'clock',
  canary: 'hourglass',
  sending: 'hourglass',
  paused: 'pause',
  stopped: 'stop',
  done: 'tick',
  ended: 'bar',
}

interface RunListProps {
  runs: RunsSnapshot
  now: number
  onRetry: () => void
}

/** Every run, newest first. */
export function RunList({ runs: { runs, loading, problem }, now, onRetry }: RunListProps) {
  const { t } = useWords()
  const readOnly = useReadOnly()
  return (
    <section className="pane run-list" data-region="runs">
      <header className="head run-head">
        <h1>{t('app.runs')}</h1>
        <span className="grow" />
        <a className="btn" href="#figures">
          {t('figures.open')}
        </a>
        {runs.length > 0 && !readOnly && (
          <a className="btn primary" href="#runs/new">
            {t('runs.new')}
          </a>
        )}
      </header>
      {problem !== null && (
        <div className="refused">
          <ProblemText problem={problem} />
          <button type="button" className="btn small" onClick={onRetry}>
            {t('app.tryAgain')}
          </button>
        </div>
      )}
      {loading && <p className="note opening-run">{t('runs.loading')}</p>}
      {runs.length === 0 && !loading && problem === null && (
        <div className="empty">
          <h2>{t('runs.none')}</h2>
          <p>{t('runs.noneWhy')}</p>
          {!readOnly && (
            <a className="btn primary big" href="#runs/new">
              {t('runs.noneDo')}
            </a>
          )}
        </div>
      )}
      {runs.length > 0 && (
        <ul>
          {runs.map((run) => (
            <li key={run.id}>
              <RunLine run={run} now={now} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function RunLine({ run, now }: { run: Run; now: number }) {
  const { t, locale } = useWords()
  const { answered, need } = countsOf(run)
  const failed = run.outcomes.unreachable
  const word = stateWord(run)
  return (
    <a className="run-line" href={`#runs/${run.id}`}>
      <time dateTime={run.madeAt}>{sinceClock(run.madeAt, locale, now)}</time>
      <b className="one" dir="auto">
        <Visible text={run.name} />
      </b>
      <Mark icon={marks[word]}>
        {word === 'planned'
          ? t('runTimes.planned', { time: sinceClock(run.startsAt, locale, now) })
          : t(`runs.state.${word}`)}
      </Mark>
      <span className="figure">{t('runs.answered', { answered, count: run.rows })}</span>
      <span className="calls">
        {need > 0 && (
          <Mark icon="person" tone="person">
            {t('runs.need', { count: need })}
          </Mark>
        )}
        {failed > 0 && (
          <Mark icon="cross" tone="bad">
            {t('runs.failed', { count: failed })}
          </Mark>
        )}
      </span>
      <Icon name="right" />
    </a>
  )
}
