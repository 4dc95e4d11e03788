import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { isAsked, textMost } from '../send/use-send.ts'
import { dialled } from './dialled.ts'
import { type DraftKeeper, makeDraftKeeper } from './draft-keeper.ts'

/** A text that was sent a moment ago and can still be taken back. */
export interface Held {
  message: Message
  /** Epoch ms: when it leaves. */
  until: number
}

export type WritingProblem =
  | { at: 'text'; length: number }
  /** A saved reply left these open: what stands for them is not known of this person. */
  | { at: 'gap'; name: string }
  | { at: 'send'; problem: Problem }
  /** It had left before it could be taken back. */
  | { at: 'left' }
  /** The desk had this text already, as it was first written. */
  | { at: 'before' }

/** What is being written to one person. Replaced, never edited. */
export interface Writing {
  text: string
  /** The text that this one says once more; null where it says none. */
  again: { id: string; unsure: boolean } | null
  /** Names in braces that a saved reply left open. */
  gaps: readonly string[]
  sending: boolean
  /** Nothing more is sent until that is settled. */
  takingBack: boolean
  held: Held | null
  problem: WritingProblem | null
}

export interface ComposerStore extends Observable<ReadonlyMap<Msisdn, Writing>> {
  /** @returns undo */
  start(): () => void
  of(customer: Msisdn): Writing
  /** What the desk has kept of it, also from elsewhere; what was typed here since is newer. */
  remember(customer: Msisdn, draft: string): void
  /** Typing takes back what is held: its words return, and what was typed follows them. */
  edit(customer: Msisdn, text: string): void
  /** A saved reply, filled. */
  fill(customer: Msisdn, text: string, gaps: readonly string[]): void
  /** The same text once more. What was being written is there again after it. */
  begin(customer: Msisdn, text: string, again: NonNullable<Writing['again']>): void
  drop(customer: Msisdn): void
  /** Somebody's input method is at work: nothing in the box may change under it. */
  composing(customer: Msisdn, on: boolean): void
  /** @param inReplyTo the newest reply that needs a person; null when none does */
  send(customer: Msisdn, inReplyTo: string | null): Promise<boolean>
  takeBack(customer: Msisdn): Promise<boolean>
  /** Keeps all drafts now: the window goes, or looks elsewhere. */
  leave(): void
  /**
   * Nothing written to this person stays. Null, somebody was erased and only the desk knows who: nothing stays that it
   * has kept, but what is on its way or may be there already, or it could be sent twice.
   */
  forget(customer: Msisdn | null): void
}

export interface ComposerNeeds {
  desk: Pick<DeskApi, 'sendSms' | 'cancelText' | 'saveDraft' | 'on'>
  newId: () => string
  now: () => number
  later: (run: () => void, ms: number) => void
  /** A text that was sent, or taken back. */
  show: (message: Message) => void
}

export const holdSeconds = 5

/** The second half of a double press falls on what stands there after the first. */
const doubleMs = 1000

const blank: Writing = {
  text: '',
  again: null,
  gaps: [],
  sending: false,
  takingBack: false,
  held: null,
  problem: null,
}

