import { type FormEvent, useEffect, useId, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { type Msisdn, readNumber, showNumber } from '../../shared/msisdn.ts'
import type { OwnedNumber } from '../../shared/setup.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Field } from './Field.tsx'
import { RentNumber } from './RentNumber.tsx'
import { Step } from './Step.tsx'
import type { StepState } from './step-states.ts'
import { useCall } from './use-call.ts'

interface NumberStepProps {
  no: number
  state: DeskState
  step: StepState
  api: Pick<DeskApi, 'saveAccount' | 'listNumbers' | 'findNumbers' | 'rentNumber'>
}

/** Which of the account's numbers customers see and answer. */
export function NumberStep({ no, state, step, api }: NumberStepProps) {
  const { t } = useWords()
  const { account } = state
  const ours = account?.number ?? null
  const [changing, setChanging] = useState(false)
  const open = account !== null && (ours === null || changing)
  const isFixed = account?.from === 'environment'
  return (
    <Step
      name="number"
      no={no}
      title={t('setup.number')}
      state={step}
      action={
        ours !== null &&
        !changing &&
        !isFixed && (
          <button type="button" className="btn quiet" onClick={() => setChanging(true)}>
            {t('steps.change')}
          </button>
        )
      }
    >
      {account === null ? (
        <p className="dim">{t('steps.after')}</p>
      ) : ours === null ? (
        <p>{t('setup.numberWhy')}</p>
      ) : (
        <p>
          <Sentence k="steps.number.have" parts={{ number: <span className="mono">{showNumber(ours)}</span> }} />
        </p>
      )}
      {state.link?.problem?.code === 'link-not-owned' && (
        <ProblemText problem={{ code: '', text: t('steps.number.notListed') }} />
      )}
      {open && <ChooseNumber state={state} api={api} ours={ours} onDone={() => setChanging(false)} />}
    </Step>
  )
}

interface ChooseNumberProps extends Pick<NumberStepProps, 'state' | 'api'> {
  ours: Msisdn | null
  onDone: () => void
}

function ChooseNumber({ state, api, ours, onDone }: ChooseNumberProps) {
  const { t } = useWords()
  const id = useId()
  const list = useCall()
  const save = useCall()
  const [numbers, setNumbers] = useState<OwnedNumber[] | null>(null)
  const [chosen, choose] = useState<Msisdn | null>(ours)
  const [typing, setTyping] = useState(false)
  const [typed, setTyped] = useState('')

  const load = async (first: Msisdn | null = null) => {
    const answer = await list.run(() => api.listNumbers({}))
    if (answer === null) return
    setNumbers(answer.numbers)
    const able = answer.numbers.filter(({ texts }) => texts)
    choose((now) => first ?? now ?? able[0]?.msisdn ?? null)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list is opened
  useEffect(() => void load(), [])

  const read = readNumber(typed.replace(/^\s*(?=[1-9])/, '+'), '')
  const number = typing ? (read.ok ? read.msisdn : null) : chosen
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (number === null) return typing && !read.ok && save.tell({ code: read.code, text: read.text })
    const saved = await save.run(() => api.saveAccount({ number: `+${number}` }))
    if (saved !== null) onDone()
  }
  return (
    <>
      <form onSubmit={submit} noValidate aria-label={t('setup.number')}>
        {typing ? (
          <div className="fields">
            <Field
              label={t('setup.numberField')}
              note={t('steps.number.typedWhy')}
              name="number"
              inputMode="tel"
              mono
              maxLength={64}
              value={typed}
              problem={save.problem}
              onChange={setTyped}
            />
          </div>
        ) : (
          <fieldset className="choices" aria-busy={list.busy}>
            <legend>{t('steps.number.list')}</legend>
            {list.busy && <p className="note">{t('steps.working')}</p>}
            {numbers?.length === 0 && <p className="note">{t('steps.number.none')}</p>}
            {numbers?.map((each) => (
              <label key={each.msisdn} className="choice">
                <input
                  type="radio"
                  name={id}
                  disabled={!each.texts}
                  checked={each.msisdn === chosen}
                  onChange={() => choose(each.msisdn)}
                />
                <span className="mono">{each.shown}</span>
                <span className="note">
                  {each.country} · {t(`steps.number.kind.${each.kind}`)} ·{' '}
                  {!each.texts
                    ? t('steps.number.cannot')
                    : each.leadsTo === null
                      ? t('steps.number.leadsNowhere')
                      : t('steps.number.leads', { where: each.leadsTo })}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        {number !== null && (
          <p className="note">{t(number.startsWith('1') ? 'steps.number.senderUS' : 'steps.number.senderOther')}</p>
        )}
        {list.problem !== null && !typing && <ProblemText problem={list.problem} />}
        <div className="fix">
          {(typing || (numbers !== null && numbers.length > 0)) && (
            <button type="submit" className="btn primary" aria-disabled={save.busy}>
              {number === null ? t('steps.keep') : t('steps.number.use', { number: showNumber(number) })}
            </button>
          )}
          {list.problem !== null && !typing && (
            <button type="button" className="btn" onClick={() => void load()}>
              {t('steps.again')}
            </button>
          )}
          <button
            type="button"
            className="btn quiet"
            onClick={() => {
              setTyping(!typing)
              save.tell(null)
            }}
          >
            {t(typing ? 'steps.number.listed' : 'steps.number.typed')}
          </button>
          {ours !== null && (
            <button type="button" className="btn quiet" onClick={onDone}>
              {t('steps.leave')}
            </button>
          )}
        </div>
        {save.problem !== null && !typing && <ProblemText problem={save.problem} />}
      </form>
      {!typing && <RentNumber country={state.country} api={api} onRented={(rented) => void load(rented)} />}
    </>
  )
}
