import { type FormEvent, type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useId, useRef } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { readNumber, showNumber } from '../../shared/msisdn.ts'
import { plainEquivalent } from '../../shared/plain-characters.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useObservable } from '../app/use-observable.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import { About } from './About.tsx'
import type { CustomerStore } from './customer-store.ts'
import type { DraftStore } from './draft.ts'
import { FreeText } from './FreeText.tsx'
import { KnownCustomer } from './KnownCustomer.tsx'
import { fieldValues } from './preview.ts'
import { QuestionPreview } from './QuestionPreview.tsx'
import { retype } from './retype.ts'
import { ToField } from './ToField.tsx'
import { useSend } from './use-send.ts'

interface SendFormProps {
  /** Something else stands in its place. */
  hidden: boolean
  state: DeskState
  store: DraftStore
  customers: CustomerStore
  api: Pick<DeskApi, 'sendSms' | 'sendNotice' | 'on'>
  /** Epoch ms, once a minute. */
  now: number
  nameOf: (customer: string) => string
  onSent: (message: Message) => void
  toRef: RefObject<HTMLInputElement | null>
  textRef: RefObject<HTMLTextAreaElement | null>
}

/** Writes one text to one customer: a question with its fields, or free words. */
export function SendForm(props: SendFormProps) {
  const { hidden, state, store, customers, api, now, nameOf, onSent, toRef, textRef } = props
  const { t, lookUp, locale } = useWords()
  const draft = useObservable(store)
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const question = state.questions.find((each) => each.id === draft.questionId)
  const number = readNumber(draft.to, state.country)
  const msisdn = number.ok ? number.msisdn : null
  useEffect(() => void customers.look(msisdn), [customers, msisdn])
  const looked = useObservable(customers)
  // For one moment it still speaks of the number before.
  const customer = looked?.msisdn === msisdn ? looked : null
  const taken = customer?.taken ?? []
  const mayNot = msisdn === state.number ? 'own' : customer?.optedOut != null ? 'opted-out' : null
  const blocked = state.handedOver === null ? mayNot : 'handed-over'
  const { submit, sending, problem, sent, asked, clear } = useSend({ draft, store, state, taken, api, onSent })
  const values = question === undefined ? {} : fieldValues(question, draft.fields, new Date())

  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (blocked !== null) {
      void customers.reload()
      toRef.current?.focus()
      return
    }
    const failed = await submit()
    const at = failed?.at
    if (at === 'text') textRef.current?.focus()
    else if (at === 'field') form.current?.querySelector<HTMLInputElement>('[data-field][aria-invalid=true]')?.focus()
    else if (at !== 'send') toRef.current?.focus()
  }
  const makeFieldsPlain = () => {
    for (const field of form.current?.querySelectorAll<HTMLInputElement>('[data-field]') ?? []) {
      const plain = plainEquivalent(field.value)
      const name = field.dataset.field ?? ''
      if (plain !== field.value && !retype(field, plain)) store.editField(name, plain)
    }
  }
  const guardKeys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    const composing = event.nativeEvent.isComposing || event.keyCode === 229
    // A held key is one press; an Enter that ends a composition is none.
    if (event.repeat || composing) event.preventDefault()
    else if ((event.ctrlKey || event.metaKey) && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault()
      form.current?.requestSubmit()
    }
  }
  const guardClick = (event: MouseEvent) => {
    if (event.detail > 1) event.preventDefault()
  }
  const waits = sent?.message.state === 'queued' && (state.stop !== null || state.sendingStopped !== null)
  const said = !waits ? 'send.sent' : state.stop !== null ? 'send.sentWaits' : 'send.sentNotYet'
  const sentTo = sent === null ? '' : showNumber(sent.message.customer)
  const sentName = sent === null ? null : nameOf(sent.message.customer)
  const who = msisdn === null ? '' : nameOf(msisdn)
  const label =
    blocked !== null
      ? t(`send.cannot.${blocked}`)
      : t(asked ? 'send.anyway' : who === '' ? 'send.send' : 'send.sendTo', { who })

  return (
    <form
      className="pane form"
      hidden={hidden}
      aria-label={t('send.title')}
      data-region="form"
      noValidate
      ref={form}
      onSubmit={send}
      onKeyDown={guardKeys}
    >
      <div className="pane-head">
        <h2>{t('send.title')}</h2>
        <span className="grow" />
        <kbd>N</kbd>
      </div>
      <div className="body">
        {draft.about !== null && <About about={draft.about} who={nameOf(draft.about.customer)} store={store} />}
        {draft.about === null && store.hasAside() && (
          <button type="button" className="link note" onClick={store.drop}>
            {t('send.backToDraft')}
          </button>
        )}
        <ToField
          value={draft.to}
          number={number}
          name={
            number.ok ? (state.practice?.cast.find((member) => member.msisdn === number.msisdn)?.name ?? null) : null
          }
          practice={state.practice !== null}
          problem={
            blocked === 'own'
              ? { code: 'own-number', text: t('send.own') }
              : problem?.at === 'to'
                ? problem.problem
                : null
          }
          known={msisdn !== null && <KnownCustomer customer={customer} who={who} now={now} />}
          onChange={(to) => {
            clear()
            const typed = readNumber(to, state.country)
            const same = typed.ok && typed.msisdn === draft.about?.customer
            // To somebody else it is no reply, and no second copy, any more. Correcting a number means somebody else.
            store.edit(same || draft.about?.kind === 'correct' ? { to } : { to, about: null })
          }}
          input={toRef}
        />
        <div>
          <div className="label">
            <label htmlFor={`${id}q`}>{t('send.question')}</label>
            <a className="note link" href="#questions">
              {t('questions.manage')}
            </a>
          </div>
          <div className="select">
            <select
              id={`${id}q`}
              className="input"
              value={question?.id ?? ''}
              onChange={(event) => {
                clear()
                store.edit({ questionId: event.target.value === '' ? null : event.target.value })
              }}
            >
              {state.questions.map((each) => (
                <option key={each.id} value={each.id}>
                  {lookUp(`send.questions.${each.id}`, each.name)}
                </option>
              ))}
              <option value="">{t('send.freeText')}</option>
            </select>
            <Icon name="down" />
          </div>
        </div>
        {question === undefined ? (
          <FreeText
            value={draft.text}
            problemLength={problem?.at === 'text' ? problem.length : null}
            onChange={(text) => {
              clear()
              store.edit({ text })
            }}
            textarea={textRef}
          />
        ) : (
          <>
            {question.fields.length > 0 && (
              <div className={question.fields.length > 1 ? 'two' : 'grid'}>
                {question.fields.map(({ name }) => {
                  const fieldLabel = lookUp(`send.fields.${name}`, sentenceCase(name, locale))
                  const wrong = problem?.at === 'field' && problem.name === name
                  return (
                    <div key={name}>
                      <label htmlFor={`${id}${name}`}>{fieldLabel}</label>
                      <input
                        id={`${id}${name}`}
                        className="input"
                        data-field={name}
                        value={values[name] ?? ''}
                        maxLength={200}
                        autoComplete="off"
                        aria-invalid={wrong}
                        aria-describedby={wrong ? `${id}${name}e` : undefined}
                        onChange={(event) => {
                          clear()
                          store.editField(name, event.target.value)
                        }}
                      />
                      {wrong && (
                        <ProblemText
                          id={`${id}${name}e`}
                          problem={{ code: 'field-missing', text: t('send.fieldMissing', { field: fieldLabel }) }}
                        />
                      )}
                    </div>
                  )
                })}
              </div>
            )}
            <QuestionPreview question={question} values={values} taken={taken} onPlain={makeFieldsPlain} />
          </>
        )}
      </div>
      <div className="foot">
        {draft.about?.unsure === true && number.ok && number.msisdn === draft.about.customer && (
          <p className="twice">{t('send.twice')}</p>
        )}
        <button
          type="submit"
          className="btn primary big whole"
          aria-disabled={sending || blocked !== null}
          onClick={guardClick}
        >
          {sending ? t('send.sending') : label}
        </button>
        <div className="note foot-line" role="status">
          {sent !== null &&
            (sent.changedSince ? (
              t('send.sentBefore', { who: sentTo })
            ) : (
              <span className="sent">
                <Icon name={waits ? 'hourglass' : 'tick'} />
                <span>
                  {t(said, { number: sentTo })} {sentName !== sentTo && <span className="one">{sentName}</span>}
                </span>
              </span>
            ))}
          {sent === null && problem?.at !== 'send' && state.practice !== null && t('send.nothingLeaves')}
        </div>
        {problem?.at === 'send' && <ProblemText problem={problem.problem} />}
      </div>
    </form>
  )
}
