import { type FormEvent, useCallback, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { runRowsMost } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { fieldValues } from '../send/preview.ts'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { Preflight } from './Preflight.tsx'
import { RowsIn } from './RowsIn.tsx'
import { RowsTable } from './RowsTable.tsx'
import { RunQuestion } from './RunQuestion.tsx'
import { useList } from './use-list.ts'

/** After one of these nobody knows whether the run was made. */
const uncertain: ReadonlySet<string> = new Set(['maybe-stored', 'disconnected', 'failed'])

interface NewRunProps {
  state: DeskState
  api: Pick<DeskApi, 'checkNumbers' | 'createRun'>
  newId: () => string
  /** The run is made: show it. */
  onMade: (runId: string) => void
}

/** From a pasted list to a run: every line with its verdict, what its customer will read, and one button. */
export function NewRun({ state, api, newId, onMade }: NewRunProps) {
  const { t, locale } = useWords()
  const [chosenQuestion, chooseQuestion] = useState('')
  // Deleted meanwhile, or none chosen yet.
  const question = state.questions.find(({ id }) => id === chosenQuestion) ?? state.questions[0]
  const [typed, setTyped] = useState<Record<string, string>>({})
  const values = useMemo(
    () => (question === undefined ? {} : fieldValues(question, typed, new Date())),
    [question, typed],
  )
  const columnName = useCallback((index: number) => t('newRun.column', { no: index + 1 }), [t])
  const figure = new Intl.NumberFormat(locale)
  const list = useList({
    api,
    question,
    values,
    columnName,
    tooMany: (count) => ({
      code: '',
      text: t('newRun.tooMany', { count: figure.format(count), most: figure.format(runRowsMost) }),
    }),
  })
  const [name, setName] = useState('')
  const [nameMissing, setNameMissing] = useState(false)
  const nameField = useRef<HTMLInputElement>(null)
  const [chosen, choose] = useState(1)
  const call = useCall()
  // Made when the screen opens: pressed again after a lost answer, it is the same run.
  const [submissionId, setSubmissionId] = useState(newId)

  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') {
      setNameMissing(true)
      nameField.current?.focus()
      return
    }
    if (list.ready.length === 0) return
    const rows = list.ready.map(({ typed: to, name, about, fields, verdict }) => ({
      to,
      name: name.slice(0, 200),
      about,
      fields,
      anyway: verdict === 'waiting',
    }))
    const made = await call.run(async () => {
      const answer = await api.createRun({ submissionId, name: name.trim(), questionId: question?.id ?? '', rows })
      if (!answer.ok && answer.problem.code === 'already-asked') list.recheck()
      return answer
    })
    if (made !== null) onMade(made.run.id)
  }
  /** Another list, or another question, is another run. */
  const change = () => {
    // It may have been made, and only the answer was lost: sent otherwise now, it would be told so.
    if (!uncertain.has(call.problem?.code ?? '')) setSubmissionId(newId())
  }
  const line = list.ready.find(({ place }) => place === chosen) ?? list.ready[0]

  return (
    <div className="new-run" data-region="runs">
      <header className="head">
        <a className="btn quiet" href="#runs">
          <Icon name="back" />
          {t('newRun.back')}
        </a>
        <h1>{t('newRun.title')}</h1>
      </header>
      <div className="sheet">
        <section className="pane rows" aria-label={t('newRun.list')}>
          {list.table === null ? (
            <RowsIn
              problem={list.problem}
              onText={(text) => {
                change()
                list.take(text)
              }}
              onProblem={list.tell}
            />
          ) : (
            <RowsTable list={list} chosen={line?.place ?? 0} onChoose={choose} />
          )}
        </section>
        <form className="pane aside" onSubmit={send} noValidate aria-label={t('newRun.title')}>
          <section className="side">
            <div className="field-of">
              <label htmlFor="run-name">{t('newRun.runName')}</label>
              <input
                ref={nameField}
                id="run-name"
                className="input"
                autoComplete="off"
                maxLength={100}
                value={name}
                aria-invalid={nameMissing}
                aria-describedby={nameMissing ? 'run-name-e' : undefined}
                onChange={(event) => {
                  setName(event.target.value)
                  setNameMissing(false)
                  change()
                }}
              />
              {nameMissing && <ProblemText id="run-name-e" problem={{ code: '', text: t('newRun.nameNeeded') }} />}
            </div>
            <RunQuestion
              state={state}
              question={question}
              onQuestion={(id) => {
                chooseQuestion(id)
                change()
              }}
              list={list}
              columnName={columnName}
              values={values}
              onValue={(field, value) => {
                setTyped((now) => ({ ...now, [field]: value }))
                change()
              }}
            />
          </section>
          {question !== undefined && list.table !== null && (
            <Preflight state={state} question={question} list={list} line={line} onChoose={choose} />
          )}
          <div className="send-bar">
            {list.table !== null && list.ready.length === 0 && !list.checking && (
              <p className="note">{t('newRun.nothing')}</p>
            )}
            <button
              type="submit"
              className="btn primary big"
              aria-disabled={list.ready.length === 0 || call.busy}
              aria-describedby="run-hold"
            >
              {t('newRun.send', { count: list.ready.length })}
            </button>
            <p className="note" id="run-hold">
              {t('newRun.sendHold')}
            </p>
            {call.problem !== null && <ProblemText problem={call.problem} />}
          </div>
        </form>
      </div>
    </div>
  )
}
