import { type FormEvent, useRef, useState } from 'react'
import type { DeskApi, DeskState } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { AccountSummary } from './AccountSummary.tsx'
import {
  type AccountFields,
  accountArgument,
  checkAccount,
  type FieldName,
  type FieldProblem,
  fieldOf,
  noAccount,
  type SignatureMethod,
  signatureMethods,
} from './account-form.ts'
import { Field } from './Field.tsx'
import { Step, wayState } from './Step.tsx'

type Problems = Partial<Record<FieldName, FieldProblem>>

/** Takes an account in. Secrets go in and never come out, so a saved account shows its key alone. */
export function AccountForm({ state, api }: { state: DeskState; api: Pick<DeskApi, 'saveAccount' | 'setMode'> }) {
  const words = useWords()
  const { t } = words
  const [fields, setFields] = useState(noAccount)
  const [problems, setProblems] = useState<Problems>({})
  const [whole, setWhole] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  // A connected account is shown, not asked for again.
  const [open, setOpen] = useState(state.account === null)
  const form = useRef<HTMLFormElement>(null)

  const edit = (change: Partial<AccountFields>) => {
    setFields((now) => ({ ...now, ...change }))
    setProblems({})
    setWhole(null)
  }
  const field = (name: Exclude<FieldName, 'way' | 'signatureMethod'>) => ({
    name,
    value: fields[name],
    problem: problems[name],
    onChange: (value: string) => edit({ [name]: value }),
  })
  const showFirst = () => {
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  const tell = (problem: Problem) => {
    const name = fieldOf(problem.code)
    if (name === null) setWhole(problem)
    else setProblems({ [name]: { code: 'desk', text: words.problem(problem) } })
    showFirst()
  }
  const connect = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const found = checkAccount(fields, state.country)
    setProblems(found)
    if (Object.keys(found).length > 0) {
      showFirst()
      return
    }
    setBusy(true)
    setWhole(null)
    const saved = await api.saveAccount(accountArgument(fields))
    const answer = saved.ok ? await api.setMode({ mode: 'live' }) : saved
    setBusy(false)
    // Gone from the window's memory as soon as the key ring has them.
    if (saved.ok)
      setFields((now) => ({ ...now, apiSecret: '', ngrokAuthtoken: '', signatureSecret: '', signatureSecretOld: '' }))
    if (answer.ok) setOpen(false)
    else tell(answer.problem)
  }
  if (!open) return <AccountSummary state={state} onChange={() => setOpen(true)} />

  return (
    <form ref={form} onSubmit={connect} noValidate aria-label={t('setup.title')}>
      <ol>
        <Step no={1} title={t('setup.account')} state={state.account !== null ? 'done' : 'todo'}>
          <p>{state.account === null ? t('setup.accountWhy') : t('setup.accountHave', { key: state.account.key })}</p>
          <div className="fields">
            <Field label={t('setup.apiKey')} mono maxLength={64} {...field('apiKey')} />
            <Field label={t('setup.apiSecret')} secret maxLength={256} {...field('apiSecret')} />
          </div>
        </Step>
        <Step no={2} title={t('setup.number')} state={state.mode === 'live' ? 'done' : 'todo'}>
          <p>{t('setup.numberWhy')}</p>
          <div className="fields">
            <Field label={t('setup.numberField')} mono maxLength={64} {...field('number')} />
          </div>
        </Step>
        <Step no={3} title={t('setup.wayIn')} state={wayState(state)}>
          <p>{t('setup.wayInWhy')}</p>
          <fieldset className="seg">
            <legend className="sr">{t('setup.wayIn')}</legend>
            <button type="button" aria-pressed={fields.way === 'ngrok'} onClick={() => edit({ way: 'ngrok' })}>
              {t('setup.viaNgrok')}
            </button>
            <button type="button" aria-pressed={fields.way === 'url'} onClick={() => edit({ way: 'url' })}>
              {t('setup.viaUrl')}
            </button>
          </fieldset>
          {fields.way === 'ngrok' ? (
            <div className="fields">
              <Field
                label={t('setup.ngrokToken')}
                note={t('setup.ngrokTokenHint')}
                secret
                maxLength={256}
                {...field('ngrokAuthtoken')}
              />
              <Field
                label={t('setup.ngrokDomain')}
                note={t('setup.optional')}
                mono
                maxLength={253}
                {...field('ngrokDomain')}
              />
            </div>
          ) : (
            <div className="fields">
              <Field
                label={t('setup.publicUrl')}
                note={t('setup.publicUrlHint')}
                mono
                maxLength={253}
                {...field('publicUrl')}
              />
            </div>
          )}
        </Step>
        <Step no={4} title={t('setup.signed')} state={state.counts.badlySigned > 0 ? 'bad' : 'todo'}>
          <p>{t('setup.signedWhy')}</p>
          <div className="fields">
            <Field
              label={t('setup.signatureSecret')}
              note={t('setup.optional')}
              secret
              maxLength={256}
              {...field('signatureSecret')}
            />
            <Field
              label={t('setup.signatureSecretOld')}
              note={t('setup.signatureSecretOldHint')}
              secret
              maxLength={256}
              {...field('signatureSecretOld')}
            />
            <div className="field-of">
              <label htmlFor="method">{t('setup.signatureMethod')}</label>
              <div className="select">
                <select
                  id="method"
                  className="input mono"
                  value={fields.signatureMethod}
                  onChange={(event) => edit({ signatureMethod: event.target.value as SignatureMethod })}
                >
                  {signatureMethods.map((method) => (
                    <option key={method}>{method}</option>
                  ))}
                </select>
                <Icon name="down" />
              </div>
            </div>
          </div>
        </Step>
      </ol>
      <div className="go">
        <button type="submit" className="btn primary big" aria-disabled={busy}>
          {t(busy ? 'setup.connecting' : 'setup.connect')}
        </button>
        {whole !== null && <ProblemText problem={whole} />}
      </div>
    </form>
  )
}
