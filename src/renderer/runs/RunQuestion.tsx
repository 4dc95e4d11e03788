import type { DeskState } from '../../shared/desk-state.ts'
import type { Question } from '../../shared/question.ts'
import { SelectField } from '../setup/SelectField.tsx'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import type { Columns } from './read-table.ts'
import type { List } from './use-list.ts'

interface RunQuestionProps {
  state: DeskState
  question: Question | undefined
  onQuestion: (id: string) => void
  list: List
  columnName: (index: number) => string
  values: Readonly<Record<string, string>>
  onValue: (field: string, value: string) => void
}

/** What is asked, and which column of the list holds what; guessed, and corrected by hand. */
export function RunQuestion(props: RunQuestionProps) {
  const { state, question, onQuestion, list, columnName, values, onValue } = props
  const { t, lookUp, locale } = useWords()
  const { table, columns } = list
  const names = table?.header.map((name, index) => name ?? columnName(index)) ?? []
  const select = (label: string, at: number | null, none: string, pick: (at: number | null) => Columns) => (
    <SelectField
      label={label}
      value={String(at ?? '')}
      onChange={(chosen) => list.change(pick(chosen === '' ? null : Number(chosen)))}
    >
      <option value="">{none}</option>
      {names.map((name, index) => {
        const column = `${index} ${name}`
        return (
          <option key={column} value={index}>
            {name}
          </option>
        )
      })}
    </SelectField>
  )
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
        const label = lookUp(`send.fields.${name}`, sentenceCase(name, locale))
        const at = columns.fields[name] ?? null
        return (
          <div className="two" key={name}>
            {table !== null &&
              select(t('newRun.source', { field: label }), at, t('newRun.typed'), (chosen) => ({
                ...columns,
                fields: { ...columns.fields, [name]: chosen },
              }))}
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
      {table !== null && names.length > 1 && (
        <div className="two">
          {select(t('newRun.phones'), columns.phones[0] ?? null, t('newRun.none'), (chosen) => ({
            ...columns,
            phones: chosen === null ? [] : [chosen, ...columns.phones.filter((each) => each !== chosen)],
          }))}
          {select(t('newRun.names'), columns.name, t('newRun.none'), (chosen) => ({
            ...columns,
            name: chosen,
          }))}
        </div>
      )}
    </>
  )
}
