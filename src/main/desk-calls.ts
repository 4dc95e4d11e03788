import type { Argument } from '../shared/desk-api.ts'
import type { Message } from '../shared/message.ts'
import { type Msisdn, readNumber } from '../shared/msisdn.ts'
import { fillQuestion } from '../shared/question.ts'
import { done, type Result, refused } from '../shared/result.ts'
import type { DeskCore } from './desk-core.ts'
import { failedCalls } from './failed-calls.ts'
import { figureCalls } from './figure-calls.ts'
import { findCalls } from './find-calls.ts'
import type { EngineCalls } from './forward.ts'
import { listMessages } from './list-messages.ts'
import { noDigits } from './no-digits.ts'
import { numberCalls } from './number-calls.ts'
import { personCalls } from './person-calls.ts'
import { questionCalls } from './question-calls.ts'
import { reservedText } from './reserved-text.ts'
import { runCalls } from './run-calls.ts'
import type { TextPrices } from './setup/text-prices.ts'
import type { Closing } from './store/filing.ts'
import type { Release } from './store/hold.ts'
import { noticeOf } from './store/meant-for.ts'
import { seqOf } from './store/message-id.ts'
import type { NotAgain, Queued } from './store/queue.ts'
import type { Store } from './store/store.ts'
import { StoreUnavailable } from './store/unavailable.ts'
import { threadCalls } from './thread-calls.ts'

