import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { countryOf, type Msisdn, showNumber } from '../../shared/msisdn.ts'
import { goAndFocus } from '../app/go-and-focus.ts'
import type { PreferenceStore } from '../app/preferences.ts'
import { useReadOnly } from '../app/read-only.ts'
import { placeNow, useSpot } from '../app/use-area.ts'
import { useMedia } from '../app/use-media.ts'
import { useObservable } from '../app/use-observable.ts'
import { takesText } from '../app/window-keys.ts'
import { focusNext } from '../feed/focus-next.ts'
import type { RowActions } from '../feed/row-actions.ts'
import { usePrices } from '../runs/use-prices.ts'
import { useWords } from '../words/use-words.ts'
import { besideIn } from './beside-in.ts'
import { FailedHead } from './FailedHead.tsx'
import { readInboxKey } from './inbox-keys.ts'
import type { InboxStores } from './inbox-stores.ts'
import { NoThread } from './NoThread.tsx'
import type { KnownName } from './name-of.ts'
import { PersonPane } from './PersonPane.tsx'
import { SavedRepliesDialog } from './SavedRepliesDialog.tsx'
import { Thread } from './Thread.tsx'
import type { Dial } from './ThreadHead.tsx'
import { ThreadList } from './ThreadList.tsx'
import { noThread, viewOf } from './thread-view.ts'
import { useDeeds } from './use-deeds.ts'
import { useLeaving } from './use-leaving.ts'

export interface InboxAreaProps {
  desk: DeskApi
  state: DeskState
  stores: InboxStores
  actions: RowActions
  /** The customer whom the address names. */
  place: string | null
  preferences: PreferenceStore
  knownName: KnownName
  newId: () => string
  dial: Dial
  say: (sentence: string) => void
  onForm: (kind: 'again' | 'correct', message: Message) => void
  onErased: (customer: Msisdn) => void
  /** The address of the board from which somebody came to write here; null from elsewhere. */
  board: string | null
  now: number
}

/** Who walks on quickly does not wait for what they pass by. */
const settledMs = 50

const addressOf = (customer: Msisdn | null) => (customer === null ? '#inbox' : `#inbox/${encodeURIComponent(customer)}`)

