import { dateWords, languageOf } from '../../shared/option-day.ts'
import { type AskedOption, type Digits, fillQuestion, type Question } from '../../shared/question.ts'
import type { Run } from '../../shared/run.ts'
import type { Db } from './open.ts'

/** A run's options as its customers read them where all read the same, else as the question has them. */
export function runOptions(db: Db): (run: number, question: Question) => Run['options'] {
  const fieldsOf = db.prepare<[number], string>('SELECT DISTINCT fields FROM run_rows WHERE run = ? LIMIT 2').pluck()
  const ends = db.prepare<[number], { first: number | null; last: number | null }>(
    'SELECT min(notice) AS first, max(notice) AS last FROM run_rows WHERE run = ?',
  )
  const askedIn = db.prepare<[number | null], string>('SELECT asked FROM notices WHERE id = ?').pluck()

  /**
   * By digit: its date, where those who were asked first and last were told the same one.
   *
   * @param isSame the fields say the same for all; a day that one of them names may else be another between the two
   */
  function datesOf(run: number, question: Question, isSame: boolean): ReadonlyMap<string, string> {
    if (question.options.every(({ day }) => day == null)) return new Map()
    const isNamed = (own: string) => {
      const day = question.options.find(({ digit }) => digit === own)?.day
      return day != null && 'field' in day
    }
    const { first = null, last = null } = ends.get(run) ?? {}
    const [then, since] = [first, last].map((notice) => JSON.parse(askedIn.get(notice) ?? '[]') as AskedOption[])
    const same = (then ?? []).flatMap(({ digit, own = digit, date }, index) =>
      date !== undefined && since?.[index]?.date === date && (isSame || !isNamed(own)) ? [[own, date] as const] : [],
    )
    return new Map(same)
  }

  return (run, question) => {
    const [first, other] = fieldsOf.all(run)
    const isSame = first !== undefined && other === undefined
    const filled = isSame ? fillQuestion(question, JSON.parse(first) as Record<string, string>) : null
    const dates = datesOf(run, question, isSame)
    return question.options.map(({ digit, label, day }, index) => {
      const date = dates.get(digit) ?? null
      // A label that names its date is one only where the date is.
      const isOpen = day != null && label.includes('{date}')
      const own =
        isOpen && date !== null ? label.replaceAll('{date}', dateWords(date, languageOf(question.text))) : label
      return { digit, label: filled?.ok && !isOpen ? (filled.options[index]?.label ?? own) : own, date }
    })
  }
}

/** The run's own digit for the one that a customer was given. */
export const ownDigit = (given: string | null, digits: Digits | null): string | null =>
  Object.entries(digits ?? {}).find(([, digit]) => digit === given)?.[0] ?? given

/** Of what was asked (JSON), the date of the option that was chosen. */
export const dateIn = (dated: string | null, given: string | null): string | null =>
  dated === null ? null : ((JSON.parse(dated) as AskedOption[]).find(({ digit }) => digit === given)?.date ?? null)
