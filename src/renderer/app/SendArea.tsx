import { type RefObject, useCallback, useRef } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { CastMember, DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { readNumber, showNumber } from '../../shared/msisdn.ts'
import { Feed } from '../feed/Feed.tsx'
import { Cast } from '../practice/Cast.tsx'
import { Guide } from '../practice/Guide.tsx'
import type { GuideStore } from '../practice/guide-store.ts'
import { Phone } from '../practice/Phone.tsx'
import { type Side, Sides } from '../practice/Sides.tsx'
import { RunNotices } from '../runs/RunNotices.tsx'
import { SendForm } from '../send/SendForm.tsx'
import { writeAgain } from '../send/write-again.ts'
import { useWords } from '../words/use-words.ts'
import type { PreferenceStore } from './preferences.ts'
import type { Stores } from './stores.ts'
import { useMedia } from './use-media.ts'
import { useObservable } from './use-observable.ts'
import type { StopSwitch } from './use-stop.ts'

interface SendAreaProps {
  desk: DeskApi
  state: DeskState
  stores: Stores
  lostSince: number | null
  stopSwitch: StopSwitch
  now: number
  preferences: PreferenceStore
  knownName: (customer: string) => string | null
  nameOf: (customer: string) => string
  to: RefObject<HTMLInputElement | null>
  text: RefObject<HTMLTextAreaElement | null>
  search: RefObject<HTMLInputElement | null>
  /** What stands left in a narrow window. */
  side: Side
  onSide: (side: Side) => void
  focusOn: (side: Side, find: () => HTMLElement | null) => void
}

/** Send: the form, the live feed, and in practice the phone of the customer. */
export function SendArea(props: SendAreaProps) {
  const { desk, state, stores, lostSince, now, preferences, knownName, nameOf, to, text, search } = props
  const { side, onSide, focusOn } = props
  const { t } = useWords()
  const { guide, letterKeys } = useObservable(preferences)
  const typing = useRef<HTMLInputElement>(null)
  const { draft, practice } = stores
  const { questions } = state
  const cast = state.practice?.cast ?? []
  const [first] = cast
  const guided = practice !== null && guide && first !== undefined
  const roomy = useMedia('(min-width: 68.8125em) and (min-height: 42.5625em)')
  const shared = useMedia('(min-width: 43.8125em) and (max-width: 68.75em)') && practice !== null

  const reply = useCallback(
    (message: Message) => {
      draft.begin(
        { kind: 'reply', customer: message.customer, unsure: false, inReplyTo: message.id },
        { to: showNumber(message.customer), text: '' },
      )
      focusOn('form', () => text.current)
    },
    [draft, focusOn, text],
  )
  const again = useCallback(
    (message: Message) => {
      const isQuestion = writeAgain(draft, 'again', message, questions)
      focusOn('form', () => (isQuestion ? to : text).current)
    },
    [draft, questions, focusOn, text, to],
  )
  const correct = useCallback(
    (message: Message) => {
      writeAgain(draft, 'correct', message, questions)
      focusOn('form', () => to.current)
      // The old number is in the field only after React has drawn it there.
      queueMicrotask(() => to.current?.select())
    },
    [draft, questions, focusOn, to],
  )
  const pick = (member: CastMember) => {
    draft.address(showNumber(member.msisdn))
    void practice?.phone.choose(member.msisdn)
    focusOn('form', () => to.current)
  }
  const readGap = useCallback(
    async (gapId: number) => {
      await desk.dismissGap({ gapId })
    },
    [desk],
  )
  const sent = (message: Message) => {
    stores.feed.put(message)
    // The phone to look at is the one that is about to ring, unless somebody is typing on another.
    if (practice?.phone.getSnapshot().typed === '') void practice.phone.choose(message.customer)
  }
  const form = (
    <SendForm
      key="form"
      hidden={shared && side !== 'form'}
      state={state}
      store={draft}
      customers={stores.customer}
      api={desk}
      now={now}
      nameOf={nameOf}
      onSent={sent}
      toRef={to}
      textRef={text}
    />
  )
  const phone = practice !== null && (
    <Phone
      key="phone"
      hidden={shared && side !== 'phone'}
      store={practice.phone}
      cast={cast}
      ours={state.number}
      now={now}
      input={typing}
    />
  )
  const feed = (
    <Feed
      key="feed"
      store={stores.feed}
      actions={stores.actions}
      state={state}
      lostSince={lostSince}
      stopSwitch={props.stopSwitch}
      now={now}
      story={guided && roomy}
      letterKeys={letterKeys}
      knownName={knownName}
      search={search}
      onReply={reply}
      onAgain={again}
      onCorrect={correct}
      onWrite={() => focusOn('form', () => to.current)}
      onGapRead={readGap}
      say={stores.announcer.say}
      above={
        <>
          {state.handedOver === null && <RunNotices store={stores.runs} />}
          {guided && (
            <GuideOf
              stores={stores}
              store={practice.guide}
              first={first}
              country={state.country}
              onFill={() => pick(first)}
              onPhone={(words) => {
                practice.phone.type(words)
                focusOn('phone', () => typing.current)
              }}
              onHide={() => preferences.change({ guide: false })}
            />
          )}
        </>
      }
      below={
        practice !== null && (
          <Cast cast={cast} guideHidden={!guide} onPick={pick} onGuide={() => preferences.change({ guide: true })} />
        )
      }
    />
  )
  return (
    <>
      <h1 className="sr">{t('app.send')}</h1>
      {/* By keys, so that what is being typed survives a change of the window's width. */}
      <div className={shared ? 'send shared' : 'send'}>
        {shared && <Sides side={side} onSide={onSide} />}
        {shared ? [form, phone, feed] : [form, feed, phone]}
      </div>
    </>
  )
}

interface GuideOfProps {
  stores: Stores
  store: GuideStore
  first: CastMember
  country: string
  onFill: () => void
  onPhone: (words: string) => void
  onHide: () => void
}

function GuideOf({ stores, store, first, country, onFill, onPhone, onHide }: GuideOfProps) {
  const progress = useObservable(store)
  const draft = useObservable(stores.draft)
  const number = readNumber(draft.to, country)
  return (
    <Guide
      progress={progress}
      first={first}
      inForm={number.ok && number.msisdn === first.msisdn}
      onFill={onFill}
      onPhone={onPhone}
      onSkip={store.skip}
      onHide={onHide}
    />
  )
}