/** Inbox: the customers, one of them open, and what is known of them. */
export function InboxArea(props: InboxAreaProps) {
  const { desk, state, stores, actions, place: customer, preferences, knownName, newId, dial, say, onForm, now } = props
  const { t } = useWords()
  const { letterKeys } = useObservable(preferences)
  const spot = useSpot()
  const readOnly = useReadOnly()
  const list = useObservable(stores.list)
  const opened = useObservable(stores.thread)
  const writing = useObservable(stores.composer)
  const box = useRef<HTMLTextAreaElement>(null)
  const about = useRef<HTMLButtonElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const wide = useMedia('(min-width: 68.8125em)')
  const [showsAbout, setShowsAbout] = useState(false)
  const [snoozing, setSnoozing] = useState(false)
  /** In whose thread the search is open. */
  const [finding, setFinding] = useState<Msisdn | null>(null)
  const [editsSaved, setEditsSaved] = useState(false)

  useEffect(() => {
    stores.list.open(customer)
    const opening = stores.thread.open(customer)
    let isWanted = true
    if (spot !== null)
      void opening.then(() => {
        if (isWanted) void stores.thread.reach(Number(spot.slice(1)))
      })
    setSnoozing(false)
    setShowsAbout(false)
    return () => {
      isWanted = false
    }
  }, [stores, customer, spot])
  // biome-ignore lint/correctness/useExhaustiveDependencies: of each thread anew
  useEffect(() => setFinding(null), [customer])
  useLeaving(stores)

  const view = customer === null ? noThread : viewOf(opened, customer, stores.thread)
  const { person } = view
  const inList = list.rows.find((thread) => thread.customer === customer)
  const name = customer === null ? null : (person?.thread?.name ?? inList?.name ?? knownName(customer))
  const who = name ?? showNumber(customer ?? '')
  const nameOf = useCallback(
    (other: Msisdn) => {
      const { rows, cleared } = stores.list.getSnapshot()
      const known = [...rows, ...cleared].find((thread) => thread.customer === other)
      return known?.name ?? knownName(other) ?? showNumber(other)
    },
    [stores, knownName],
  )
  const beside = useCallback(
    // A second press may come before the first is drawn.
    (step: 1 | -1, needing: boolean) => besideIn(stores.list.getSnapshot().rows, placeNow(), step, needing),
    [stores],
  )
  const show = useCallback(
    (next: Msisdn | null, toBox = false) => {
      if (next !== null) stores.thread.expect(next)
      const find = () =>
        toBox
          ? box.current
          : (pane.current?.querySelector<HTMLElement>(
              next === null ? '.threads [role=tab][tabindex="0"]' : `[data-thread="${CSS.escape(next)}"]`,
            ) ?? null)
      goAndFocus(addressOf(next), find)
    },
    [stores],
  )
  const next = useCallback(() => beside(1, true), [beside])
  // Once this one is on the screen: whom the keys lead to from here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: from each thread anew
  useEffect(() => {
    if (view.state !== 'ready') return
    const timer = setTimeout(() => {
      for (const other of [next(), beside(-1, false), beside(1, false)]) if (other !== null) stores.thread.expect(other)
    }, settledMs)
    return () => clearTimeout(timer)
  }, [stores, customer, view.state, next, beside])

  // Of who was opened a moment ago only the list knows.
  const statusNow = useCallback(() => {
    const { customer: open, person: known } = stores.thread.getSnapshot()
    const told = open === customer ? known?.thread : null
    return (told ?? stores.list.getSnapshot().rows.find((thread) => thread.customer === customer))?.status
  }, [stores, customer])
  const choose = useCallback((digit: string) => focusNext(pane.current?.querySelector('.decide') ?? null, digit), [])
  const deeds = useDeeds({ customer, stores, actions, next, status: statusNow, show, choose, nameOf, say })
  const status = (person?.thread ?? inList)?.status
  // Somebody else may have said "done" meanwhile: a menu that is not there must not keep the keys.
  useEffect(() => {
    if (snoozing && status !== undefined && status !== 'needs-you') setSnoozing(false)
  }, [snoozing, status])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // What is open over the thread has the keys.
      if (event.defaultPrevented || snoozing || document.querySelector('dialog[open]') !== null) return
      const inText = takesText(event.target)
      const meant = readInboxKey(event, inText, letterKeys)
      if (meant === null) return
      const need = meant.do
      if (need !== 'walk' && (customer === null || (readOnly && need !== 'find'))) return
      // What stands in another box is kept nowhere yet.
      if (need === 'walk' && inText && event.target !== box.current) return
      event.preventDefault()
      if (need === 'walk') {
        const other = beside(meant.step, meant.needing)
        if (other !== null) show(other, event.target === box.current)
      } else if (need === 'find') {
        setFinding(customer)
        // Pressed again it leads back to the box.
        pane.current?.querySelector<HTMLInputElement>('.thread-find input')?.select()
      } else if (need === 'file') deeds.file(meant.digit)
      else if (need === 'done' || need === 'done-next') deeds.done(need === 'done-next')
      else if (need === 'raise') deeds.raise()
      else if (need === 'take-back') deeds.takeBack()
      else if (need === 'reply') box.current?.focus()
      else setSnoozing(statusNow() === 'needs-you')
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [customer, letterKeys, readOnly, snoozing, beside, show, deeds, statusNow])

  const countries = useMemo(() => {
    const country = customer === null ? undefined : countryOf(customer)
    return country === undefined ? [] : [country]
  }, [customer])
  const prices = usePrices(desk, countries)
  const closeAbout = useCallback(() => {
    setShowsAbout(false)
    about.current?.focus()
  }, [])
  const erased = (gone: Msisdn) => {
    props.onErased(gone)
    stores.forget(gone)
    say(t('person.erased', { who }))
    show(null)
  }
  const isWriting = customer !== null && (writing.get(customer)?.text ?? '') !== ''
  return (
    <>
      <h1 className="sr">{t('inbox.title')}</h1>
      <div className={customer === null ? 'three' : 'three open'} ref={pane}>
        <ThreadList
          store={stores.list}
          filed={stores.filed}
          open={customer}
          writing={isWriting}
          knownName={knownName}
          letterKeys={letterKeys}
          onAimed={stores.thread.expect}
          needYou={state.counts.threadsNeedYou}
          above={
            list.tab === 'failed' && (
              <FailedHead desk={desk} rows={list.rows} queued={state.counts.queued} newId={newId} say={say} />
            )
          }
          now={now}
        />
        {customer === null ? (
          <NoThread first={list.tab === 'needs-you' ? (list.rows[0]?.customer ?? null) : null} onOpen={show} />
        ) : (
          <Thread
            key={customer}
            customer={customer}
            name={name}
            who={who}
            stores={stores}
            actions={actions}
            state={state}
            preferences={preferences}
            price={prices.known.get(countries[0] ?? '') ?? null}
            deeds={deeds}
            onForm={onForm}
            onAbout={wide ? null : () => setShowsAbout(true)}
            onEditSaved={() => setEditsSaved(true)}
            about={about}
            box={box}
            snoozing={snoozing}
            onSnoozing={setSnoozing}
            desk={desk}
            finding={finding === customer}
            onFound={() => setFinding(null)}
            dial={dial}
            board={props.board}
            say={say}
            now={now}
          />
        )}
        {customer !== null && (wide || showsAbout) && (
          <PersonPane
            key={`about ${customer}`}
            customer={customer}
            person={person}
            name={name}
            who={who}
            state={state}
            notes={stores.notes}
            desk={desk}
            now={now}
            onKnown={(known) => stores.thread.know(customer, known)}
            onErased={erased}
            onClose={wide ? null : closeAbout}
            back={box}
          />
        )}
      </div>
      {editsSaved && (
        <SavedRepliesDialog
          replies={state.savedReplies}
          desk={desk}
          newId={newId}
          onClose={() => {
            setEditsSaved(false)
            box.current?.focus()
          }}
        />
      )}
    </>
  )
}
