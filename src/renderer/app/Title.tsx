import { useEffect } from 'react'
import { countsOf } from '../../shared/run-counts.ts'
import type { RunStore } from '../runs/run-store.ts'
import { useObservable } from './use-observable.ts'

interface TitleProps {
  needYou: number
  runs: RunStore
  /** The run that is looked at; any other word while none is. */
  shown: string
}

/** What the window, or the browser's tab, is called: how far the run is that somebody looks at, and who waits for a person. */
export function Title({ needYou, runs, shown }: TitleProps) {
  const run = useObservable(runs).runs.find(({ id }) => id === shown)
  const name = run === undefined ? 'Dispatch Desk' : `${countsOf(run).left}/${run.rows} · ${run.name}`
  useEffect(() => {
    document.title = needYou > 0 ? `(${needYou}) ${name}` : name
  }, [needYou, name])
  return null
}
