import { useId } from 'react'
import { fillQuestion, type Question } from '../../shared/question.ts'
import { Count } from '../send/Count.tsx'
import { SelectField } from '../setup/SelectField.tsx'
import { useWords } from '../words/use-words.ts'
import { TimeField } from './TimeField.tsx'
import { type Chase, localTime, type When, type WrittenChase } from './when.ts'

interface IfSilentProps {
  question: Question
  /** The question's fields that are the same for all. */
  values: Readonly<Record<string, string>>
  when: When
  /** As it goes with this question; null for none. */
  chase: WrittenChase | null
  /** The second text as long as nobody wrote another. */
  usual: string
  /** It was to be sent, and this field holds no time that is still to come. */
  wrong: string | null
  onWhen: (when: When) => void
}

const hourMs = 3_600_000

/** What is done about those who do not answer: a second text, and later an answer that is taken for granted. */
export function IfSilent({ question, values, when, chase, usual, wrong, onWhen }: IfSilentProps) {
  const { t } = useWords()
  const id = useId()
  const change = (over: Partial<Chase>) => when.chase !== null && onWhen({ ...when, chase: { ...when.chase, ...over } })
  const begin = () => {
    const start = when.isLater && when.startsAt !== '' ? Date.parse(when.startsAt) : Date.now()
    onWhen({ ...when, chase: { at: localTime(start + 4 * hourMs), text: null, defaultAt: '', option: '' } })
  }
  const label = (template: string) => template.replace(/\{([^{}]+)\}/g, (whole, name) => values[name] ?? whole)
  const filled = chase === null ? null : fillQuestion({ ...question, text: chase.text }, values)
  const time = (name: 'chaseAt' | 'defaultAt', value: string, onChange: (value: string) => void) => (
    <TimeField
      name={name}
      label={t(`newRun.silent.${name}`)}
      value={value}
      wrong={wrong === name ? t('newRun.silent.wrong') : null}
      onChange={onChange}
    />
  )
  return (
    <section className="side if-silent">
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={chase !== null}
            aria-describedby={`${id}w`}
            onChange={(event) => (event.target.checked ? begin() : onWhen({ ...when, chase: null }))}
          />
          {t('newRun.silent.chase')}
        </label>
        <p className="note" id={`${id}w`}>
          {t('newRun.silent.why')}
        </p>
      </div>
      {chase !== null && (
        <>
          {time('chaseAt', chase.at, (at) => change({ at }))}
          <div className="field-of">
            <label htmlFor={`${id}t`}>{t('newRun.silent.text')}</label>
            <textarea
              id={`${id}t`}
              className="input"
              rows={5}
              maxLength={1600}
              value={chase.text}
              onChange={({ target }) => change({ text: target.value === usual ? null : target.value })}
            />
            <p className="note">
              <Count text={filled?.ok === true ? filled.text : chase.text} />
            </p>
          </div>
          {time('defaultAt', chase.defaultAt, (defaultAt) => change({ defaultAt }))}
          {chase.defaultAt !== '' && (
            <SelectField
              label={t('newRun.silent.option')}
              value={chase.option}
              onChange={(option) => change({ option })}
            >
              {question.options.map((each) => (
                <option key={each.digit} value={each.digit}>
                  {each.digit} {label(each.label)}
                </option>
              ))}
            </SelectField>
          )}
        </>
      )}
    </section>
  )
}