/** What is written in the inbox, one text a person, until it is sent and cannot be taken back any more. */
export function makeComposerStore({ desk, newId, now, later, show }: ComposerNeeds): ComposerStore {
  const writings = makeObservable<ReadonlyMap<Msisdn, Writing>>(new Map())
  const of = (customer: Msisdn) => writings.getSnapshot().get(customer) ?? blank
  const change = (customer: Msisdn, change: Partial<Writing>) =>
    writings.set(new Map(writings.getSnapshot()).set(customer, { ...of(customer), ...change }))
  const drafts: DraftKeeper = makeDraftKeeper({ save: desk.saveDraft, later })
  /** Pressed again after a lost answer it is the same text. */
  const submissions = new Map<Msisdn, string>()
  /** What was being written when a failed text was taken up again; it may have been sent, and only the answer was lost. */
  const aside = new Map<Msisdn, { text: string; submissionId: string | undefined }>()
  const composed = new Set<Msisdn>()
  /** Words that come back once an input method lets them. */
  const returning = new Map<Msisdn, string>()
  /** When what the box shows was last changed by an answer. */
  const answeredAt = new Map<Msisdn, number>()

  const write = (customer: Msisdn, text: string, more: Partial<Writing> = {}) => {
    answeredAt.delete(customer)
    change(customer, { text, problem: null, ...more })
    // A text taken up again is still in the thread; what was being written is nowhere else.
    drafts.keep(customer, of(customer).again === null ? text : (aside.get(customer)?.text ?? ''))
  }
  /** @returns what was put aside, which is the same text still */
  const takeUp = (customer: Msisdn): string => {
    const { text = '', submissionId } = aside.get(customer) ?? {}
    aside.delete(customer)
    if (submissionId === undefined) submissions.delete(customer)
    else submissions.set(customer, submissionId)
    return text
  }
  const isAtWork = (customer: Msisdn) => {
    const { sending, takingBack, held, again } = of(customer)
    const waits = submissions.has(customer) || returning.has(customer)
    return waits || sending || takingBack || held !== null || again !== null
  }
  const giveBack = (customer: Msisdn) => {
    const words = returning.get(customer)
    if (words === undefined || composed.has(customer)) return
    returning.delete(customer)
    write(customer, words + of(customer).text)
  }
  const letGo = (customer: Msisdn, id: string) => {
    if (of(customer).held?.message.id === id) change(customer, { held: null })
  }
  async function takeBack(customer: Msisdn): Promise<boolean> {
    const { held, takingBack } = of(customer)
    if (held === null || takingBack) return false
    change(customer, { takingBack: true })
    const answer = await desk.cancelText({ messageId: held.message.id })
    if (!answer.ok) {
      const hasLeft = answer.problem.code === 'too-late'
      change(customer, {
        takingBack: false,
        problem: hasLeft ? { at: 'left' } : { at: 'send', problem: answer.problem },
        ...(hasLeft && { held: null }),
      })
      return false
    }
    change(customer, { takingBack: false, held: null })
    show(answer.value.message)
    returning.set(customer, held.message.text)
    giveBack(customer)
    return true
  }
  function check({ text, gaps }: Writing): WritingProblem | null {
    if (text.trim() === '' || text.length > textMost) return { at: 'text', length: text.length }
    const open = gaps.find((name) => text.includes(`{${name}}`))
    return open === undefined ? null : { at: 'gap', name: open }
  }
  async function send(customer: Msisdn, inReplyTo: string | null): Promise<boolean> {
    const writing = of(customer)
    const sinceAnswer = now() - (answeredAt.get(customer) ?? Number.NEGATIVE_INFINITY)
    if (writing.sending || writing.takingBack || sinceAnswer < doubleMs) return false
    const wrong = check(writing)
    if (wrong !== null) {
      change(customer, { problem: wrong })
      return false
    }
    const { text, again, problem } = writing
    const anyway = problem?.at === 'send' && isAsked(problem.problem)
    const submissionId = submissions.get(customer) ?? newId()
    submissions.set(customer, submissionId)
    change(customer, { sending: true, problem: null })
    const answer = await desk.sendSms({
      submissionId,
      to: dialled(customer),
      text,
      holdSeconds,
      ...(inReplyTo !== null && { inReplyTo, wholeThread: true }),
      ...(again !== null && { again: again.id, anyway }),
    })
    if (!answer.ok) {
      change(customer, { sending: false, problem: { at: 'send', problem: answer.problem } })
      if (isAsked(answer.problem)) answeredAt.set(customer, now())
      return false
    }
    const { message } = answer.value
    submissions.delete(customer)
    show(message)
    // What was typed while it was on its way to the desk is the next text.
    const since = of(customer).text
    const rest = since === text ? '' : since.startsWith(text) ? since.slice(text.length) : since
    if (message.text !== text) {
      change(customer, { sending: false, problem: { at: 'before' } })
      answeredAt.set(customer, now())
      return false
    }
    const back = again === null ? rest : [takeUp(customer), rest].filter(Boolean).join('\n')
    const held = message.state === 'queued' ? { message, until: now() + holdSeconds * 1000 } : null
    write(customer, back, { again: null, gaps: [], sending: false, held })
    answeredAt.set(customer, now())
    drafts.leave()
    if (held !== null) later(() => letGo(customer, message.id), holdSeconds * 1000)
    return true
  }
  return {
    getSnapshot: writings.getSnapshot,
    subscribe: writings.subscribe,
    start: () => {
      const undo = desk.on('message', (messages) => {
        for (const { id, customer, state } of messages) if (state !== 'queued') letGo(customer, id)
      })
      return () => {
        undo()
        drafts.leave()
      }
    },
    of,
    remember: (customer, draft) => {
      // Nothing changes under an input method, nor what is on its way or may be sent once more.
      if (isAtWork(customer) || composed.has(customer)) return
      if (!drafts.found(customer, draft)) return
      change(customer, { text: draft, gaps: [], problem: null })
      if (draft !== '') answeredAt.set(customer, now())
    },
    edit: (customer, text) => {
      write(customer, text)
      if (of(customer).held !== null) void takeBack(customer)
    },
    fill: (customer, text, gaps) => write(customer, text, { gaps }),
    begin: (customer, text, again) => {
      const now = of(customer)
      // What is on its way is not the text that was put aside yet.
      if (now.sending) return
      if (now.again === null) aside.set(customer, { text: now.text, submissionId: submissions.get(customer) })
      submissions.delete(customer)
      change(customer, { again })
      write(customer, text)
    },
    drop: (customer) => {
      if (of(customer).sending) return
      change(customer, { again: null })
      write(customer, takeUp(customer))
    },
    composing: (customer, on) => {
      if (on) composed.add(customer)
      else composed.delete(customer)
      giveBack(customer)
    },
    send,
    takeBack,
    leave: drafts.leave,
    forget: (customer) => {
      const isGone = (each: Msisdn) => (customer === null ? drafts.isKept(each) && !isAtWork(each) : each === customer)
      const gone = [...writings.getSnapshot().keys()].filter(isGone)
      for (const each of gone) {
        drafts.forget(each)
        for (const map of [submissions, aside, returning, answeredAt]) map.delete(each)
      }
      writings.set(new Map([...writings.getSnapshot()].filter(([each]) => !gone.includes(each))))
    },
  }
}
