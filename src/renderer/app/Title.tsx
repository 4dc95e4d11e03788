import { useEffect } from 'react'
import { countsOf, openRun } from '../../shared/run-counts.ts'
import type { RunStore } from '../runs/run-store.ts'
import { useWords } from '../words/use-words.ts'
import { useObservable } from './use-observable.ts'

interface TitleProps {
  needYou: number
  runs: RunStore
  /** The run that is looked at; any other word while none is. */
  shown: string
  now: number
}

/**
 * What the window, or the browser's tab, is called: who waits for a person, and what has come of the run that somebody
 * looks at, else of the newest with answers to come.
 */
export function Title({ needYou, runs, shown, now }: TitleProps) {
  const { t, figure } = useWords()
  const all = useObservable(runs).runs
  const run = all.find(({ id }) => id === shown) ?? openRun(all, now)
  let name = 'Dispatch Desk'
  if (run !== null) {
    const { answered, need } = countsOf(run)
    const figures =
      need > 0
        ? t('runNews.titleNeed', { answered, count: need, rows: run.rows })
        : t('runNews.title', { answered, count: run.rows })
    name = `${figures} · ${run.name}`
  }
  useEffect(() => {
    document.title = needYou > 0 ? `(${figure(needYou)}) ${name}` : name
  }, [needYou, name, figure])
  return null
}
