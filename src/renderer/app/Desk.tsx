import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { type Msisdn, showNumber } from '../../shared/msisdn.ts'
import type { RunRow } from '../../shared/run.ts'
import { perSecondOf } from '../../shared/sending-rate.ts'
import type { Connection } from '../connect.ts'
import { sentenceFor } from '../feed/announcements.ts'
import { FiguresArea } from '../figures/FiguresArea.tsx'
import { FindArea } from '../find/FindArea.tsx'
import { JumpDialog } from '../find/JumpDialog.tsx'
import { threadLink } from '../find/thread-link.ts'
import { useCommands } from '../find/use-commands.ts'
import { useFinding } from '../find/use-finding.ts'
import { InboxArea } from '../inbox/InboxArea.tsx'
import type { Side } from '../practice/Sides.tsx'
import { QuestionsArea } from '../questions/QuestionsArea.tsx'
import { NewRun } from '../runs/NewRun.tsx'
import { RunsArea } from '../runs/RunsArea.tsx'
import { useBrought } from '../runs/use-brought.ts'
import { useNewRun } from '../runs/use-new-run.ts'
import { writeAgain } from '../send/write-again.ts'
import { Setup } from '../setup/Setup.tsx'
import { useWords } from '../words/use-words.ts'
import { heedCarets } from './caret-back.ts'
import { DesktopSays } from './DesktopSays.tsx'
import { goAndFocus } from './go-and-focus.ts'
import { HandedOverBand } from './HandedOverBand.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { PracticeBand } from './PracticeBand.tsx'
import type { PreferenceStore } from './preferences.ts'
import { Rail } from './Rail.tsx'
import { SendArea } from './SendArea.tsx'
import { isToldBySystem, SoftSound } from './SoftSound.tsx'
import { Strip } from './Strip.tsx'
import { makeStores, type StoreNeeds } from './stores.ts'
import { Title } from './Title.tsx'
import { useArea, usePlace } from './use-area.ts'
import { useMinute } from './use-minute.ts'
import { useObservable } from './use-observable.ts'
import { composerBox, usePlaceFocus } from './use-place-focus.ts'
import { useStop } from './use-stop.ts'
import { useWindowKeys } from './use-window-keys.ts'

export interface DeskProps {
  desk: DeskApi
  watch: Connection['watch']
  state: DeskState
  lostSince: number | null
  preferences: PreferenceStore
  parts: Pick<StoreNeeds, 'storage' | 'newId' | 'nextFrame' | 'later'>
}

