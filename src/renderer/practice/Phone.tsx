import { type FormEvent, type KeyboardEvent, type RefObject, useId, useLayoutEffect, useRef } from 'react'
import type { CastMember } from '../../shared/desk-state.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useObservable } from '../app/use-observable.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { beginningOf, scriptOf } from '../feed/visible-text.ts'
import { dayKey, dayName } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { isOnPhone, type PhoneStore } from './phone-store.ts'

interface PhoneProps {
  /** Something else stands in its place. */
  hidden: boolean
  store: PhoneStore
  cast: readonly CastMember[]
  ours: string
  now: number
  input: RefObject<HTMLInputElement | null>
}

/** A long talk scrolls: without this the keyboard could not get to its beginning. */
const byKeyboard = { tabIndex: 0 }

/** The pretend customer's phone: the dispatcher plays the other side. */
export function Phone({ hidden, store, cast, ours, now, input }: PhoneProps) {
  const { t, locale } = useWords()
  const phone = useObservable(store)
  const id = useId()
  const talk = useRef<HTMLDivElement>(null)
  const member = cast.find((each) => each.msisdn === phone.customer)
  const who = member?.name.split(' ')[0] ?? showNumber(phone.customer)
  const thread = phone.thread.filter(isOnPhone)
  const quick = ['1', '2', '3', t('practice.smallTalk'), 'STOP']
  const newest = thread.at(-1)?.id

  useLayoutEffect(() => {
    if (!hidden && newest !== undefined) talk.current?.scrollTo({ top: talk.current.scrollHeight })
  }, [newest, hidden])

  const send = (event: FormEvent) => {
    event.preventDefault()
    void store.play(phone.typed)
  }
  const guardKeys = (event: KeyboardEvent) => {
    const composing = event.nativeEvent.isComposing || event.keyCode === 229
    if (event.key === 'Enter' && (event.repeat || composing)) event.preventDefault()
  }
  return (
    <aside className="pane phone" hidden={hidden} aria-label={t('practice.phone')} data-region="phone">
      <div className="row">
        <h2 className="grow">{t('practice.you')}</h2>
        <div className="select small">
          <select
            className="input"
            aria-label={t('practice.who')}
            value={phone.customer}
            onChange={(event) => void store.choose(event.target.value)}
          >
            {cast.map((each) => (
              <option key={each.msisdn} value={each.msisdn}>
                {each.name}
              </option>
            ))}
            {member === undefined && <option value={phone.customer}>{showNumber(phone.customer)}</option>}
          </select>
          <Icon name="down" />
        </div>
      </div>
      <div className="handset">
        <header>
          <b>{t('practice.from')}</b>
          <span className="mono dim">{showNumber(ours)}</span>
        </header>
        <section className="talk" aria-label={t('practice.talk')} ref={talk} {...byKeyboard}>
          {thread.length === 0 && (
            <p className="note hush">{t(member?.habit === 'unreachable' ? 'practice.landline' : 'practice.nothing')}</p>
          )}
          {thread.map((message, index) => {
            const day = dayKey(message.at)
            const newDay = index === 0 || dayKey(thread[index - 1]?.at ?? message.at) !== day
            return (
              <div className="turn" key={message.id}>
                {newDay && (
                  <p className="day">{day === dayKey(now) ? t('practice.today') : dayName(message.at, locale, now)}</p>
                )}
                <p
                  className={message.direction === 'inbound' ? 'bub us' : 'bub'}
                  dir="auto"
                  lang={scriptOf(message.text)}
                >
                  <Visible text={beginningOf(message.text) ?? message.text} />
                </p>
              </div>
            )
          })}
        </section>
        {phone.problem !== null && <ProblemText problem={phone.problem} />}
        <fieldset className="keys">
          <legend className="sr">{t('practice.quick')}</legend>
          {quick.map((text) => (
            <button
              type="button"
              className="btn small"
              key={text}
              aria-disabled={phone.busy}
              onClick={(event) => {
                if (event.detail < 2) void store.play(text)
              }}
              onKeyDown={guardKeys}
            >
              {text}
            </button>
          ))}
        </fieldset>
        <form className="write" onSubmit={send} onKeyDown={guardKeys}>
          <label className="sr" htmlFor={id}>
            {t('practice.textAs', { who })}
          </label>
          <input
            id={id}
            ref={input}
            className="input"
            dir="auto"
            autoComplete="off"
            maxLength={3200}
            placeholder={t('practice.textAs', { who })}
            value={phone.typed}
            onChange={(event) => store.type(event.target.value)}
          />
          <button
            type="submit"
            className="btn primary field"
            aria-label={t('practice.sendAs', { who })}
            aria-disabled={phone.busy}
          >
            <Icon name="up" />
          </button>
        </form>
      </div>
    </aside>
  )
}
