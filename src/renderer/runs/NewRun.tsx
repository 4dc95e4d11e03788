import { type FormEvent, useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { countryOf } from '../../shared/msisdn.ts'
import { refused } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { fieldValues } from '../send/preview.ts'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { ColumnsPane } from './ColumnsPane.tsx'
import { enterToButton } from './enter-to-button.ts'
import { IfSilent } from './IfSilent.tsx'
import { aboutOf } from './judge.ts'
import { listLinesMost } from './list-store.ts'
import { Preflight } from './Preflight.tsx'
import { RowsIn } from './RowsIn.tsx'
import { RowsTable, type Shown } from './RowsTable.tsx'
import { RunName } from './RunName.tsx'
import { RunPreview } from './RunPreview.tsx'
import { RunQuestion } from './RunQuestion.tsx'
import { SendBar } from './SendBar.tsx'
import { useDrop } from './use-drop.ts'
import { useList } from './use-list.ts'
import { useListFile } from './use-list-file.ts'
import { useLosing } from './use-losing.tsx'
import { useNight } from './use-night.ts'
import { usePaste } from './use-paste.ts'
import { useRunCost } from './use-run-cost.ts'
import { useUnload } from './use-unload.ts'
import { WhenItLeaves } from './WhenItLeaves.tsx'
import { askedTimes, chaseOf, leavesAt, type When, wrongTime } from './when.ts'

/** After one of these nobody knows whether the run was made. */
const uncertain: ReadonlySet<string> = new Set(['maybe-stored', 'disconnected', 'failed'])

const sentences = {
  'no-lines': 'noLines',
  'too-many': 'tooMany',
  'too-large': 'fileLarge',
  unread: 'fileUnread',
} as const

interface NewRunProps {
  state: DeskState
  api: Pick<
    DeskApi,
    | 'checkNumbers'
    | 'checkWords'
    | 'getListColumns'
    | 'keepListColumns'
    | 'getPrices'
    | 'createRun'
    | 'getFigures'
    | 'getRun'
  >
  runs: Parameters<typeof RowsIn>[0]['runs']
  newId: () => string
  /** It is kept, with its list, while something else is shown. */
  isShown: boolean
  /** It was sent; it comes back as it is, should the run be taken back. */
  isMade: boolean
  /** Pasted or let go elsewhere in the window; null once it was taken. */
  brought: string | File | null
  onTaken: () => void
  /** The run is made: show it. */
  onMade: (runId: string) => void
  /** All runs are to be shown, and this one is not wanted any more. */
  onLeave: () => void
}

/** From a pasted list to a run: every line with its verdict, what its customer will read, and one button. */
export function NewRun({ state, api, runs, newId, isShown, isMade, brought, onTaken, onMade, onLeave }: NewRunProps) {
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
    country: state.settings.country ?? countryOf(state.number) ?? null,
    say: (what, lines) => ({
      code: '',
      text: t(`newRun.${sentences[what]}`, { count: figure.format(lines), most: figure.format(listLinesMost) }),
    }),
  })
  const [when, setWhen] = useState<When>({ isLater: false, startsAt: '', until: '', chase: null })
  const usual = t('newRun.silent.usual', { question: question?.text ?? '' })
  const chase = when.chase === null || question === undefined ? null : chaseOf(when.chase, question, usual)
  const night = useNight(state, when, list.countries)
  const cost = useRunCost(api, question, list, chase?.text ?? null)
  const [shown, setShown] = useState<Shown>('all')
  const [name, setName] = useState('')
  const [nameMissing, setNameMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const nameField = useRef<HTMLInputElement>(null)
  const rows = useRef<HTMLElement>(null)
  const [wrong, setWrong] = useState<ReturnType<typeof wrongTime>>(null)
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
    const { table, columns } = list
    if (table === null || list.ready.length === 0 || list.working !== null) return
    const wrongField = wrongTime(when, Date.now())
    if (wrongField !== null) {
      setWrong(wrongField)
      form.current?.querySelector<HTMLInputElement>(`[name=${wrongField}]`)?.focus()
      return
    }
    const texts = list.ready.map(({ place, shown, typed, name, fields, concerns }) => ({
      // As it was shown and looked at, in whichever country.
      to: shown ?? typed,
      name,
      about: aboutOf(list.standing(place).cells, table, columns, columnName),
      fields,
      anyway: concerns.includes('waiting') || concerns.includes('listed'),
    }))
    const made = await call.run(async () => {
      const answer = await api.createRun({
        submissionId,
        name: name.trim(),
        questionId: question?.id ?? '',
        rows: texts,
        upTo: list.upTo(),
        ...askedTimes(when, chase),
      })
      if (answer.ok) return answer
      if (answer.problem.code === 'already-sent') {
        // The run of a lost answer was made: who is in it waits for us now, and the next press is another run.
        setSubmissionId(newId())
        list.recheck()
      }
      if (answer.problem.code !== 'already-asked') return answer
      // Main's line is one of those that were sent, and not of the list on screen.
      list.recheck()
      return refused('', t('newRun.askedMeanwhile'))
    })
    if (made === null) return
    // Taken back and sent once more, it is another run.
    setSubmissionId(newId())
    onMade(made.run.id)
  }
  // Whoever was in that run is in none any more.
  const comeBack = useEffectEvent(list.recheck)
  const wasMade = useRef(false)
  useEffect(() => {
    if (wasMade.current && !isMade) comeBack()
    wasMade.current = isMade
  }, [isMade])
  /** Another list, or another question, is another run. */
  const change = () => {
    // It may have been made, and only the answer was lost, or will be: sent otherwise now, it would be told so.
    if (!call.busy && !uncertain.has(call.problem?.code ?? '')) setSubmissionId(newId())
  }
  const changeWhen = (next: When) => {
    setWhen(next)
    setWrong(null)
    change()
  }
  const take = (source: string | Uint8Array, columns?: Parameters<typeof list.take>[1]) => {
    change()
    choose(1)
    setShown('all')
    list.take(source, columns)
  }
  const { lose, asked } = useLosing()
  const replace = (source: string | Uint8Array) => lose(() => take(source), list.table !== null)
  const clear = () => {
    flushSync(list.clear)
    rows.current?.querySelector('textarea')?.focus()
  }
  usePaste(isShown && list.table === null ? take : null)
  const read = useListFile({ onList: replace, onProblem: list.tell })
  const takeBrought = useEffectEvent((what: string | File) => {
    onTaken()
    if (typeof what === 'string') replace(what)
    else void read(what)
  })
  useEffect(() => {
    if (brought !== null) takeBrought(brought)
  }, [brought])
  useUnload(list.table !== null && !isMade)
  // Also beside the list: a browser would leave the page for a file that is let go there.
  const drop = useDrop(({ files }) => void read(files[0]), 'copy')
  // The last line of a reason takes the reason along.
  const isThere = shown === 'all' || shown === 'problems' || list.out.has(shown)
  const listed = isThere ? shown : list.out.size === 0 ? 'all' : 'problems'
  const line = list.ready.find(({ place }) => place === chosen) ?? list.ready[0]

  return (
    <div className="new-run" data-region="runs" {...drop}>
      <header className="head">
        <button type="button" className="btn quiet" onClick={() => lose(onLeave, list.isWorkedOn)}>
          <Icon name="back" />
          {t('newRun.back')}
        </button>
        <h1>{t('newRun.title')}</h1>
      </header>
      <div className="sheet">
        <section ref={rows} className="pane rows" aria-label={t('newRun.list')}>
          {list.table === null ? (
            <RowsIn
              api={api}
              runs={runs}
              problem={list.problem}
              busy={list.working !== null}
              onText={take}
              onList={take}
              onFile={(file) => void read(file)}
            />
          ) : (
            <>
              <Preflight
                state={state}
                list={list}
                question={question}
                night={night}
                cost={cost}
                isLater={when.isLater}
                chases={chase !== null}
                onShow={setShown}
              />
              <RowsTable
                list={list}
                shown={listed}
                onShow={setShown}
                chosen={chosen}
                onChoose={choose}
                onAnother={() => lose(clear, list.isWorkedOn)}
              />
            </>
          )}
        </section>
        <form
          ref={form}
          className="pane aside"
          onSubmit={send}
          onKeyDown={enterToButton}
          noValidate
          aria-label={t('newRun.title')}
        >
          <section className="side">
            <RunName
              field={nameField}
              name={name}
              isMissing={nameMissing}
              onName={(next) => {
                setName(next)
                setNameMissing(false)
                change()
              }}
            />
            <RunQuestion
              state={state}
              question={question}
              onQuestion={(id) => {
                chooseQuestion(id)
                change()
              }}
              list={list}
              values={values}
              onValue={(field, value) => {
                setTyped((now) => ({ ...now, [field]: value }))
                change()
              }}
            />
          </section>
          {question !== undefined && line !== undefined && (
            <RunPreview question={question} list={list} line={line} leavesAt={leavesAt(when)} onChoose={choose} />
          )}
          {question !== undefined && list.table !== null && (
            <>
              <WhenItLeaves desk={api} state={state} when={when} night={night} wrong={wrong} onWhen={changeWhen} />
              <IfSilent
                question={question}
                values={values}
                when={when}
                chase={chase}
                usual={usual}
                wrong={wrong}
                onWhen={changeWhen}
              />
            </>
          )}
          {list.table !== null && list.table.header.length > 1 && <ColumnsPane table={list.table} list={list} />}
          <SendBar
            list={list}
            cost={cost}
            isLater={when.isLater}
            chases={chase !== null}
            busy={call.busy}
            problem={call.problem}
          />
        </form>
      </div>
      {asked}
    </div>
  )
}
