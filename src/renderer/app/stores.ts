import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Message } from '../../shared/message.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { type Announcer, makeAnnouncer } from '../feed/announcements.ts'
import { type FeedStore, makeFeedStore } from '../feed/feed-store.ts'
import { makeRowActions, type RowActions } from '../feed/row-actions.ts'
import { type FindStore, makeFindStore } from '../find/find-store.ts'
import { type InboxStores, makeInboxStores } from '../inbox/inbox-stores.ts'
import { type GuideStore, makeGuideStore } from '../practice/guide-store.ts'
import { makePhoneStore, type PhoneStore } from '../practice/phone-store.ts'
import { makeQuestionDrafts, type QuestionDrafts } from '../questions/question-drafts.ts'
import { makeRunStore, type RunStore } from '../runs/run-store.ts'
import { type CustomerStore, makeCustomerStore } from '../send/customer-store.ts'
import { type DraftStore, makeDraftStore } from '../send/draft.ts'

/** What the window holds for one mode of the desk: practice and live have separate texts and separate drafts. */
export interface Stores {
  feed: FeedStore
  runs: RunStore
  find: FindStore
  inbox: InboxStores
  actions: RowActions
  draft: DraftStore
  /** Questions that are being written. */
  questions: QuestionDrafts
  /** What is known of the number in the form. */
  customer: CustomerStore
  announcer: Announcer
  practice: { guide: GuideStore; phone: PhoneStore } | null
  /** @returns undo */
  start(): () => void
  /** Events were missed: ask for everything again. */
  reload(): void
}

export interface StoreNeeds {
  desk: DeskApi
  state: DeskState
  storage: Pick<Storage, 'getItem' | 'setItem'>
  newId: () => string
  nextFrame: (run: () => void) => void
  later: (run: () => void, ms: number) => void
  /** In the words of the moment: the language may change while the stores live. */
  sentence: (replies: readonly Message[]) => string
}

export function makeStores(needs: StoreNeeds): Stores {
  const { desk, state, storage, newId, nextFrame, later, sentence } = needs
  const feed = makeFeedStore({ desk, nextFrame })
  const runs = makeRunStore({ desk })
  const find = makeFindStore({ desk })
  const announcer = makeAnnouncer({
    later,
    sentence,
    // The log of a thread is quiet while older texts come into it.
    isSpokenElsewhere: (customer) => {
      const open = inbox.thread.getSnapshot()
      return open.customer === customer && open.state === 'ready'
    },
  })
  const show = (message: Message) => {
    announcer.know(message.id)
    feed.put(message)
  }
  const actions = makeRowActions({
    desk,
    newId,
    show,
  })
  const inbox = makeInboxStores({ desk, storage, key: `inbox-${state.mode}`, newId, nextFrame, later, show })
  const first = state.practice?.cast[0]
  const draft = makeDraftStore({
    storage,
    key: `draft-${state.mode}`,
    newId,
    first: { to: first === undefined ? '' : showNumber(first.msisdn), questionId: state.questions[0]?.id ?? null },
  })
  const questions = makeQuestionDrafts({ storage, key: `questions-${state.mode}` })
  const customer = makeCustomerStore({ desk })
  const practice =
    first === undefined
      ? null
      : { guide: makeGuideStore({ desk }), phone: makePhoneStore({ desk, first: first.msisdn }) }
  return {
    feed,
    runs,
    find,
    inbox,
    actions,
    draft,
    questions,
    customer,
    announcer,
    practice,
    start: () => {
      const undos = [
        desk.on('message', announcer.hear),
        feed.start(),
        runs.start(),
        find.start(),
        inbox.start(),
        customer.start(),
        practice?.guide.start(),
        practice?.phone.start(),
      ]
      return () => {
        for (const undo of undos) undo?.()
      }
    },
    reload: () => {
      void feed.reload()
      void runs.reload()
      void find.reload()
      inbox.reload()
      void customer.reload()
      void practice?.guide.reload()
      void practice?.phone.reload()
    },
  }
}
