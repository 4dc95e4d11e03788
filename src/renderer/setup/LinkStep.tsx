import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Link } from '../../shared/setup.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'
import { Proof, Step } from './Step.tsx'
import type { StepState } from './step-states.ts'
import { type useCall as UseCall, useCall } from './use-call.ts'

interface LinkStepProps {
  no: number
  state: DeskState
  step: StepState
  api: Pick<DeskApi, 'checkLink' | 'linkNumber' | 'unlinkNumber'>
}

/** The provider refuses a receipt address that is longer. */
const callbackMost = 100

/** Has Vonage send the number's replies here, and puts back what was there before. */
export function LinkStep({ no, state, step, api }: LinkStepProps) {
  const { t } = useWords()
  const call = useCall()
  const { link, mode, reach } = state
  const putBack = async () => {
    // What is shown may be old: whoever changed it did so since it was read.
    if ((await call.run(() => api.unlinkNumber({}))) === null) void api.checkLink({})
  }
  const receipts = reach.url?.replace(/inbound$/, 'receipts') ?? ''
  return (
    <Step
      name="link"
      no={no}
      title={t('steps.link.title')}
      state={step}
      action={
        link?.state === 'linked' && (
          <button type="button" className="btn quiet" aria-disabled={call.busy} onClick={() => void putBack()}>
            {t(link.before === null ? 'steps.link.unlink' : 'steps.link.back')}
          </button>
        )
      }
    >
      {mode === 'practice' ? (
        <p className="dim">{t('steps.link.todo')}</p>
      ) : link === null ? (
        <p>{t('steps.link.asking')}</p>
      ) : (
        <Linked link={link} call={call} api={api} isReachable={reach.state === 'reachable'} />
      )}
      {mode === 'live' && receipts.length > callbackMost && (
        <div className="receipts-by-hand">
          <p className="note">{t('steps.link.long')}</p>
          <div className="url">
            <output className="mono">{receipts}</output>
            <CopyButton text={receipts} word="setup.copy" />
          </div>
        </div>
      )}
      {call.problem !== null && <ProblemText problem={call.problem} />}
      {call.problem?.code === 'link-changed' && (
        <div className="fix">
          <button type="button" className="btn" onClick={() => void call.run(() => api.unlinkNumber({ anyway: true }))}>
            {t('steps.link.backAnyway')}
          </button>
        </div>
      )}
      {call.problem?.code === 'link-old-silent' && (
        <div className="fix">
          <button type="button" className="btn" onClick={() => void call.run(() => api.unlinkNumber({ remove: true }))}>
            {t('steps.link.remove')}
          </button>
        </div>
      )}
    </Step>
  )
}

interface LinkedProps extends Pick<LinkStepProps, 'api'> {
  link: Link
  call: ReturnType<typeof UseCall>
  isReachable: boolean
}

function Linked({ link, call, api, isReachable }: LinkedProps) {
  const { t } = useWords()
  const where = <span className="mono">{link.leadsTo ?? link.before}</span>
  const check = (
    <button
      type="button"
      className="btn"
      aria-disabled={call.busy}
      onClick={() => void call.run(() => api.checkLink({}))}
    >
      {t(call.busy ? 'steps.working' : 'steps.again')}
    </button>
  )
  if (link.state === 'linked')
    return (
      <>
        <p>
          {link.before === null ? t('steps.link.linked') : <Sentence k="steps.link.linkedBefore" parts={{ where }} />}
        </p>
        <Proof at={link.at}>{t('steps.link.proof')}</Proof>
        {link.problem !== null && <ProblemText problem={link.problem} />}
      </>
    )
  if (link.state === 'unknown')
    return (
      <>
        {link.problem !== null && <ProblemText problem={link.problem} />}
        <div className="fix">{check}</div>
      </>
    )
  return (
    <>
      <p>
        {link.state === 'none' ? (
          t(link.linkedAt !== null ? 'steps.link.takenNone' : 'steps.link.none')
        ) : (
          <Sentence k={link.linkedAt !== null ? 'steps.link.taken' : 'steps.link.elsewhere'} parts={{ where }} />
        )}
      </p>
      {link.problem !== null && <ProblemText problem={link.problem} />}
      <div className="fix">
        <button
          type="button"
          className="btn primary"
          aria-disabled={call.busy || !isReachable}
          onClick={() => void call.run(() => api.linkNumber({}))}
        >
          {t(call.busy ? 'steps.working' : link.linkedAt !== null ? 'steps.link.doAgain' : 'steps.link.do')}
        </button>
        {check}
      </div>
    </>
  )
}
