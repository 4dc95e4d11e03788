import { useRef } from 'react'
import { labelMost, optionsMost, type QuestionProblem, thanksMost } from '../../shared/question-rules.ts'
import { Icon, Token } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { Count } from '../send/Count.tsx'
import { useWords } from '../words/use-words.ts'
import { carrierWordIn } from './carrier-word.ts'
import { DayFields } from './DayFields.tsx'
import { Part } from './Part.tsx'
import { blankOption, type OptionForm } from './question-form.ts'

interface OptionFieldsProps {
  options: readonly OptionForm[]
  /** Of the text. */
  fields: readonly string[]
  problems: readonly QuestionProblem[]
  /** The acknowledgement as it would leave, for its length. */
  thanksOf: (option: OptionForm) => string
  onChange: (options: OptionForm[]) => void
}

/** What a customer can choose: digit, name, other words for it, and the thanks. */
export function OptionFields({ options, fields, problems, thanksOf, onChange }: OptionFieldsProps) {
  const { t } = useWords()
  const section = useRef<HTMLElement>(null)
  const focusSoon = (selector: string) =>
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>(selector)?.focus())
  const none = problems.find(({ at }) => at === 'options')
  const add = () => {
    const key = String(Math.max(0, ...options.map((option) => Number(option.key))) + 1)
    onChange([...options, blankOption(options, key)])
    focusSoon(`[data-at="${options.length}.label"]`)
  }
  const remove = (at: number) => {
    onChange(options.filter((_, index) => index !== at))
    // To the option that stands there now, or the last; not to its cross, or a key that is held would remove them all.
    const next = Math.min(at, options.length - 2)
    focusSoon(next < 0 ? '[data-at="options"]' : `fieldset:nth-of-type(${next + 1})`)
  }
  return (
    <section className="question-options" aria-label={t('questions.options')} ref={section}>
      {options.map((option, index) => {
        const change = (part: Partial<OptionForm>) =>
          onChange(options.map((each) => (each === option ? { ...each, ...part } : each)))
        const carrierWord = carrierWordIn(option)
        return (
          <fieldset key={option.key} tabIndex={-1}>
            <legend>
              <Token digit={option.digit} open />
              {t('questions.option', { digit: option.digit })}
            </legend>
            <button
              type="button"
              className="x"
              aria-label={t('questions.removeOption', { digit: option.digit })}
              onClick={() => remove(index)}
            >
              <Icon name="cross" />
            </button>
            <div className="option-row">
              <Part
                at={`${index}.digit`}
                label={t('questions.digit')}
                problems={problems}
                value={option.digit}
                maxLength={1}
                inputMode="numeric"
                onChange={(digit) => change({ digit })}
              />
              <Part
                at={`${index}.label`}
                label={t('questions.label')}
                problems={problems}
                value={option.label}
                maxLength={labelMost}
                onChange={(label) => change({ label })}
              />
              <Part
                at={`${index}.synonyms`}
                label={t('questions.synonyms')}
                problems={problems}
                value={option.synonyms}
                maxLength={600}
                onChange={(synonyms) => change({ synonyms })}
              />
            </div>
            {carrierWord !== null && <p className="note">{t('questions.carrierWord', { word: carrierWord })}</p>}
            <DayFields option={option} index={index} fields={fields} problems={problems} onChange={change} />
            <Part
              at={`${index}.acknowledgement`}
              label={t('questions.thanks')}
              note={<Count text={thanksOf(option)} />}
              problems={problems}
              value={option.acknowledgement}
              maxLength={thanksMost}
              rows={2}
              onChange={(acknowledgement) => change({ acknowledgement })}
            />
          </fieldset>
        )
      })}
      {none !== undefined && <ProblemText problem={none} />}
      {options.length < optionsMost && (
        <button type="button" className="btn" data-at="options" onClick={add}>
          {t('questions.addOption')}
        </button>
      )}
    </section>
  )
}
