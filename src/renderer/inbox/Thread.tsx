import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { hasNumber, type Msisdn } from '../../shared/msisdn.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import type { PreferenceStore } from '../app/preferences.ts'
import { useReadOnly } from '../app/read-only.ts'
import { useObservable } from '../app/use-observable.ts'
import type { RowActions } from '../feed/row-actions.ts'
import type { RowAsks } from '../feed/row-kit.ts'
import { Visible } from '../feed/Untrusted.tsx'
import type { Cost } from '../runs/cost.ts'
import { sentenceCase } from '../words/sentence-case.ts'
import { useWords } from '../words/use-words.ts'
import { Composer } from './Composer.tsx'
import { FileBar } from './FileBar.tsx'
import type { InboxStores } from './inbox-stores.ts'
import { fieldsOf } from './saved-fields.ts'
import { Talk } from './Talk.tsx'
import { ThreadFind } from './ThreadFind.tsx'
import { type Dial, ThreadHead } from './ThreadHead.tsx'
import { askingIn } from './talk-lines.ts'
import { viewOf } from './thread-view.ts'
import type { ThreadDeeds } from './use-deeds.ts'
import { useShownText } from './use-shown-text.ts'

export interface ThreadProps {
  customer: Msisdn
  name: string | null
  who: string
  stores: InboxStores
  actions: RowActions
  state: DeskState
  preferences: PreferenceStore
  price: Cost | null
  deeds: ThreadDeeds
  /** Text again, or correct the number, in the form of Send. */
  onForm: (kind: 'again' | 'correct', message: Message) => void
  onAbout: (() => void) | null
  onEditSaved: () => void
  about: RefObject<HTMLButtonElement | null>
  box: RefObject<HTMLTextAreaElement | null>
  snoozing: boolean
  onSnoozing: (open: boolean) => void
  desk: Pick<DeskApi, 'find'>
  /** The search within it is open. */
  finding: boolean
  onFound: () => void
  dial: Dial
  /** Where somebody came from; null when not from a board. */
  board: string | null
  say: (sentence: string) => void
  now: number
}

