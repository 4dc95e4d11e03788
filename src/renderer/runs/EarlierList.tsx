import { useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { type Run, type RunRow, rowsAtOnce } from '../../shared/run.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { SelectField } from '../setup/SelectField.tsx'
import { useCall } from '../setup/use-call.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { runList, runListColumns } from './run-file.ts'

/** The newest. Of older ones there is the file. */
const runsMost = 30

interface EarlierListProps {
  api: Pick<DeskApi, 'listRuns' | 'getRun'>
  /** With its columns: one that was no number to text may look like a better one. */
  onList: (text: string, columns: typeof runListColumns) => void
}

/** The list of an earlier run once more, to be looked at and judged like any other. Nothing while there was no run. */
export function EarlierList({ api, onList }: EarlierListProps) {
  const words = useWords()
  const { t, locale } = words
  const call = useCall()
  const [runs, setRuns] = useState<readonly Run[]>([])
  const [chosen, choose] = useState<string | null>(null)
  const isOpen = useRef(false)
  useEffect(() => {
    isOpen.current = true
    // Where it cannot be told, a list can still be pasted.
    void api.listRuns({}).then((listed) => {
      if (isOpen.current && listed.ok) setRuns(listed.value.runs.slice(0, runsMost))
    })
    return () => {
      isOpen.current = false
    }
  }, [api])
  const [newest] = runs
  if (newest === undefined) return null

  const take = async (runId: string) => {
    const rows: RunRow[] = []
    for (let more = true; more; ) {
      const page = await call.run(() => api.getRun({ runId, after: rows.at(-1)?.place ?? 0, limit: rowsAtOnce }))
      // Meanwhile another list may have been pasted.
      if (page === null || !isOpen.current) return
      rows.push(...page.rows)
      more = page.more
    }
    onList(runList(rows, words), runListColumns)
  }
  return (
    <>
      <div className="earlier">
        <SelectField label={t('newRun.earlier')} value={chosen ?? newest.id} onChange={choose}>
          {runs.map(({ id, name, rows, madeAt }) => (
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
