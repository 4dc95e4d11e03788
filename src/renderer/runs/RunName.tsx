import type { RefObject } from 'react'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'

interface RunNameProps {
  field: RefObject<HTMLInputElement | null>
  name: string
  /** The run was to be sent without one. */
  isMissing: boolean
  onName: (name: string) => void
}

/** What the run is called in every list of runs. */
export function RunName({ field, name, isMissing, onName }: RunNameProps) {
  const { t } = useWords()
  return (
    <div className="field-of">
      <label htmlFor="run-name">{t('newRun.runName')}</label>
      <input
        ref={field}
        id="run-name"
        className="input"
        autoComplete="off"
        maxLength={100}
        value={name}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? 'run-name-e' : undefined}
        onChange={(event) => onName(event.target.value)}
      />
      {isMissing && <ProblemText id="run-name-e" problem={{ code: '', text: t('newRun.nameNeeded') }} />}
    </div>
  )
}
