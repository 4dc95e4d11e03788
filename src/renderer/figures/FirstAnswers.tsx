import type { DeskApi } from '../../shared/desk-api.ts'
import { useMinute } from '../app/use-minute.ts'
import { useWords } from '../words/use-words.ts'
import { firstAnswers } from './answer-habit.ts'
import { howLong } from './how-long.ts'
import { askedRange } from './range.ts'
import { useFigures } from './use-figures.ts'

/** While nobody has answered: when the first answers usually come, as far as that is known. */
export function FirstAnswers({ desk }: { desk: Pick<DeskApi, 'getFigures'> }) {
  const words = useWords()
  const { figures } = useFigures(desk, askedRange({ days: 90 }, useMinute()), 0)
  const minutes = figures === null ? null : firstAnswers(figures)
  if (minutes === null) return null
  return <p className="note">{words.t('figures.firstAnswers', { minutes: howLong(minutes, words) })}</p>
}