/** One customer: what was written, what waits for a decision, and the box to write in. */
export function Thread(props: ThreadProps) {
  const { customer, name, who, stores, actions, state, preferences, deeds, box, onForm, say, now } = props
  const { t, locale } = useWords()
  // This runs before the area has opened the thread: until then the store has the one before.
  const view = viewOf(useObservable(stores.thread), customer, stores.thread)
  const readOnly = useReadOnly()
  const work = useObservable(stores.work)
  const rowWork = useObservable(actions)
  const writing = useObservable(stores.composer).get(customer) ?? stores.composer.of(customer)
  const { letterKeys, enterSends } = useObservable(preferences)
  const [refilingId, setRefilingId] = useState<string | null>(null)
  const pane = useRef<HTMLElement>(null)
  const { spot, showHit } = useShownText(stores.thread)
  const { missed } = view
  const { person, rows } = view
  const thread = person?.thread ?? null
  const asking = askingIn(rows, thread?.changedBy ?? null)
  const { composer } = stores
  useEffect(() => {
    if (person !== null) composer.remember(customer, person.draft)
  }, [composer, customer, person])

  const asks = useMemo<RowAsks>(
    () => ({
      file: (message, { digit, label, notice }) => {
        void actions.file(message, digit, notice).then((filed) => {
          if (!filed) return
          setRefilingId(null)
          say(t('say.filed', { label: sentenceCase(label, locale) }))
        })
      },
      close: (message) => void actions.close(message).then((closed) => closed && say(t('say.closed'))),
      reopen: (message) => void actions.reopen(message).then((reopened) => reopened && say(t('say.reopened'))),
      release: (message) => void actions.release(message).then((released) => released && say(t('say.released'))),
      cancel: (message) => void actions.cancel(message).then((cancelled) => cancelled && say(t('say.cancelled'))),
      reply: () => box.current?.focus(),
      again: (message) => {
        // A question is asked again as one, or its replies would belong to nothing.
        if (message.kind === 'notice') return onForm('again', message)
        composer.begin(customer, message.text, { id: message.id, unsure: message.state === 'unknown' })
        box.current?.focus()
      },
      correct: (message) => onForm('correct', message),
      refile: setRefilingId,
    }),
    [actions, composer, customer, box, onForm, say, t, locale],
  )
  // What was pressed may be gone with what it did: the keys go on working from the thread.
  const inside = useRef(false)
  const keepFocus = useCallback(() => {
    if (inside.current && document.activeElement === document.body)
      pane.current?.querySelector<HTMLElement>('.talk')?.focus({ preventScroll: true })
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change of how the thread stands
  useEffect(keepFocus, [thread?.status, asking?.id, work.done, refilingId])

  const { done } = work
  const problem = work.problems.get(customer) ?? null
  const busy = work.busy.has(customer)
  return (
    <section
      className="pane thread"
      aria-label={t('thread.label', { who })}
      ref={pane}
      onFocus={() => {
        inside.current = true
      }}
      onBlur={(event) => {
        // What is taken away while it has the focus says nothing.
        inside.current = event.currentTarget.contains(event.relatedTarget)
      }}
    >
      <ThreadHead
        customer={customer}
        name={name}
        thread={thread}
        busy={busy}
        letterKeys={letterKeys}
        snoozing={props.snoozing}
        onSnoozing={props.onSnoozing}
        onSnooze={deeds.snooze}
        onDone={() => deeds.done(false)}
        onRaise={deeds.raise}
        onAbout={props.onAbout}
        about={props.about}
        dial={props.dial}
        board={props.board}
      />
      {props.finding && (
        <ThreadFind
          customer={customer}
          who={who}
          desk={props.desk}
          onShow={showHit}
          onClose={() => {
            showHit(null)
            props.onFound()
          }}
        />
      )}
      {missed !== null && `m${missed.seq}` === spot && (
        <p className="missed row" role="status">
          <Icon name="find" />
          <span>{t(`inThread.${missed.why}`)}</span>
          {missed.why === 'far' && <a href="#find">{t('inThread.toFind')}</a>}
        </p>
      )}
      <Talk
        view={view}
        spot={spot}
        spotHasFocus={!props.finding}
        store={stores.thread}
        work={rowWork}
        asks={asks}
        refilingId={refilingId}
        askingId={asking !== null && (asking.options.length > 0 || thread !== null) ? asking.id : null}
        held={readOnly ? null : writing.held}
        takingBack={writing.takingBack}
        onTakeBack={deeds.takeBack}
        stopped={state.sendingStopped !== null || state.stop !== null}
        who={who}
        now={now}
      />
      {problem !== null && (
        <div className="thread-problem">
          <ProblemText problem={problem} />
        </div>
      )}
      {asking !== null && asking.options.length > 0 && !readOnly && (
        <FileBar
          asking={asking}
          rows={rows}
          busy={rowWork.busy.has(asking.id)}
          digitKeys={letterKeys}
          onFile={(choice) => asks.file(asking, choice)}
        />
      )}
      {done !== null && !readOnly && (done.customer !== customer || thread?.status !== 'needs-you') && (
        <p className="undo row">
          <Icon name="tick" />
          <span>
            {done.customer === customer ? (
              t('thread.isDone')
            ) : (
              <Visible text={t('thread.isDoneOf', { who: deeds.nameOf(done.customer) })} />
            )}
          </span>
          <button type="button" className="link" aria-disabled={busy} onClick={deeds.takeBackDone}>
            {t('thread.undo')}
          </button>
        </p>
      )}
      {readOnly || !hasNumber(customer) ? (
        <div className="compose">
          <p className="note">
            <Visible text={t(readOnly ? 'composer.handedOver' : 'composer.noNumber', { who })} />
          </p>
        </div>
      ) : thread?.optedOut === true ? (
        <div className="compose">
          <p className="opted-out">
            <Icon name="bar" />
            <span>
              <b>
                <Visible text={t('composer.optedOut', { who })} />
              </b>{' '}
              {t('composer.optedOutDo')}
            </span>
          </p>
        </div>
      ) : (
        <Composer
          customer={customer}
          who={who}
          writing={writing}
          store={composer}
          fields={fieldsOf(person, name)}
          replies={state.savedReplies}
          price={props.price}
          enterSends={enterSends}
          stopped={state.stop !== null}
          box={box}
          onSend={deeds.send}
          onTakeBack={deeds.takeBack}
          onEditSaved={props.onEditSaved}
        />
      )}
    </section>
  )
}
