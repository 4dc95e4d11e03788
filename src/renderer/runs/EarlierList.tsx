import { useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import { type Run, type RunRow, rowsAtOnce } from '../../shared/run.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { SelectField } from '../setup/SelectField.tsx'
import { useCall } from '../setup/use-call.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { runList } from './run-file.ts'

/** The newest. Of older ones there is the file. */
const runsMost = 30

interface EarlierListProps {
  api: Pick<DeskApi, 'listRuns' | 'getRun'>
  onText: (text: string) => void
}

/** The list of an earlier run once more, to be looked at and judged like any other. Nothing while there was no run. */
export function EarlierList({ api, onText }: EarlierListProps) {
  const words = useWords()
  const { t, locale } = words
  const call = useCall()
  const [runs, setRuns] = useState<readonly Run[]>([])
  const [chosen, choose] = useState<string | null>(null)
  useEffect(() => {
    let isOpen = true
    // Where it cannot be told, a list can still be pasted.
    void api.listRuns({}).then((listed) => isOpen && listed.ok && setRuns(listed.value.runs.slice(0, runsMost)))
    return () => {
      isOpen = false
    }
  }, [api])
  const [newest] = runs
  if (newest === undefined) return null

  const take = async (runId: string) => {
    const rows: RunRow[] = []
    for (let more = true; more; ) {
      const page = await call.run(() => api.getRun({ runId, after: rows.at(-1)?.place ?? 0, limit: rowsAtOnce }))
      if (page === null) return
      rows.push(...page.rows)
      more = page.more
    }
    onText(runList(rows, words))
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
      {call.problem !== null && <ProblemText problem={call.problem} />}
    </>
  )
}