/** The window around its areas. One of these lives as long as the desk stays in one mode. */
export function Desk({ desk, watch, state, lostSince, preferences, parts }: DeskProps) {
  const words = useWords()
  const area = useArea()
  usePlaceFocus()
  useEffect(() => heedCarets(document), [])
  const place = usePlace()
  const now = useMinute()
  const { letterKeys } = useObservable(preferences)
  const dialog = useRef<HTMLDialogElement>(null)
  const to = useRef<HTMLInputElement>(null)
  const text = useRef<HTMLTextAreaElement>(null)
  const search = useRef<HTMLInputElement>(null)

  const cast = state.practice?.cast
  const names = useMemo(() => new Map(cast?.map((member) => [member.msisdn, member.name])), [cast])
  const knownName = useCallback((customer: string) => names.get(customer) ?? null, [names])
  const nameOf = useCallback((customer: string) => names.get(customer) ?? showNumber(customer), [names])

  const speak = useRef<(replies: readonly Message[]) => string>(() => '')
  useEffect(() => {
    speak.current = (replies) => sentenceFor(replies, words, nameOf)
  }, [words, nameOf])
  const [stores] = useState(() => makeStores({ desk, state, ...parts, sentence: (replies) => speak.current(replies) }))
  useEffect(() => stores.start(), [stores])
  useEffect(() => watch((event) => event === 'reset' && stores.reload()), [watch, stores])
  useEffect(() => desk.on('gone', stores.reload), [desk, stores])
  const spoken = useObservable(stores.announcer)
  // Somebody was erased, here or in another window: what stands in this one may be gone.
  const { erasures } = state
  const shown = useRef(erasures)
  useEffect(() => {
    if (shown.current === erasures) return
    shown.current = erasures
    stores.inbox.forget(null)
    stores.runs.callNotes.forget()
    stores.reload()
  }, [erasures, stores])
  const { country } = state
  const forget = useCallback((msisdn: Msisdn) => stores.draft.forget(msisdn, country), [stores, country])

  // Asked for at each start, where no secret may be kept. Not while somebody is on their way elsewhere.
  const asksForAccount = state.keyRing?.code === 'account-asked'
  useEffect(() => {
    if (asksForAccount && window.location.hash === '') window.location.hash = '#setup/account'
  }, [asksForAccount])
  const makesRun = area === 'runs' && place === 'new'
  const { brought, taken } = useBrought({ makesRun, takes: state.handedOver === null })
  // A list that is worked on is there again, whatever was looked at meanwhile.
  const newRun = useNewRun(makesRun, stores.runs)

  const stopSwitch = useStop(desk)
  const { stop: stopAll } = stopSwitch
  const { threadsNeedYou } = state.counts

  // At once where the field is there, or the next letter typed is lost. Else it has to be drawn first: another area is
  // shown, or free text has only just been chosen.
  const focusSoon = useCallback((find: () => HTMLElement | null) => {
    const there = find()
    if (there === null) return goAndFocus('#send', find)
    window.location.hash = '#send'
    there.focus()
  }, [])
  const [side, setSide] = useState<Side>('form')
  // Drawn before it is asked for the focus: what is not shown takes none.
  const focusOn = useCallback(
    (on: Side, find: () => HTMLElement | null) => {
      flushSync(() => setSide(on))
      focusSoon(find)
    },
    [focusSoon],
  )
  const finding = useFinding(stores.find)
  const { open: openFind, jump, isJumping } = finding
  const writeNew = useCallback(() => focusOn('form', () => to.current), [focusOn])
  const showKeys = useCallback(() => dialog.current?.showModal(), [])
  const stopped = state.stop !== null
  // No more of the runs than that: the whole window is drawn with it.
  const newestRun = useSyncExternalStore(stores.runs.subscribe, () => stores.runs.getSnapshot().runs[0]?.id ?? null)
  const commands = useCommands({ desk, stopped, stopSwitch, newestRun, onNew: writeNew, onKeys: showKeys })
  /** The board from which somebody went on to write to a customer. */
  const [fromBoard, setFromBoard] = useState<{ customer: Msisdn; board: string } | null>(null)
  const replyTo = useCallback(({ customer }: RunRow) => {
    setFromBoard({ customer, board: window.location.hash })
    goAndFocus(threadLink(customer), composerBox)
  }, [])
  const { questions } = state
  /** A text of the inbox that did not arrive, in the form once more. */
  const toForm = useCallback(
    (kind: 'again' | 'correct', message: Message) => {
      writeAgain(stores.draft, kind, message, questions)
      focusOn('form', () => to.current)
    },
    [stores, questions, focusOn],
  )
  const { shell } = state
  // A browser dials by itself; the desktop window is held at its page, and asks the desk.
  const dial = useMemo(
    () => (shell === 'desktop' ? (customer: Msisdn) => desk.openLink({ url: `tel:+${customer}` }) : null),
    [shell, desk],
  )
  useWindowKeys({
    letterKeys,
    isThreadOpen: area === 'inbox' && place !== null,
    acts: {
      new: writeNew,
      // In the search itself it leads back to its box.
      find: area === 'find' ? openFind : () => focusSoon(() => search.current),
      'find-all': openFind,
      jump,
      stop: stopAll,
      keys: showKeys,
    },
  })

  return (
    <div className={state.mode === 'practice' ? 'desk practice' : 'desk'}>
      <div className="bands">
        {state.mode === 'practice' && <PracticeBand hasAccount={state.account?.number != null} />}
        {state.handedOver !== null && <HandedOverBand handedOver={state.handedOver} api={desk} now={now} />}
      </div>
      <Title needYou={threadsNeedYou} runs={stores.runs} shown={area === 'runs' ? (place ?? '') : ''} now={now} />
      <SoftSound needYou={threadsNeedYou} isTold={isToldBySystem(state)} preferences={preferences} />
      <Rail area={area === 'figures' ? 'runs' : area} needYou={threadsNeedYou} runs={stores.runs} onKeys={showKeys} />
      <main>
        {newRun.form !== null && (
          <div className="behind" hidden={!makesRun}>
            <NewRun
              key={newRun.form.key}
              state={state}
              api={desk}
              runs={stores.runs}
              newId={parts.newId}
              isShown={makesRun}
              isMade={newRun.form.made !== null}
              brought={brought}
              onTaken={taken}
              onMade={newRun.made}
              onLeave={newRun.leave}
            />
          </div>
        )}
        {makesRun ? null : area === 'runs' ? (
          <RunsArea
            desk={desk}
            store={stores.runs}
            questions={state.questions}
            actions={stores.actions}
            place={place}
            listOf={newRun.form?.made ?? null}
            onList={newRun.back}
            stopped={stopped}
            perSecond={perSecondOf(state.settings, state.number)}
            now={now}
            letterKeys={letterKeys}
            onReply={replyTo}
            dial={dial}
            say={stores.announcer.say}
          />
        ) : area === 'figures' ? (
          <FiguresArea
            // What is shown of somebody who was erased is gone at once.
            key={`${place} ${erasures}`}
            desk={desk}
            runs={stores.runs}
            place={place}
            isPractice={state.mode === 'practice'}
            now={now}
            nameOf={nameOf}
          />
        ) : area === 'inbox' ? (
          <InboxArea
            desk={desk}
            state={state}
            stores={stores.inbox}
            actions={stores.actions}
            place={place}
            preferences={preferences}
            knownName={knownName}
            newId={parts.newId}
            dial={dial}
            say={stores.announcer.say}
            onForm={toForm}
            onErased={forget}
            board={fromBoard?.customer === place ? fromBoard.board : null}
            now={now}
          />
        ) : area === 'questions' ? (
          <QuestionsArea
            questions={state.questions}
            drafts={stores.questions}
            api={desk}
            place={place}
            newId={parts.newId}
            onUse={(questionId) => {
              stores.draft.edit({ questionId })
              focusOn('form', () => to.current)
            }}
          />
        ) : area === 'find' ? (
          <FindArea store={stores.find} now={now} box={finding.box} knownName={knownName} />
        ) : area === 'send' ? (
          <SendArea
            desk={desk}
            state={state}
            stores={stores}
            lostSince={lostSince}
            stopSwitch={stopSwitch}
            now={now}
            preferences={preferences}
            knownName={knownName}
            nameOf={nameOf}
            to={to}
            text={text}
            search={search}
            side={side}
            onSide={setSide}
            focusOn={focusOn}
          />
        ) : (
          <Setup state={state} api={desk} preferences={preferences} onErased={forget} now={now} lostSince={lostSince} />
        )}
      </main>
      <Strip state={state} now={now} lostSince={lostSince} stopSwitch={stopSwitch} runs={stores.runs} />
      <p className="sr" aria-live="polite" data-announcer>
        {spoken}
      </p>
      {state.desktop !== null && <DesktopSays desktop={state.desktop} desk={desk} preferences={preferences} />}
      <KeysDialog dialog={dialog} preferences={preferences} />
      {isJumping && (
        <JumpDialog
          desk={desk}
          store={stores.find}
          runs={stores.runs.getSnapshot().runs}
          commands={commands}
          knownName={knownName}
          onFind={finding.find}
          onClose={finding.endJump}
        />
      )}
    </div>
  )
}
