import { type FormEvent, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { type SignatureMethod, signatureMethods } from '../../shared/setup.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { Field } from './Field.tsx'
import { SelectField } from './SelectField.tsx'
import { Step } from './Step.tsx'
import type { StepState } from './step-states.ts'
import { useCall } from './use-call.ts'

interface SignatureStepProps {
  no: number
  state: DeskState
  step: StepState
  api: Pick<DeskApi, 'saveAccount'>
}

/** The secret that replies are signed with; without one anybody who learns the address could send some. */
export function SignatureStep({ no, state, step, api }: SignatureStepProps) {
  const { t } = useWords()
  const { account, counts } = state
  const [changing, setChanging] = useState(false)
  const isFixed = account?.from === 'environment'
  const misfits = counts.badlySigned > 0 && account?.signed != null
  const open = account !== null && !isFixed && (changing || misfits)
  return (
    <Step
      name="sign"
      no={no}
      title={t('setup.signed')}
      state={step}
      action={
        account !== null &&
        !isFixed &&
        !open && (
          <button type="button" className="btn quiet" onClick={() => setChanging(true)}>
            {t(account.signed === null ? 'steps.sign.enter' : 'steps.change')}
          </button>
        )
      }
    >
      {account === null ? (
        <p className="dim">{t('steps.after')}</p>
      ) : misfits ? (
        <p className="problem">
          <Icon name="cross" />
          <span>{t('steps.sign.misfit', { count: counts.badlySigned })}</span>
        </p>
      ) : account.signed !== null ? (
        <p>{t('steps.sign.on', { method: account.signed })}</p>
      ) : (
        <p>{t('setup.signedWhy')}</p>
      )}
      {open && <SignatureForm account={account} api={api} misfits={misfits} onLeave={() => setChanging(false)} />}
    </Step>
  )
}

interface SignatureFormProps extends Pick<SignatureStepProps, 'api'> {
  account: NonNullable<DeskState['account']>
  /** Then the form stays open until it is mended or given up. */
  misfits: boolean
  onLeave: () => void
}

function SignatureForm({ account, api, misfits, onLeave }: SignatureFormProps) {
  const { t } = useWords()
  const call = useCall()
  const [secret, setSecret] = useState('')
  const [old, setOld] = useState('')
  const [method, setMethod] = useState<SignatureMethod>(account.signed ?? 'sha256')
  const [missing, setMissing] = useState(false)

  const save = async (changes: Parameters<typeof api.saveAccount>[0]) => {
    const saved = await call.run(() => api.saveAccount(changes))
    if (saved === null) return
    setSecret('')
    setOld('')
    onLeave()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const none = secret.trim() === ''
    setMissing(none)
    if (!none) void save({ signatureSecret: secret.trim(), signatureSecretOld: old.trim(), signatureMethod: method })
  }
  return (
    <form onSubmit={submit} noValidate aria-label={t('setup.signed')}>
      {misfits && <p>{t('steps.sign.misfitWhy')}</p>}
      {account.signed !== null && <p>{t('setup.signedWhy')}</p>}
      <div className="fields">
        <Field
          label={t('setup.signatureSecret')}
          name="signatureSecret"
          secret
          maxLength={256}
          value={secret}
          problem={missing ? { code: '', text: t('setup.needed') } : null}
          onChange={setSecret}
        />
        <Field
          label={t('setup.signatureSecretOld')}
          note={t('setup.signatureSecretOldHint')}
          name="signatureSecretOld"
          secret
          maxLength={256}
          value={old}
          onChange={setOld}
        />
        <SelectField
          label={t('setup.signatureMethod')}
          mono
          value={method}
          onChange={(chosen) => setMethod(chosen as SignatureMethod)}
        >
          {signatureMethods.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </SelectField>
      </div>
      <div className="fix">
        <button type="submit" className="btn primary" aria-disabled={call.busy}>
          {t('steps.sign.keep')}
        </button>
        {account.signed !== null && (
          <button
            type="button"
            className="btn quiet"
            onClick={() => void save({ signatureSecret: '', signatureSecretOld: '' })}
          >
            {t('steps.sign.off')}
          </button>
        )}
        {!misfits && (
          <button type="button" className="btn quiet" onClick={onLeave}>
            {t('steps.leave')}
          </button>
        )}
      </div>
      {call.problem !== null && <ProblemText problem={call.problem} />}
    </form>
  )
}
