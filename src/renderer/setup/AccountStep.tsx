import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import { Field } from './Field.tsx'
import { Proof, Step } from './Step.tsx'
import type { StepState } from './step-states.ts'
import { useCall } from './use-call.ts'

interface AccountStepProps {
  no: number
  state: DeskState
  step: StepState
  api: Pick<DeskApi, 'checkAccount' | 'saveAccount'>
}

/** Problems that say nothing of the key: it may be kept and asked about later. */
const notTheKey = new Set(['provider-unreachable', 'provider-busy', 'provider-elsewhere'])

/** Key and secret, kept once the provider has answered with the balance. The secret goes in and never comes out. */
export function AccountStep({ no, state, step, api }: AccountStepProps) {
  const { t, locale } = useWords()
  const { account, keyRing } = state
  const [changing, setChanging] = useState(false)
  // Not fixed when it is drawn: a key ring may take its time.
  const open = account === null || changing
  const check = useCall()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState({ apiKey: '', apiSecret: '' })
  const [missing, setMissing] = useState<keyof typeof typed | null>(null)

  // Nobody should have to press for a proof that costs nothing.
  const unproven = account !== null && account.checked === null
  const asked = useRef(false)
  const { run } = check
  useEffect(() => {
    if (!unproven || asked.current) return
    asked.current = true
    void run(() => api.checkAccount({}))
  })

  const leave = () => {
    // Gone from the window's memory, kept or not.
    setTyped({ apiKey: '', apiSecret: '' })
    setChanging(false)
  }
  const keep = async () => {
    const saved = await check.run(() => api.saveAccount(typed))
    if (saved === null) return
    leave()
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const empty = (['apiKey', 'apiSecret'] as const).find((name) => typed[name].trim() === '') ?? null
    setMissing(empty)
    if (empty !== null) return form.current?.querySelector<HTMLInputElement>(`[name=${empty}]`)?.focus()
    const answer = await check.run(() => api.checkAccount(typed))
    if (answer !== null) await keep()
  }
  const field = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    problem: missing === name ? { code: '', text: t('setup.needed') } : null,
    onChange: (value: string) => {
      setTyped((now) => ({ ...now, [name]: value }))
      setMissing(null)
    },
  })
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
  const changes = account?.from !== 'environment'
  return (
    <Step
      name="account"
      no={no}
      title={t('setup.account')}
      state={step}
      action={
        !open &&
        changes && (
          <button type="button" className="btn quiet" onClick={() => setChanging(true)}>
            {t('steps.change')}
          </button>
        )
      }
    >
      {account !== null && (
        <p>
          <Sentence
            k={!changes ? 'steps.account.environment' : keyRing === null ? 'setup.accountHave' : 'steps.account.unkept'}
            parts={{ key: <span className="mono">{account.key}</span> }}
          />
        </p>
      )}
      {keyRing !== null && <ProblemText problem={keyRing} />}
      {account?.checked != null && (
        <Proof at={account.checked.at}>{t('steps.account.proof', { sum: euro.format(account.checked.balance) })}</Proof>
      )}
      {open && (
        <form ref={form} onSubmit={submit} noValidate aria-label={t('setup.account')}>
          <p>{t('setup.accountWhy')}</p>
          <div className="fields">
            <Field label={t('setup.apiKey')} mono maxLength={64} {...field('apiKey')} />
            <Field label={t('setup.apiSecret')} secret maxLength={256} {...field('apiSecret')} />
          </div>
          <div className="fix">
            <button type="submit" className="btn primary" aria-disabled={check.busy}>
              {t(check.busy ? 'steps.working' : 'steps.account.check')}
            </button>
            {check.problem !== null && notTheKey.has(check.problem.code) && (
              <button type="button" className="btn" onClick={() => void keep()}>
                {t('steps.account.keepAnyway')}
              </button>
            )}
            {account !== null && (
              <button type="button" className="btn quiet" onClick={leave}>
                {t('steps.leave')}
              </button>
            )}
          </div>
        </form>
      )}
      {!open && unproven && (
        <div className="fix">
          <span className="note">{t(check.busy ? 'steps.working' : 'steps.account.unproven')}</span>
          <button type="button" className="btn small" onClick={() => void check.run(() => api.checkAccount({}))}>
            {t('steps.again')}
          </button>
        </div>
      )}
      {check.problem !== null && <ProblemText problem={check.problem} />}
    </Step>
  )
}
