import { type FormEvent, useId, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Customer, DeskState } from '../../shared/desk-state.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { type Problem, type Result, refused } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'
import { EraseDialog } from './EraseDialog.tsx'

interface CustomerDataProps {
  state: DeskState
  api: Pick<DeskApi, 'getCustomer' | 'exportCustomer' | 'eraseCustomer'>
  onErased: (msisdn: Msisdn) => void
  now: number
}

/** What a customer may ask for: a copy of what is kept of them, and to be erased. */
export function CustomerData({ state, api, onErased, now }: CustomerDataProps) {
  const { t, locale } = useWords()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  /** Of the number as it stands in the field; a change of it forgets what was found. */
  const [known, setKnown] = useState<Customer | null>(null)
  const [copy, setCopy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [erased, setErased] = useState<string | null>(null)
  const asked = useRef(0)

  const type = (value: string) => {
    asked.current += 1
    setTyped(value)
    setKnown(null)
    setCopy(null)
    setProblem(null)
    setErased(null)
  }
  /** An answer about a number that has changed since says nothing about this one. */
  async function ask<Value>(call: () => Promise<Result<Value>>): Promise<Value | null> {
    asked.current += 1
    const mine = asked.current
    const answer = await call()
    if (mine !== asked.current) return null
    setProblem(answer.ok ? null : answer.problem)
    return answer.ok ? answer.value : null
  }
  const look = async (event?: FormEvent) => {
    event?.preventDefault()
    if (typed.trim() === '' || known !== null) return
    const found = await ask(() => api.getCustomer({ number: typed }))
    if (found !== null) setKnown(found)
  }
  const showCopy = async () => {
    if (known === null) return
    const found = await ask(() => api.exportCustomer({ number: `+${known.msisdn}` }))
    if (found !== null) setCopy(JSON.stringify(found, null, 2))
  }
  const erase = async (submissionId: string): Promise<Problem | null> => {
    if (known === null) return refused('failed', '').problem
    const { msisdn, shown } = known
    const answer = await api.eraseCustomer({ submissionId, number: `+${msisdn}` })
    if (!answer.ok) return answer.problem
    const { erased, keptOptOut } = answer.value
    type('')
    const count = t('setup.erase.done', { who: shown, count: erased.texts })
    setErased(keptOptOut ? `${count} ${t('setup.erase.doneOut')}` : count)
    onErased(msisdn)
    return null
  }
  const day = (at: string) => sinceClock(at, locale, now)
  const who = known?.shown ?? ''
  return (
    <section className="side" aria-labelledby={`${id}h`}>
      <h2 id={`${id}h`}>{t('setup.person')}</h2>
      <p className="note">{t('setup.personWhy')}</p>
      <form onSubmit={look}>
        <label htmlFor={id}>{t('setup.personNumber')}</label>
        <input
          id={id}
          ref={field}
          className="input mono"
          inputMode="tel"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder={t('send.toHint')}
          value={typed}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}e`}
          onChange={(event) => type(event.target.value)}
          onBlur={() => void look()}
        />
      </form>
      {/* Stands there empty, or what comes into it would not be spoken. */}
      <div role="status" className="person">
        {known !== null && (
          <p>
            {known.since === null
              ? t('setup.personNothing', { who })
              : t('setup.personTexts', { who, count: known.texts, since: day(known.since) })}
            {known.optedOut !== null && ` ${t('setup.personOut', { since: day(known.optedOut.since) })}`}
          </p>
        )}
        {erased !== null && <p>{erased}</p>}
      </div>
      {problem !== null && <ProblemText id={`${id}e`} problem={problem} />}
      {known !== null && (
        <div className="row tight">
          <button type="button" className="btn small" onClick={() => void showCopy()}>
            {t('setup.personCopy')}
          </button>
          <button type="button" className="btn small" onClick={() => dialog.current?.showModal()}>
            {t('setup.personErase')}
          </button>
        </div>
      )}
      {copy !== null && (
        <div className="copy-of">
          <label htmlFor={`${id}c`}>{t('setup.personCopyOf', { who })}</label>
          <textarea id={`${id}c`} className="input mono" rows={8} readOnly value={copy} />
          <CopyButton text={copy} word="setup.personCopyTake" />
        </div>
      )}
      <EraseDialog dialog={dialog} back={field} customer={known} mode={state.mode} onErase={erase} />
    </section>
  )
}
