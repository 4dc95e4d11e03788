import { dateOf, dateWords, daysMost } from '../../shared/option-day.ts'
import type { QuestionProblem } from '../../shared/question-rules.ts'
import { SelectField } from '../setup/SelectField.tsx'
import { useWords } from '../words/use-words.ts'
import { Part } from './Part.tsx'
import { dayIn, type OptionForm } from './question-form.ts'

interface DayFieldsProps {
  option: OptionForm
  /** Of all options. */
  index: number
  /** Of the text: one of them may name the weekday. */
  fields: readonly string[]
  problems: readonly QuestionProblem[]
  onChange: (part: Pick<OptionForm, 'day' | 'after'>) => void
}

/** Monday and the days after it, to name them in any language. */
const week = Array.from({ length: 7 }, (_, day) => new Date(2024, 0, 1 + day, 12))

/** The day that an option stands for, and which one that is for a text that leaves now. */
export function DayFields({ option, index, fields, problems, onChange }: DayFieldsProps) {
  const { t, locale, language } = useWords()
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' })
  const day = dayIn(option)
  const date =
    day === null || ('after' in day && (day.after < 0 || day.after > daysMost)) ? null : dateOf(day, Date.now())
  const named = day !== null && 'field' in day ? day.field : null
  const problem = named === null ? undefined : problems.find(({ at }) => at === `${index}.day`)
  return (
    <div className="option-day">
      <SelectField
        label={t('dates.day')}
        value={option.day ?? 'none'}
        wrong={problem === undefined ? undefined : { at: problem.at, problem }}
        onChange={(next) => onChange({ day: next as NonNullable<OptionForm['day']> })}
      >
        <option value="none">{t('dates.none')}</option>
        <option value="after">{t('dates.after')}</option>
        {week.map((each, at) => (
          <option key={each.getTime()} value={at + 1}>
            {t('dates.weekday', { day: weekday.format(each) })}
          </option>
        ))}
        {[...new Set([...fields, ...(named === null ? [] : [named])])].map((field) => (
          <option key={field} value={`{${field}}`}>
            {t('dates.named', { field: `{${field}}` })}
          </option>
        ))}
      </SelectField>
      {option.day === 'after' && (
        <Part
          at={`${index}.day`}
          label={t('dates.days')}
          problems={problems}
          value={option.after ?? ''}
          maxLength={2}
          inputMode="numeric"
          onChange={(after) => onChange({ after })}
        />
      )}
      {day !== null && (
        <p className="note option-when">
          {date !== null && <b>{t('dates.leavesToday', { date: dateWords(date, language) })}</b>}
          {named !== null && t('dates.namedWhy')} {t('dates.why', { date: '{date}' })}
        </p>
      )}
    </div>
  )
}
