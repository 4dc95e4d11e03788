import type { DeskState } from '../../shared/desk-state.ts'
import type { Question } from '../../shared/question.ts'
import { Icon } from '../app/icons.tsx'
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
  const select = (id: string, label: string, at: number | null, none: string, pick: (at: number | null) => Columns) => (
    <div className="field-of">
      <label htmlFor={id}>{label}</label>
      <div className="select">
        <select
          id={id}
          className="input"
          value={at ?? ''}
          onChange={(event) => list.change(pick(event.target.value === '' ? null : Number(event.target.value)))}
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
        </select>
        <Icon name="down" />
      </div>
    </div>
  )
  return (
    <>
      <div className="field-of">
        <label htmlFor="run-question">{t('newRun.question')}</label>
        <div className="select">
          <select
            id="run-question"
            className="input"
            value={question?.id ?? ''}
            onChange={(event) => onQuestion(event.target.value)}
          >
            {state.questions.map(({ id, name }) => (
              <option key={id} value={id}>
                {lookUp(`send.questions.${id}`, name)}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </div>
      </div>
      {question?.fields.map(({ name }) => {
        const label = lookUp(`send.fields.${name}`, sentenceCase(name, locale))
        const at = columns.fields[name] ?? null
        return (
          <div className="two" key={name}>
            {table !== null &&
              select(`field-${name}`, t('newRun.source', { field: label }), at, t('newRun.typed'), (chosen) => ({
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
          {select('column-phone', t('newRun.phones'), columns.phones[0] ?? null, t('newRun.none'), (chosen) => ({
            ...columns,
            phones: chosen === null ? [] : [chosen, ...columns.phones.filter((each) => each !== chosen)],
          }))}
          {select('column-name', t('newRun.names'), columns.name, t('newRun.none'), (chosen) => ({
            ...columns,
            name: chosen,
          }))}
        </div>
      )}
    </>
  )
}
