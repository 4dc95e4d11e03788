import type { DeskState } from '../../shared/desk-state.ts'
import type { Question } from '../../shared/question.ts'
import { SelectField } from '../setup/SelectField.tsx'
import { useWords } from '../words/use-words.ts'
import { ColumnField } from './ColumnField.tsx'
import { useFieldName } from './use-field-name.ts'
import type { List } from './use-list.ts'

interface RunQuestionProps {
  state: DeskState
  question: Question | undefined
  onQuestion: (id: string) => void
  list: List
  values: Readonly<Record<string, string>>
  onValue: (field: string, value: string) => void
}

/** What is asked, and where its fields come from: a column of the list, or the same words for all. */
export function RunQuestion(props: RunQuestionProps) {
  const { state, question, onQuestion, list, values, onValue } = props
  const { t, lookUp } = useWords()
  const fieldName = useFieldName()
  const { table, columns } = list
  return (
    <>
      <SelectField
        label={t('newRun.question')}
        note={
          <a className="link" href="#questions">
            {t('questions.manage')}
          </a>
        }
        value={question?.id ?? ''}
        onChange={onQuestion}
      >
        {state.questions.map(({ id, name }) => (
          <option key={id} value={id}>
            {lookUp(`send.questions.${id}`, name)}
          </option>
        ))}
      </SelectField>
      {question?.fields.map(({ name }) => {
        const label = fieldName(name)
        const at = columns.fields[name] ?? null
        return (
          <div className="two" key={name}>
            {table !== null && (
              <ColumnField
                table={table}
                label={t('newRun.source', { field: label })}
                value={at}
                none={t('newRun.typed')}
                onChange={(column) => list.change({ ...columns, fields: { ...columns.fields, [name]: column } })}
              />
            )}
            {at === null && (
              <div className="field-of">
                <label htmlFor={`value-${name}`}>{label}</label>
                <input
                  id={`value-${name}`}
                  className="input"
                  autoComplete="off"
                  maxLength={200}
                  value={values[name] ?? ''}
                  onChange={(event) => onValue(name, event.target.value)}
                />
              </div>
            )}
          </div>
        )
      })}
    </>
  )
}
