import type { DeskApi } from '../../shared/desk-api.ts'
import { useMinute } from '../app/use-minute.ts'
import { useWords } from '../words/use-words.ts'
import { hourName, howLong } from './how-long.ts'
import { askedRange } from './range.ts'
import { useFigures } from './use-figures.ts'

/** Fewer answers are no habit of anybody's. */
const answersLeast = 20

/** How soon customers have answered who were asked at such an hour; nothing where too few have. */
export function AnswerHint({ desk, at }: { desk: Pick<DeskApi, 'getFigures'>; at: number }) {
  const words = useWords()
  // Of the day, not of the minute: an hour's habit does not change while somebody looks at it.
  const { figures } = useFigures(desk, askedRange({ days: 90 }, useMinute()), 0)
  const hour = new Date(at).getHours()
  const { answers = 0, median = null } = figures?.hours[hour] ?? {}
  if (median === null || answers < answersLeast) return null
  return (
    <p className="note">
      {words.t('figures.hint', {
        from: hourName(hour),
        to: hourName(hour + 1),
        minutes: howLong(median, words),
        count: answers,
      })}
    </p>
  )
}