/** The calls of the contract, arguments read. */
export function deskCalls(needs: {
  store: Store
  core: DeskCore
  now: () => number
  /** The state changed other than through a message. */
  stateChanged: () => void
  /** Sending was stopped, or may go on. */
  stopChanged: () => void
  link: Parameters<typeof numberCalls>[0]['link']
  prove: Parameters<typeof numberCalls>[0]['prove']
  threadsMoved: Parameters<typeof threadCalls>[0]['threadsMoved']
  snoozed: () => void
  runsMoved: Parameters<typeof runCalls>[0]['runsMoved']
  prices: TextPrices
}): EngineCalls {
  const { store, core, now, stateChanged, stopChanged } = needs

  function readCustomer(typed: string): Result<{ msisdn: Msisdn; shown: string }> {
    const number = readNumber(typed, core.country())
    if (!number.ok) return refused(number.code, number.text)
    const { msisdn, shown } = number
    if (msisdn === core.account.number) return refused('own-number', 'That is our own number. Type the customer’s.')
    return done({ msisdn, shown })
  }

  async function toCustomer(
    typed: string,
    send: (customer: Msisdn, shown: string) => Promise<Result<{ message: Message }>>,
  ): Promise<Result<{ message: Message }>> {
    const to = readCustomer(typed)
    return to.ok ? kept(() => send(to.value.msisdn, to.value.shown)) : to
  }

  async function answerQueued(queued: Queued, shown: string): Promise<Result<{ message: Message }>> {
    if (queued.kind === 'opted-out')
      return refused('opted-out', `${shown} has opted out. Nothing was sent. Ring the customer, or wait for a START.`)
    if (queued.kind === 'other-text')
      return refused(
        'already-sent',
        'This form was already sent with another text. Nothing was sent again. Open a new text.',
      )
    if (queued.kind === 'erased')
      return refused(
        'erased',
        'This form was sent before, and its text erased since. Nothing was sent again. Open a new text.',
      )
    if (queued.kind === 'no-such-reply') return refused('no-such-message', 'There is no such reply. Nothing was sent.')
    if (queued.kind === 'other-customer')
      return refused('other-customer', `That reply came from another number than ${shown}. Nothing was sent.`)
    if (queued.kind === 'reserved-word') return refused('reserved-word', `${reservedText(queued)} Nothing was sent.`)
    if (queued.kind === 'queued' || queued.kind === 'repeated') return message(queued.seq)
    return refused(...notAgain[queued.kind])
  }

  const concerning = ({
    inReplyTo,
    again,
    anyway = false,
  }: Pick<Argument<'sendSms'>, 'inReplyTo' | 'again' | 'anyway'>) => ({
    ...(inReplyTo === undefined ? {} : { inReplyTo: seqOf(inReplyTo) }),
    ...(again === undefined ? {} : { again: seqOf(again), anyway }),
  })

  const within = (minutes: number | undefined) => (minutes === undefined ? {} : { withinMs: minutes * 60_000 })

  async function answerClosing({ kind }: Closing, messageId: string): Promise<Result<{ message: Message }>> {
    if (kind === 'no-such-message') return refused('no-such-message', 'There is no such text.')
    if (kind === 'not-lost')
      return refused('not-lost', 'This text has not failed, so there is nothing to be done with.')
    if (kind === 'not-done') return refused('not-done', 'Nobody has said “done” of this text.')
    return message(seqOf(messageId))
  }

  async function answerRelease({ kind }: Release, messageId: string): Promise<Result<{ message: Message }>> {
    if (kind === 'no-such-message') return refused('no-such-message', 'There is no such text.')
    if (kind === 'not-held') return refused('not-held', 'This text is not held, so there is nothing to send.')
    if (kind === 'too-late') return refused('too-late', 'This text has left already, so it cannot be cancelled.')
    return message(seqOf(messageId))
  }

  async function stopOrGoOn(code: 'not-stopped' | 'not-resumed', write: () => Promise<null>) {
    const answer = await kept(async () => {
      await write()
      stateChanged()
      stopChanged()
      return done({ stop: (await store.ask('counts', undefined)).stop })
    })
    if (answer.ok) return answer
    const what = code === 'not-stopped' ? 'Sending was not stopped' : 'Sending does not go on'
    return refused(code, `${what}: the data folder cannot be written. Press again.`)
  }

  async function message(seq: number): Promise<Result<{ message: Message }>> {
    const [found] = await store.ask('bySeqs', [seq])
    return found === undefined ? refused('no-such-message', 'There is no such text.') : done({ message: found })
  }

  return {
    getDesk: async () => done(await core.state()),

    ...personCalls({ store, readCustomer, now }),
    ...numberCalls(needs),
    ...runCalls({ ...needs, ours: core.account.number, questions: () => core.questions, country: core.country }),
    ...figureCalls({ store, now }),
    ...questionCalls({ store, core, now, stateChanged }),
    ...threadCalls({ ...needs, readCustomer }),
    ...failedCalls({ ...needs, ours: core.account.number }),

    ...findCalls({ store, country: core.country, cast: core.practice?.cast ?? [], now }),

    getPrices: ({ countries }) => needs.prices.of(countries),

    sendSms: ({ submissionId, to, text, withinMinutes, wholeThread = false, holdSeconds = 0, ...about }) => {
      if (text.trim() === '') return Promise.resolve(refused('text-empty', 'Write something first.'))
      return toCustomer(to, async (customer, shown) => {
        const how = { wholeThread, holdMs: holdSeconds * 1000, ...within(withinMinutes) }
        const draft = { submissionId, text, notice: null, ...concerning(about), ...how }
        const queued = await store.write('queue', { ...draft, customer, ours: core.account.number, now: now() })
        return answerQueued(queued, shown)
      })
    },

    sendNotice: async ({ submissionId, to, questionId, fields, withinMinutes, ...about }) => {
      const question = core.questions.find(({ id }) => id === questionId)
      if (question === undefined)
        return refused('no-such-question', 'There is no such question. Choose one from the list.')
      const filled = fillQuestion(question, fields)
      if (!filled.ok) {
        const [missing] = filled.missing
        return missing === undefined
          ? refused('field-unknown', `The question has no field “${filled.unknown[0] ?? ''}”.`)
          : refused('field-missing', `Fill in “${missing}”.`)
      }
      return toCustomer(to, async (customer, shown) => {
        const { version: _, ...asked } = question
        const asks = { submissionId, question: asked, fields, ownDigits: about.anyway ?? false }
        const from = { customer, ours: core.account.number, now: now() }
        const queued = await store.write('ask', { ...asks, ...from, ...concerning(about), ...within(withinMinutes) })
        if (queued.kind === 'fields') throw new Error('a question that fills cannot be filled')
        if (queued.kind === 'no-digits')
          return refused(
            'no-digits',
            `${noDigits} Nothing was sent. Write {1} for the digit of option 1 in the question. With its own digits an answer may need a person.`,
          )
        return answerQueued(queued, shown)
      })
    },

    listMessages: listMessages(store),
    searchMessages: async ({ query, limit }) => done({ messages: await store.search(query, limit) }),

    fileReply: ({ submissionId, messageId, option, notice, untold }) =>
      kept(async () => {
        const by = { submissionId, seq: seqOf(messageId), option, now: now() }
        const filed = await store.write('fileReply', {
          ...by,
          ...(notice === undefined ? {} : { notice: noticeOf(notice) }),
          ...(untold && { untold }),
        })
        if (filed.kind === 'newer-answer')
          return refused('newer-answer', `The customer has chosen ${filed.option} since. Re-file that reply instead.`)
        if (filed.kind === 'other-filing')
          return refused('already-sent', 'This was already filed or sent otherwise. Nothing was changed.')
        if (filed.kind === 'no-such-option')
          return refused('no-such-option', 'This reply belongs to no question with that option.')
        return filed.kind === 'no-such-reply'
          ? refused('no-such-message', 'There is no such reply.')
          : message(seqOf(messageId))
      }),

    closeReply: ({ messageId }) =>
      kept(async () =>
        answerClosing(await store.write('closeReply', { seq: seqOf(messageId), now: now() }), messageId),
      ),
    closeText: ({ messageId }) =>
      kept(async () => answerClosing(await store.write('closeText', { seq: seqOf(messageId), now: now() }), messageId)),
    reopen: ({ messageId }) =>
      kept(async () => answerClosing(await store.write('reopen', { seq: seqOf(messageId) }), messageId)),

    stopSending: () => stopOrGoOn('not-stopped', () => store.write('stopSending', { why: 'person', now: now() })),
    resumeSending: () => stopOrGoOn('not-resumed', () => store.write('resumeSending', undefined)),
    releaseText: ({ messageId }) =>
      kept(async () =>
        answerRelease(await store.write('releaseText', { seq: seqOf(messageId), now: now() }), messageId),
      ),
    cancelText: ({ messageId }) =>
      kept(async () => answerRelease(await store.write('cancelText', seqOf(messageId)), messageId)),
    dismissGap: ({ gapId }) =>
      kept(async () => {
        if ((await store.write('dismissGap', { id: gapId, now: now() })) === 'no-such-gap')
          return refused('no-such-gap', 'There is no such gap.')
        stateChanged()
        return done({ gap: await store.ask('gap', undefined) })
      }),

    playCustomer: async ({ customer, text }) => {
      if (core.practice === null) return refused('not-practice', 'Customers can be played in practice mode only.')
      const from = readNumber(customer, core.country())
      return from.ok ? done(await core.practice.play(from.msisdn, text)) : refused(from.code, from.text)
    },
  }
}

