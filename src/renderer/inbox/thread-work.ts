import type { DeskApi } from '../../shared/desk-api.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem, Result } from '../../shared/result.ts'
import type { Thread } from '../../shared/thread.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { dialled } from './dialled.ts'

export interface ThreadWork {
  /** Whose thread something is being done with. */
  busy: ReadonlySet<Msisdn>
  /** Why the last thing did not come about. */
  problems: ReadonlyMap<Msisdn, Problem>
  /** What the last "done" closed, as long as it can be taken back from here. */
  done: { customer: Msisdn; closed: readonly string[] } | null
}

export interface ThreadWorkStore extends Observable<ThreadWork> {
  /** @param upTo the `seq` of the newest text that was there to be seen. @returns whether it is done */
  done(customer: Msisdn, upTo: number): Promise<boolean>
  takeBackDone(): Promise<boolean>
  /** The line that offers to take it back has served. */
  forgetDone(): void
  raise(customer: Msisdn): Promise<boolean>
  /** @param until ISO 8601; null ends it */
  snooze(customer: Msisdn, until: string | null): Promise<boolean>
}

/** Whether anything is left to say "done" of. */
export const isOpen = (status: Thread['status'] | undefined) => status === 'needs-you' || status === 'failed'

/** What is decided about a thread as a whole, once however often it is pressed. */
export function makeThreadWork({
  desk,
}: {
  desk: Pick<DeskApi, 'closeThread' | 'raiseThread' | 'snoozeThread' | 'reopen'>
}): ThreadWorkStore {
  const work = makeObservable<ThreadWork>({ busy: new Set(), problems: new Map(), done: null })
  const patch = (change: Partial<ThreadWork>) => work.set({ ...work.getSnapshot(), ...change })

  async function run<Value>(customer: Msisdn, call: () => Promise<Result<Value>>): Promise<Value | null> {
    const before = work.getSnapshot()
    if (before.busy.has(customer)) return null
    const problems = new Map(before.problems)
    problems.delete(customer)
    patch({ busy: new Set(before.busy).add(customer), problems })
    const answer = await call()
    const now = work.getSnapshot()
    const busy = new Set(now.busy)
    busy.delete(customer)
    patch({ busy, problems: answer.ok ? now.problems : new Map(now.problems).set(customer, answer.problem) })
    return answer.ok ? answer.value : null
  }
  const raise = async (customer: Msisdn) =>
    (await run(customer, () => desk.raiseThread({ customer: dialled(customer) }))) !== null

  return {
    getSnapshot: work.getSnapshot,
    subscribe: work.subscribe,
    done: async (customer, upTo) => {
      const answer = await run(customer, () => desk.closeThread({ customer: dialled(customer), upTo }))
      if (answer === null) return false
      const before = work.getSnapshot().done
      // Said twice, the second closed nothing: what can be taken back is what the first did.
      if (answer.closed.length > 0 || before?.customer !== customer)
        patch({ done: { customer, closed: answer.closed } })
      return true
    },
    takeBackDone: async () => {
      const { done } = work.getSnapshot()
      if (done === null) return false
      const { customer, closed } = done
      // Nothing was closed where a person had raised it: raised again it is as it was.
      if (closed.length === 0) {
        if (!(await raise(customer))) return false
      } else {
        const reopened = await run(customer, async () => {
          for (const messageId of closed.slice(0, -1)) {
            const answer = await desk.reopen({ messageId })
            if (!answer.ok) return answer
          }
          return desk.reopen({ messageId: closed.at(-1) ?? '' })
        })
        if (reopened === null) return false
      }
      // Somebody may have said "done" of the next one meanwhile.
      if (work.getSnapshot().done === done) patch({ done: null })
      return true
    },
    forgetDone: () => {
      if (work.getSnapshot().done !== null) patch({ done: null })
    },
    raise,
    snooze: async (customer, until) =>
      (await run(customer, () => desk.snoozeThread({ customer: dialled(customer), until }))) !== null,
  }
}
