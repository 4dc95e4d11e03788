import { type FormEvent, useState } from 'react'
import type { Argument, DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { ReachMark } from '../app/ReachMark.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Field } from './Field.tsx'
import { Proof, Step } from './Step.tsx'
import type { StepState } from './step-states.ts'
import { useCall } from './use-call.ts'

interface WayInStepProps {
  no: number
  state: DeskState
  step: StepState
  api: Pick<DeskApi, 'saveAccount' | 'setMode' | 'proveReach'>
  now: number
  lostSince: number | null
}

/** How replies reach this computer. Opening it is where practice ends and live begins. */
export function WayInStep({ no, state, step, api, now, lostSince }: WayInStepProps) {
  const { t } = useWords()
  const { account, mode, requests } = state
  const [changing, setChanging] = useState(false)
  const [proof, setProof] = useState<{ ms: number; at: string } | null>(null)
  const call = useCall()
  const isLive = mode === 'live'
  const isFixed = account?.from === 'environment'
  const hasNumber = account?.number != null
  const open = hasNumber && !isFixed && (changing || account.wayIn === null)

  const prove = async () => {
    setProof(null)
    setProof(await call.run(() => api.proveReach({})))
  }
  return (
    <Step
      name="way"
      no={no}
      title={t('setup.wayIn')}
      state={step}
      action={
        !open && (
          <>
            {isLive && (
              <button type="button" className="btn quiet" aria-disabled={call.busy} onClick={() => void prove()}>
                {t('steps.way.prove')}
              </button>
            )}
            {hasNumber && !isFixed && (
              <button type="button" className="btn quiet" onClick={() => setChanging(true)}>
                {t('steps.change')}
              </button>
            )}
          </>
        )
      }
    >
      {!hasNumber && <p className="dim">{t('steps.afterNumber')}</p>}
      {hasNumber && !open && (
        <p>
          {account.wayIn === null ? (
            t('steps.way.none')
          ) : account.wayIn === 'ngrok' ? (
            t('steps.way.viaNgrok')
          ) : (
            <Sentence k="steps.way.viaUrl" parts={{ url: <span className="mono">{account.publicUrl}</span> }} />
          )}
        </p>
      )}
      {isLive && (
        <p className="reach-line">
          <ReachMark reach={state.reach} now={now} lostSince={lostSince} />
        </p>
      )}
      {isLive && state.reach.state === 'unreachable' && account?.wayIn != null && (
        <p className="note">
          {t(
            account.wayIn === 'public-url'
              ? 'steps.way.mendUrl'
              : state.reach.why === 'tunnel-token-refused'
                ? 'steps.way.mendToken'
                : 'steps.way.mendNgrok',
          )}
        </p>
      )}
      {proof !== null && (
        <Proof at={proof.at}>{t('steps.way.proof', { seconds: (Math.max(proof.ms, 10) / 1000).toFixed(2) })}</Proof>
      )}
      {requests?.quota != null && (
        <p className={requests.count >= requests.quota / 2 ? 'problem' : 'note'}>
          {t(requests.count >= requests.quota / 2 ? 'steps.way.requestsLow' : 'steps.way.requests', {
            count: requests.count,
            quota: requests.quota,
          })}
        </p>
      )}
      {open && (
        <WayInForm
          account={account}
          isLive={isLive}
          api={api}
          call={call}
          onLeave={changing ? () => setChanging(false) : null}
        />
      )}
      {!open && hasNumber && !isLive && <GoLive api={api} call={call} />}
      {call.problem !== null && <ProblemText problem={call.problem} />}
    </Step>
  )
}

function GoLive({ api, call }: Pick<WayInFormProps, 'api' | 'call'>) {
  const { t } = useWords()
  return (
    <>
      <p className="note">{t('steps.way.liveWhy')}</p>
      <div className="fix">
        <button
          type="button"
          className="btn primary"
          aria-disabled={call.busy}
          onClick={() => void call.run(() => api.setMode({ mode: 'live' }))}
        >
          {t(call.busy ? 'setup.connecting' : 'steps.way.goLive')}
        </button>
      </div>
    </>
  )
}

interface WayInFormProps extends Pick<WayInStepProps, 'api'> {
  account: NonNullable<DeskState['account']>
  isLive: boolean
  /** Of the step: with the way in entered this form is gone, and what then goes wrong must still be said. */
  call: ReturnType<typeof useCall>
  onLeave: (() => void) | null
}

function WayInForm({ account, isLive, api, call, onLeave }: WayInFormProps) {
  const { t } = useWords()
  const [way, setWay] = useState<'ngrok' | 'url'>(account.wayIn === 'public-url' ? 'url' : 'ngrok')
  const [token, setToken] = useState('')
  const [domain, setDomain] = useState(account.ngrokDomain ?? '')
  const [url, setUrl] = useState(account.publicUrl ?? '')
  const [port, setPort] = useState(String(account.webhookPort ?? ''))
  const [wrong, setWrong] = useState<Problem | null>(null)
  const [wrongPort, setWrongPort] = useState<Problem | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    // A token that is kept need not be entered again to change the domain.
    const needed = way === 'ngrok' && token.trim() === '' && !account.hasNgrokToken
    const badUrl = way === 'url' && !/^https:\/\/[^\s/]+/i.test(url.trim())
    setWrong(needed ? { code: '', text: t('setup.needed') } : badUrl ? { code: '', text: t('setup.badUrl') } : null)
    const badPort =
      way === 'url' &&
      port.trim() !== '' &&
      !(/^\d{1,5}$/.test(port.trim()) && Number(port) > 0 && Number(port) < 65_536)
    setWrongPort(badPort ? { code: '', text: t('steps.way.badPort') } : null)
    if (needed || badUrl || badPort) return
    const changes: Argument<'saveAccount'> =
      way === 'url'
        ? { publicUrl: url.trim(), webhookPort: port.trim() === '' ? null : Number(port) }
        : { publicUrl: '', ngrokDomain: domain.trim(), ...(token.trim() !== '' && { ngrokAuthtoken: token.trim() }) }
    const saved = await call.run(() => api.saveAccount(changes))
    if (saved === null) return
    setToken('')
    if (isLive || (await call.run(() => api.setMode({ mode: 'live' }))) !== null) onLeave?.()
  }
  return (
    <form onSubmit={submit} noValidate aria-label={t('setup.wayIn')}>
      <p>{t('setup.wayInWhy')}</p>
      <fieldset className="seg">
        <legend className="sr">{t('setup.wayIn')}</legend>
        <button type="button" aria-pressed={way === 'ngrok'} onClick={() => setWay('ngrok')}>
          {t('setup.viaNgrok')}
        </button>
        <button type="button" aria-pressed={way === 'url'} onClick={() => setWay('url')}>
          {t('setup.viaUrl')}
        </button>
      </fieldset>
      <p className="note">{t(way === 'ngrok' ? 'steps.way.ngrokWhy' : 'steps.way.urlWhy')}</p>
      {way === 'ngrok' ? (
        <div className="fields">
          <Field
            label={t('setup.ngrokToken')}
            name="ngrokAuthtoken"
            secret
            maxLength={256}
            value={token}
            problem={wrong}
            onChange={setToken}
          />
          <Field
            label={t('setup.ngrokDomain')}
            note={t('setup.optional')}
            name="ngrokDomain"
            mono
            maxLength={253}
            value={domain}
            onChange={setDomain}
          />
        </div>
      ) : (
        <div className="fields">
          <Field
            label={t('setup.publicUrl')}
            note={t('setup.publicUrlHint')}
            name="publicUrl"
            inputMode="url"
            mono
            maxLength={253}
            value={url}
            problem={wrong}
            onChange={setUrl}
          />
          <Field
            label={t('steps.way.port')}
            note={t('steps.way.portHint')}
            name="webhookPort"
            inputMode="numeric"
            mono
            maxLength={5}
            value={port}
            problem={wrongPort}
            onChange={setPort}
          />
        </div>
      )}
      {!isLive && <p className="note">{t('steps.way.liveWhy')}</p>}
      <div className="fix">
        <button type="submit" className="btn primary" aria-disabled={call.busy}>
          {t(call.busy ? 'setup.connecting' : isLive ? 'steps.keep' : 'steps.way.goLive')}
        </button>
        {onLeave !== null && (
          <button type="button" className="btn quiet" onClick={onLeave}>
            {t('steps.leave')}
          </button>
        )}
      </div>
    </form>
  )
}