const notAgain: Record<NotAgain, [code: string, text: string]> = {
  'no-such-text': ['no-such-message', 'There is no such text. Nothing was sent.'],
  'text-of-other': ['other-customer', 'That text went to another number. Nothing was sent.'],
  'delivered-meanwhile': [
    'delivered-meanwhile',
    'The first one has been delivered meanwhile. Nothing was sent. Sent again, it arrives twice.',
  ],
  'taken-meanwhile': [
    'taken-meanwhile',
    'Vonage has taken the first one meanwhile. Nothing was sent. Sent again, it may arrive twice.',
  ],
  'again-already': [
    'again-already',
    'This text was sent again already. Nothing was sent. Sent once more, it may arrive twice.',
  ],
  'not-left-yet': ['not-left-yet', 'The first one has not left yet. Nothing was sent. Wait, or cancel it.'],
}

/** A store that cannot keep anything now is expected, so it is data. */
async function kept<Value>(run: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof StoreUnavailable)
      return error.maybeKept
        ? refused(
            'maybe-stored',
            'The disk failed, so it is not known whether this was kept. Press again: nothing is done twice.',
          )
        : refused(
            'cannot-store',
            'The data folder cannot be written, so nothing was sent. Free some space on the disk, then try again.',
          )
    throw error
  }
}
