import { useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Run } from '../../shared/run.ts'
import { countsOf } from '../../shared/run-counts.ts'
import { Icon, Token } from '../app/icons.tsx'
import { useMinute } from '../app/use-minute.ts'
import { useObservable } from '../app/use-observable.ts'
import type { Connection } from '../connect.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { LaneMark } from '../runs/LaneMark.tsx'
import { countOf, digitOf, type LaneId, lanesOf } from '../runs/lanes.ts'
import { makeRunStore } from '../runs/run-store.ts'
import { useLaneName } from '../runs/use-lane-name.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

interface WallboardProps {
  desk: DeskApi
  watch: Connection['watch']
  state: DeskState
  runId: string
  lostSince: number | null
}

/** How a run stands, for a whole room: counts that are read from afar, and nothing that says who a customer is. */
export function Wallboard({ desk, watch, state, runId, lostSince }: WallboardProps) {
  const { t, locale } = useWords()
  const now = useMinute()
  const [store] = useState(() => makeRunStore({ desk }))
  useEffect(() => store.start(), [store])
  useEffect(() => watch((event) => event === 'reset' && void store.reload()), [watch, store])
  const { runs, loading } = useObservable(store)
  const run = runs.find(({ id }) => id === runId)
  const { reach, stop } = state
  useEffect(() => {
    document.title = run === undefined ? 'Dispatch Desk' : `${run.name} · Dispatch Desk`
  }, [run])
  return (
    <main className="wall">
      {run === undefined ? (
        <h1>{t(loading ? 'wallboard.loading' : 'wallboard.gone')}</h1>
      ) : (
        <>
          <header>
            <h1 dir="auto">
              <Visible text={run.name} />
            </h1>
            <p>{t('wallboard.answered', { answered: countsOf(run).answered, count: run.rows })}</p>
          </header>
          <dl>
            {lanesOf(run).map((lane) => (
              <Count key={lane} run={run} lane={lane} />
            ))}
          </dl>
        </>
      )}
      <footer>
        {state.mode === 'practice' && <p className="pretend">{t('strip.practice')}</p>}
        {lostSince !== null ? (
          <p className="bad" role="alert">
            <Icon name="wavesLost" />
            {t('wallboard.lost', { time: sinceClock(new Date(lostSince).toISOString(), locale, now) })}
          </p>
        ) : (
          reach.state === 'unreachable' && (
            <p className="bad" role="alert">
              <Icon name="wavesLost" />
              {t('reach.unreachable')} {t('reach.since', { time: sinceClock(reach.since, locale, now) })}
            </p>
          )
        )}
        {stop !== null && (
          <p role="status">
            <Icon name="stop" />
            {t(`stop.${stop.why}`, { time: sinceClock(stop.since, locale, now) })}
          </p>
        )}
      </footer>
    </main>
  )
}

function Count({ run, lane }: { run: Run; lane: LaneId }) {
  const { figure } = useWords()
  const name = useLaneName(run)(lane)
  const digit = digitOf(lane)
  const count = countOf(run, lane)
  const kind = digit !== null ? ` o${digit}` : lane === 'person' && count > 0 ? ' need' : ''
  return (
    <div className={`count${kind}${count === 0 ? ' none' : ''}`} data-lane={lane}>
      <dt>
        {digit === null ? <LaneMark lane={lane} /> : <Token digit={digit} />}
        <span>{name}</span>
      </dt>
      <dd>{figure(count)}</dd>
    </div>
  )
}
