import type { DeskCalls } from '../shared/desk-api.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { type Person, savedRepliesMost, type Thread } from '../shared/thread.ts'
import type { DeskCore } from './desk-core.ts'
import { kept } from './kept.ts'
import { messageId } from './store/message-id.ts'
import type { Store } from './store/store.ts'

type ThreadCalls = Pick<
  DeskCalls,
  | 'listThreads'
  | 'getThread'
  | 'closeThread'
  | 'raiseThread'
  | 'snoozeThread'
  | 'savePerson'
  | 'saveDraft'
  | 'saveNoteDraft'
  | 'keepSavedReply'
  | 'deleteSavedReply'
>

const pageUsual = 50
const snoozeMostMs = 366 * 86_400_000
const noSuchThread = refused('no-such-thread', 'There are no texts with this number. Nothing was changed.')
const notAhead = refused('snooze-not-ahead', 'Choose a time that is still to come, within a year. Nothing was changed.')

/** The calls about threads, people and replies to use again, arguments read. */
export function threadCalls(needs: {
  store: Store
  core: Pick<DeskCore, 'savedReplies'>
  readCustomer: (typed: string) => Result<{ msisdn: Msisdn; shown: string }>
  now: () => number
  stateChanged: () => void
  /** Other than through a message. */
  threadsMoved: (customers: readonly Msisdn[]) => void
  /** A thread was put off, or no longer is. */
  snoozed: () => void
}): ThreadCalls {
  const { store, core, readCustomer, now } = needs

  /** With the number read, and the disk's trouble as data. A shop may text under a word: that is its thread's, as it is. */
  async function about<Value>(
    typed: string,
    run: (customer: Msisdn) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const customer = readCustomer(typed)
    if (customer.ok) return kept(() => run(customer.value.msisdn))
    const known = await store.ask('thread', { customer: typed, now: now() })
    return known === null ? customer : kept(() => run(typed))
  }
  function moved(customer: Msisdn): void {
    needs.threadsMoved([customer])
    needs.stateChanged()
  }
  async function thread(customer: Msisdn): Promise<Result<{ thread: Thread }>> {
    const found = await store.ask('thread', { customer, now: now() })
    return found === null ? noSuchThread : done({ thread: found })
  }
  async function person(customer: Msisdn): Promise<Result<{ person: Person }>> {
    const at = { customer, now: now() }
    const [thread, known] = await Promise.all([store.ask('thread', at), store.ask('person', at)])
    return done({ person: { thread, ...known } })
  }
  async function repliesChanged(): Promise<void> {
    core.savedReplies = await store.ask('savedReplies', undefined)
    needs.stateChanged()
  }

  return {
    listThreads: async ({ tab, limit = pageUsual, after }) => {
      const at = now()
      const [page, counts] = await Promise.all([
        store.ask('threads', { tab, limit, after, now: at }),
        store.ask('threadCounts', { now: at }),
      ])
      return done({ ...page, counts })
    },
    getThread: ({ customer }) => about(customer, person),

    closeThread: (by) =>
      about(by.customer, async (customer) => {
        const closed = await store.write('closeThread', { customer, upTo: by.upTo, now: now() })
        if (closed.kind === 'no-such-thread') return noSuchThread
        moved(customer)
        const left = await thread(customer)
        return left.ok ? done({ ...left.value, closed: closed.seqs.map(messageId) }) : left
      }),
    raiseThread: (by) =>
      about(by.customer, async (customer) => {
        const { kind } = await store.write('raiseThread', { customer, now: now() })
        if (kind === 'no-such-thread') return noSuchThread
        moved(customer)
        return thread(customer)
      }),
    snoozeThread: (by) =>
      about(by.customer, async (customer) => {
        const until = by.until === null ? null : Date.parse(by.until)
        if (until !== null && (until <= now() || until > now() + snoozeMostMs)) return notAhead
        const { kind } = await store.write('snoozeThread', { customer, until, now: now() })
        if (kind === 'no-such-thread') return noSuchThread
        moved(customer)
        needs.snoozed()
        return thread(customer)
      }),

    savePerson: ({ customer: typed, name, note }) =>
      about(typed, async (customer) => {
        await store.write('savePerson', { customer, name, note, now: now() })
        needs.threadsMoved([customer])
        return person(customer)
      }),
    saveDraft: ({ customer: typed, text }) =>
      about(typed, async (customer) => {
        await store.write('saveDraft', { customer, text })
        needs.threadsMoved([customer])
        return done({})
      }),
    saveNoteDraft: ({ customer: typed, text }) =>
      about(typed, async (customer) => {
        await store.write('saveNoteDraft', { customer, text })
        needs.threadsMoved([customer])
        return done({})
      }),

    keepSavedReply: ({ savedReplyId: id, ...reply }) =>
      kept(async () => {
        const savedReply = { id, ...reply }
        const { kind } = await store.write('keepSavedReply', savedReply)
        if (kind === 'name-twice')
          return refused(
            'saved-reply-name-twice',
            `There is a saved reply “${reply.name}” already. Choose another name.`,
          )
        if (kind === 'too-many')
          return refused(
            'saved-replies-full',
            `There are ${savedRepliesMost} saved replies, which is the most. Delete one first.`,
          )
        await repliesChanged()
        return done({ savedReply })
      }),
    deleteSavedReply: ({ savedReplyId }) =>
      kept(async () => {
        await store.write('deleteSavedReply', savedReplyId)
        await repliesChanged()
        return done({ savedReplyId })
      }),
  }
}
