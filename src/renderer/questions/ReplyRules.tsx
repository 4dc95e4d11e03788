import { type QuestionProblem, thanksMost } from '../../shared/question-rules.ts'
import { Count } from '../send/Count.tsx'
import { SelectField } from '../setup/SelectField.tsx'
import { useWords } from '../words/use-words.ts'
import { Part } from './Part.tsx'
import type { QuestionForm } from './question-form.ts'

interface ReplyRulesProps {
  form: QuestionForm
  problems: readonly QuestionProblem[]
  /** What is asked again as it would leave. */
  reask: string
  onChange: (change: Partial<QuestionForm>) => void
}

/** What the desk does about replies that it does not understand, and about answers that come late. */
export function ReplyRules({ form, problems, reask, onChange }: ReplyRulesProps) {
  const { t } = useWords()
  return (
    <section className="question-rules" aria-label={t('questions.replies')}>
      <h2>{t('questions.replies')}</h2>
      <div className="rule">
        <SelectField
          label={t('questions.unclear')}
          value={String(form.reasks)}
          onChange={(times) => onChange({ reasks: times === '1' ? 1 : times === '2' ? 2 : 0 })}
        >
          <option value="0">{t('questions.reasks.none')}</option>
          <option value="1">{t('questions.reasks.once')}</option>
          <option value="2">{t('questions.reasks.twice')}</option>
        </SelectField>
        {form.reasks > 0 && (
          <Part
            at="reask"
            label={t('questions.reask')}
            note={<Count text={reask} />}
            problems={problems}
            value={form.reask}
            maxLength={thanksMost}
            rows={2}
            onChange={(text) => onChange({ reask: text })}
          />
        )}
        <p className="note">{t(form.reasks > 0 ? 'questions.reaskWhy' : 'questions.noReaskWhy')}</p>
      </div>
      <div className="rule">
        <div className="two">
          <SelectField
            label={t('questions.closes')}
            value={form.closes}
            onChange={(closes) => onChange({ closes: closes as QuestionForm['closes'] })}
          >
            <option value="never">{t('questions.closing.never')}</option>
            <option value="hours">{t('questions.closing.hours')}</option>
            <option value="at">{t('questions.closing.at')}</option>
          </SelectField>
          {form.closes !== 'never' && (
            <Part
              key={form.closes}
              at="closing"
              label={t(form.closes === 'hours' ? 'questions.hours' : 'questions.time')}
              problems={problems}
              value={form.closes === 'hours' ? form.hours : form.at}
              maxLength={5}
              onChange={(value) => onChange(form.closes === 'hours' ? { hours: value } : { at: value })}
            />
          )}
        </div>
        {form.closes !== 'never' && (
          <SelectField
            label={t('questions.lateAnswer')}
            value={form.late}
            onChange={(late) => onChange({ late: late === 'counts' ? 'counts' : 'person' })}
          >
            <option value="person">{t('questions.late.person')}</option>
            <option value="counts">{t('questions.late.counts')}</option>
          </SelectField>
        )}
        {form.closes === 'at' && <p className="note">{t('questions.atWhy')}</p>}
      </div>
    </section>
  )
}
