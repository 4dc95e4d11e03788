import type { RunRow } from '../../shared/run.ts'
import { Mark } from '../app/Mark.tsx'
import { stateMarks } from '../feed/row-kit.ts'
import { useWords } from '../words/use-words.ts'

/** How far our text to this customer is. */
export function TextState({ row: { text, again } }: { row: Pick<RunRow, 'text' | 'again'> }) {
  const { t } = useWords()
  if (again) return <Mark icon="again">{t('runs.card.again')}</Mark>
  if (text === null) return <Mark icon="hourglass">{t('runs.card.notYet')}</Mark>
  const { state } = text
  const bad = state === 'refused' || state === 'failed' || state === 'expired'
  const tone = state === 'unknown' ? ({ tone: 'person' } as const) : bad ? ({ tone: 'bad' } as const) : {}
  return (
    <Mark icon={stateMarks[state]} {...tone}>
      {t(`state.${state}`)}
    </Mark>
  )
}
