import type { DeskApi } from '../../shared/desk-api.ts'
import { useMinute } from '../app/use-minute.ts'
import { useWords } from '../words/use-words.ts'
import { answerHabit } from './answer-habit.ts'
import { hourName, howLong } from './how-long.ts'
import { askedRange } from './range.ts'
import { useFigures } from './use-figures.ts'

/** Beside a time that is being chosen: how soon customers have answered who were asked at such an hour. */
export function AnswerHint({ desk, at }: { desk: Pick<DeskApi, 'getFigures'>; at: number }) {
  const words = useWords()
  const { figures } = useFigures(desk, askedRange({ days: 90 }, useMinute()), 0)
  const habit = figures === null ? null : answerHabit(figures, at)
  if (habit === null) return null
  const { hour, minutes, answers } = habit
  return (
    <p className="note">
      {words.t('figures.hint', {
        from: hourName(hour),
        to: hourName(hour + 1),
        minutes: howLong(minutes, words),
        count: answers,
      })}
    </p>
  )
}
