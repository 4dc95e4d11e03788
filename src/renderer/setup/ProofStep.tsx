import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { clock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { Field } from './Field.tsx'
import type { ProofStore, ProofView } from './proof-store.ts'
import { Proof, Step } from './Step.tsx'
import type { StepState } from './step-states.ts'

interface ProofStepProps {
  no: number
  state: DeskState
  step: StepState
  view: ProofView
  store: ProofStore
  /** Every other step is proven too. */
  allSet: boolean
}

/** After this long without a word a hint says where to look. */
const patienceMs = 60_000

/** A text to the user's own phone, and its answer: the same road that a customer's takes. */
export function ProofStep({ no, state, step, view, store, allSet }: ProofStepProps) {
  const { t, lookUp, problem: inWords } = useWords()
  const [to, setTo] = useState('')
  const [empty, setEmpty] = useState<Problem | null>(null)
  const { sent, reply } = view
  const question = state.questions[0]
  const isLate = useLate(sent !== null && reply === null ? sent.at : null)
  if (state.mode === 'practice' || question === undefined)
    return (
      <Step name="proof" no={no} title={t('steps.proof.title')} state={step}>
        <p className="dim">{t('steps.afterLive')}</p>
      </Step>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const none = to.trim() === ''
    setEmpty(none ? { code: 'number-empty', text: t('setup.needed') } : null)
    if (!none) void store.send(to, question)
  }
  const outFailed = sent?.problem == null ? null : { code: sent.problemCode ?? '', text: sent.problem }
  const at = sent?.state
  const accepted = at === 'submitted' || at === 'delivered'
  return (
    <Step
      name="proof"
      no={no}
      title={t('steps.proof.title')}
      state={sent === null || reply !== null || step !== 'todo' ? step : outFailed === null ? 'work' : 'bad'}
    >
      <p>{t('steps.proof.why')}</p>
      {view.repliedAt !== null && sent === null && <Proof at={view.repliedAt}>{t('steps.proof.done')}</Proof>}
      <form onSubmit={submit} noValidate aria-label={t('steps.proof.title')}>
        <div className="fields">
          <Field
            label={t('steps.proof.to')}
            name="own"
            inputMode="tel"
            mono
            maxLength={64}
            value={to}
            problem={empty ?? view.problem}
            onChange={(value) => {
              setTo(value)
              setEmpty(null)
            }}
          />
        </div>
        <p className="note">
          {t('steps.proof.costs', { question: lookUp(`send.questions.${question.id}`, question.id) })}
        </p>
        <div className="fix">
          <button
            type="submit"
            className={sent === null && view.repliedAt === null ? 'btn primary' : 'btn'}
            aria-disabled={view.busy}
          >
            {t(sent === null ? 'steps.proof.send' : 'steps.proof.sendAgain')}
          </button>
        </div>
      </form>
      {sent !== null && (
        <ol className="stations">
          <Station is={at === 'queued' || at === 'held' ? 'now' : 'ok'} time={at === 'queued' ? null : sent.at}>
            {t('steps.proof.left')}
          </Station>
          <Station is={accepted ? 'ok' : outFailed !== null ? 'bad' : 'todo'} time={accepted ? sent.at : null}>
            {outFailed === null ? t('steps.proof.accepted') : t('steps.proof.outHalf', { why: inWords(outFailed) })}
          </Station>
          {/* Some carriers send no receipt. Whose answer is here has the text. */}
          <Station is={at === 'delivered' || reply !== null ? 'ok' : at === 'submitted' ? 'now' : 'todo'}>
            {t('steps.proof.delivered')}{' '}
            <span className="note">
              {t(at !== 'delivered' && reply !== null ? 'steps.proof.noReceipt' : 'steps.proof.receipt')}
            </span>
          </Station>
          <Station is={reply !== null ? 'ok' : at === 'delivered' ? 'now' : 'todo'}>{t('steps.proof.answer')}</Station>
          <Station is={reply !== null ? 'proof' : 'todo'} time={reply?.at ?? null}>
            {t('steps.proof.arrives')}
          </Station>
          <Station is={reply === null ? 'todo' : reply.thanks !== null ? 'proof' : 'now'}>
            {t('steps.proof.filed')}
          </Station>
        </ol>
      )}
      {isLate && outFailed === null && (
        <p className="note" role="status">
          {t(at === 'delivered' ? 'steps.proof.noReply' : 'steps.proof.noPhone')}
        </p>
      )}
      {allSet && outFailed === null && (
        <div className="fix" role="status">
          <b>{t('steps.proof.allSet')}</b>
          <a className="btn primary" href="#send">
            {t('steps.proof.finish')}
          </a>
        </div>
      )}
    </Step>
  )
}

interface StationProps {
  is: 'ok' | 'now' | 'todo' | 'proof' | 'bad'
  time?: string | null
  children: ReactNode
}

function Station({ is, time = null, children }: StationProps) {
  const { t } = useWords()
  return (
    <li className={`stn ${is}`} aria-current={is === 'now' ? 'step' : undefined}>
      <span className="dot" aria-hidden="true">
        {(is === 'ok' || is === 'proof') && <Icon name="tick" />}
        {is === 'bad' && <Icon name="cross" />}
      </span>
      <span>{children}</span>
      {time !== null ? <time>{clock(time)}</time> : is === 'now' && <span>{t('steps.proof.waiting')}</span>}
    </li>
  )
}

/** Whether what began then has taken too long. */
function useLate(began: string | null): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    setLate(false)
    if (began === null) return
    const timer = setTimeout(() => setLate(true), patienceMs)
    return () => clearTimeout(timer)
  }, [began])
  return late
}
