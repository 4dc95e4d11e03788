import { useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { KeptQuestion } from '../../shared/question.ts'
import type { RunRow } from '../../shared/run.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useObservable } from '../app/use-observable.ts'
import type { RowActions } from '../feed/row-actions.ts'
import { useWords } from '../words/use-words.ts'
import type { Dial } from './CallLine.tsx'
import { RunList } from './RunList.tsx'
import { RunView, type View } from './RunView.tsx'
import type { RunStore } from './run-store.ts'

interface RunsAreaProps {
  desk: Pick<DeskApi, 'getFigures' | 'saveQuestion'>
  store: RunStore
  questions: readonly KeptQuestion[]
  actions: RowActions
  /** "run7", or null for the list. */
  place: string | null
  /** The run whose list is still there, should it be taken back; null when none is. */
  listOf: string | null
  onList: () => void
  stopped: boolean
  perSecond: number
  now: number
  letterKeys: boolean
  onReply: (row: RunRow) => void
  dial: Dial
  say: (sentence: string) => void
}

/** Runs: the list, or one of them. */
export function RunsArea({ store, actions, place, listOf, onList, ...rest }: RunsAreaProps) {
  const { t } = useWords()
  const runs = useObservable(store)
  const [view, setView] = useState<View>('board')
  const runId = place !== null && /^run[1-9]\d*$/.test(place) ? place : null
  useEffect(() => {
    if (runId === null) return
    void store.open(runId)
    return () => store.close()
  }, [store, runId])

  if (runId === null) return <RunList runs={runs} now={rest.now} onRetry={() => void store.reload()} />
  if (runs.open?.run.id === runId)
    return (
      <RunView
        key={runId}
        open={runs.open}
        fresh={runs.fresh}
        store={store}
        actions={actions}
        view={view}
        onView={setView}
        onList={listOf === runId ? onList : null}
        {...rest}
      />
    )
  return (
    <section className="pane run-view" data-region="runs">
      <header className="head run-head">
        <h1>{runs.runs.find(({ id }) => id === runId)?.name ?? t('app.runs')}</h1>
      </header>
      <div className="empty">
        {runs.problem === null ? <p role="status">{t('runs.loading')}</p> : <ProblemText problem={runs.problem} />}
        <a className="btn" href="#runs">
          {t('runs.all')}
        </a>
      </div>
    </section>
  )
}
