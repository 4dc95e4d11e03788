import { useEffect } from 'react'
import { countsOf } from '../../shared/run-counts.ts'
import type { RunStore } from '../runs/run-store.ts'
import { useObservable } from './use-observable.ts'

interface TitleProps {
  needsPerson: number
  runs: RunStore
  /** The run that is looked at; any other word while none is. */
  shown: string
}

/** What the window, or the browser's tab, is called: how far the run is that somebody looks at, and who waits for a person. */
export function Title({ needsPerson, runs, shown }: TitleProps) {
  const run = useObservable(runs).runs.find(({ id }) => id === shown)
  const name = run === undefined ? 'Dispatch Desk' : `${countsOf(run).left}/${run.rows} · ${run.name}`
  useEffect(() => {
    document.title = needsPerson > 0 ? `(${needsPerson}) ${name}` : name
  }, [needsPerson, name])
  return null
}
