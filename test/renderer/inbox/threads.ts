import type { Argument, DeskApi, DeskEvents } from '../../../src/shared/desk-api.ts'
import type { EventName } from '../../../src/shared/desk-names.ts'
import type { Message } from '../../../src/shared/message.ts'
import { done, refused } from '../../../src/shared/result.ts'
import type { Person, Thread, ThreadTab } from '../../../src/shared/thread.ts'
import { inbound, outbound } from '../messages.ts'

export const anna = '447700900301'
export const ben = '447700900302'
export const chloe = '447700900303'
export const dan = '447700900304'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 8, minute)).toISOString()

/** A thread whose newest text has this `seq`; one that needs somebody has since minute `seq`. */
export const thread = (customer: string, seq: number, change: Partial<Thread> = {}): Thread => {
  const { id, direction, text, state, kind, because } = inbound(seq)
  return {
    customer,
    name: null,
    status: 'needs-you',
    needs: { since: at(seq), why: 'asks a question', messages: 1, putOffUntil: null },
    changedBy: null,
    failed: 0,
    unsure: 0,
    failure: null,
    snoozedUntil: null,
    last: { id, seq, direction, text, state, at: at(seq), kind, because },
    filedAs: null,
    draft: null,
    optedOut: false,
    ...change,
  }
}
export const settled = (customer: string, seq: number) => thread(customer, seq, { status: 'done', needs: null })

const orders: Record<string, (one: Thread, other: Thread) => number> = {
  'needs-you': (one, other) => (one.needs?.since ?? '').localeCompare(other.needs?.since ?? ''),
}

/** The desk's side of the inbox: threads and texts that can be asked for, drafts, and a text that can be taken back. */
export function openInbox(threads: Thread[] = [], messages: Message[] = []) {
  const listeners = new Map<EventName, Set<(data: never, seq: number) => void>>()
  let gate: Promise<void> = Promise.resolve()
  let answers = true
  const asked: string[] = []
  const drafts: [string, string][] = []
  const sent: Argument<'sendSms'>[] = []
  const cancelled: string[] = []
  const reopened: string[] = []
  const left = new Set<string>()
  let refusal: string | null = null
  let frames: (() => void)[] = []
  let timers: { run: () => void; at: number }[] = []
  let now = 0
  const run = async <Value>(call: string, value: () => Value) => {
    asked.push(call)
    const found = value()
    await gate
    return answers ? structuredClone(done(found)) : refused('no-answer', 'The desk does not answer.')
  }
  const emit = <Name extends EventName>(name: Name, data: DeskEvents[Name]) => {
    for (const listener of listeners.get(name) ?? []) listener(data as never, 1)
  }
  const put = (thread: Thread) => {
    const place = threads.findIndex(({ customer }) => customer === thread.customer)
    if (place === -1) threads.push(thread)
    else threads[place] = thread
  }
  const under = (tab: ThreadTab) =>
    threads
      .filter(({ status }) => tab === 'all' || status === tab)
      .toSorted(orders[tab] ?? ((one, other) => other.last.seq - one.last.seq))
  const person = (customer: string): Person => ({
    thread: threads.find((each) => each.customer === customer) ?? null,
    ownName: null,
    note: null,
    draft: '',
    noteDraft: '',
    outcomes: [],
  })
  const digits = (number: string) => number.replace('+', '')
  const desk = {
    listThreads: ({ tab, limit = 100, after = '0' }: Argument<'listThreads'>) =>
      run(`listThreads ${tab}`, () => {
        const all = under(tab)
        const from = Number(after)
        const next = from + limit < all.length ? String(from + limit) : null
        const counts = {
          needsYou: under('needs-you').length,
          snoozed: 0,
          drafts: 0,
          waiting: under('waiting').length,
          failed: 0,
        }
        return { threads: all.slice(from, from + limit), next, counts }
      }),
    getThread: ({ customer }: Argument<'getThread'>) => run('getThread', () => ({ person: person(digits(customer)) })),
    listMessages: ({ customer, limit = 100, before }: Argument<'listMessages'>) =>
      run('listMessages', () => ({
        messages: messages
          .filter((each) => each.customer === customer && (before === undefined || each.seq < before))
          .toSorted((one, other) => other.seq - one.seq)
          .slice(0, limit),
      })),
    closeThread: ({ customer }: Argument<'closeThread'>) =>
      run('closeThread', () => ({ thread: settled(digits(customer), 1), closed: ['m1', 'm2'] })),
    raiseThread: ({ customer }: Argument<'raiseThread'>) =>
      run('raiseThread', () => ({ thread: thread(digits(customer), 1) })),
    snoozeThread: ({ customer }: Argument<'snoozeThread'>) =>
      run('snoozeThread', () => ({ thread: thread(digits(customer), 1) })),
    reopen: ({ messageId }: Argument<'reopen'>) =>
      run('reopen', () => {
        reopened.push(messageId)
        return { message: inbound(1) }
      }),
    saveDraft: ({ customer, text }: Argument<'saveDraft'>) =>
      run('saveDraft', () => {
        if (answers) drafts.push([digits(customer), text])
        return {}
      }),
    sendSms: async (argument: Argument<'sendSms'>) => {
      if (refusal !== null && argument.anyway !== true) return refused(refusal, 'It was said already.')
      return run('sendSms', () => {
        const before = sent.find(({ submissionId }) => submissionId === argument.submissionId)
        if (before === undefined) sent.push(argument)
        const { text, to } = before ?? argument
        return { message: outbound(100 + sent.length, { customer: digits(to), text, state: 'queued', kind: 'text' }) }
      })
    },
    cancelText: async ({ messageId }: Argument<'cancelText'>) => {
      asked.push('cancelText')
      await gate
      if (left.has(messageId)) return refused('too-late', 'It has left.')
      if (!answers) return refused('no-answer', 'The desk does not answer.')
      cancelled.push(messageId)
      return done({ message: outbound(Number(messageId.slice(1)), { state: 'cancelled' }) })
    },
    on: (name: EventName, listener: (data: never, seq: number) => void) => {
      const heard = listeners.get(name) ?? new Set()
      listeners.set(name, heard.add(listener))
      return () => heard.delete(listener)
    },
  } satisfies Partial<Record<keyof DeskApi, unknown>>
  return {
    desk: desk as unknown as DeskApi,
    asked,
    drafts,
    sent,
    cancelled,
    reopened,
    /** Of texts that cannot be taken back any more. */
    left,
    emit,
    happen: (...changed: Thread[]) => {
      for (const each of changed) put(each)
      emit('thread', changed)
    },
    write: (...written: Message[]) => {
      messages.push(...written)
      emit('message', written)
    },
    /** Answers wait until the returned function is called. */
    pause: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    /** A text is refused with this code, unless it is sent anyway. */
    refuse: (code: string) => {
      refusal = code
    },
    /** Whether calls come about at all. */
    reach: (reaches: boolean) => {
      answers = reaches
    },
    nextFrame: (draw: () => void) => frames.push(draw),
    draw: () => {
      const due = frames
      frames = []
      for (const draw of due) draw()
    },
    later: (later: () => void, ms: number) => timers.push({ run: later, at: now + ms }),
    now: () => now,
    pass: async (ms: number) => {
      now += ms
      const due = timers.filter((timer) => timer.at <= now)
      timers = timers.filter((timer) => timer.at > now)
      for (const timer of due) timer.run()
      await calm()
    },
  }
}

/** All that was asked and can be answered is answered. */
export const calm = async () => {
  for (let turns = 0; turns < 50; turns += 1) await Promise.resolve()
}
