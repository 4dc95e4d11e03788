import { useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { done } from '../../shared/result.ts'
import type { Observable } from '../app/observable.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useObservable } from '../app/use-observable.ts'
import { SelectField } from '../setup/SelectField.tsx'
import { useCall } from '../setup/use-call.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { allRows } from './all-rows.ts'
import { runList, runListColumns } from './run-file.ts'
import type { RunsSnapshot } from './run-store.ts'

/** The newest. Of older ones there is the file. */
const runsMost = 30

interface EarlierListProps {
  api: Pick<DeskApi, 'getRun'>
  runs: Observable<Pick<RunsSnapshot, 'runs'>>
  /** With its columns: one that was no number to text may look like a better one. */
  onList: (text: string, columns: typeof runListColumns) => void
}

/** The list of an earlier run once more, to be looked at and judged like any other. Nothing while there was no run. */
export function EarlierList({ api, runs, onList }: EarlierListProps) {
  const words = useWords()
  const { t, locale } = words
  const call = useCall()
  const listed = useObservable(runs).runs.slice(0, runsMost)
  const [chosen, choose] = useState<string | null>(null)
  const isOpen = useRef(false)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  const [newest] = listed
  if (newest === undefined) return null

  const take = async (runId: string) => {
    // Meanwhile another list may have been pasted.
    const found = await call.run(async () => (await allRows(api, runId, () => isOpen.current)) ?? done(null))
    if (found !== null) onList(runList(found.rows, words), runListColumns)
  }
  return (
    <>
      <div className="earlier">
        <SelectField label={t('newRun.earlier')} value={chosen ?? newest.id} onChange={choose}>
          {listed.map(({ id, name, rows, madeAt }) => (
            <option key={id} value={id}>
              {t('newRun.earlierRun', { name, count: rows, day: sinceClock(madeAt, locale, Date.now()) })}
            </option>
          ))}
        </SelectField>
        <button type="button" className="btn" aria-disabled={call.busy} onClick={() => void take(chosen ?? newest.id)}>
          {t('newRun.earlierTake')}
        </button>
      </div>
      <p className="note">{t('newRun.earlierWhy')}</p>
      {call.problem !== null && <ProblemText problem={call.problem} />}
    </>
  )
}
