import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Problem } from '../../shared/result.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export interface RowWork {
  /** Rows whose filing or closing is on its way. */
  busy: ReadonlySet<string>
  /** Why a row's last action did not happen. */
  problems: ReadonlyMap<string, Problem>
}

export interface RowActions extends Observable<RowWork> {
  /**
   * @param notice of another question than the reply's own; null or left out for that one
   * @param untold the customer is told nothing
   */
  file(message: Pick<Message, 'id'>, option: string, notice?: string | null, untold?: boolean): Promise<boolean>
  /** Of a reply, or of a text that did not arrive. */
  close(message: Pick<Message, 'id' | 'direction'>): Promise<boolean>
  reopen(message: Message): Promise<boolean>
  /** Sends a held text after all. */
  release(message: Message): Promise<boolean>
  cancel(message: Message): Promise<boolean>
}

/** What is decided about a row by hand, once each however often it is pressed. */
export function makeRowActions(needs: {
  desk: Pick<DeskApi, 'fileReply' | 'closeReply' | 'closeText' | 'reopen' | 'releaseText' | 'cancelText'>
  newId: () => string
  show: (message: Message) => void
}): RowActions {
  const work = makeObservable<RowWork>({ busy: new Set(), problems: new Map() })
  // A repeat after a lost answer must be the same filing, or the customer is thanked twice.
  const submissions = new Map<string, string>()

  async function run(id: string, call: () => ReturnType<DeskApi['fileReply']>): Promise<boolean> {
    const before = work.getSnapshot()
    if (before.busy.has(id)) return false
    const problems = new Map(before.problems)
    problems.delete(id)
    work.set({ busy: new Set(before.busy).add(id), problems })
    const answer = await call()
    const now = work.getSnapshot()
    const busy = new Set(now.busy)
    busy.delete(id)
    work.set({ busy, problems: answer.ok ? now.problems : new Map(now.problems).set(id, answer.problem) })
    if (answer.ok) needs.show(answer.value.message)
    return answer.ok
  }
  return {
    getSnapshot: work.getSnapshot,
    subscribe: work.subscribe,
    file: async (message, option, notice = null, untold = false) => {
      const key = `${message.id} ${option} ${notice ?? ''} ${untold}`
      const submissionId = submissions.get(key) ?? needs.newId()
      submissions.set(key, submissionId)
      const how = { ...(notice !== null && { notice }), ...(untold && { untold: true as const }) }
      const by = { submissionId, messageId: message.id, option, ...how }
      const filed = await run(message.id, () => needs.desk.fileReply(by))
      // Whatever was tried before for this reply is over: the same option again later is another filing.
      if (filed)
        for (const tried of [...submissions.keys()]) if (tried.startsWith(`${message.id} `)) submissions.delete(tried)
      return filed
    },
    close: ({ id, direction }) =>
      run(id, () => needs.desk[direction === 'inbound' ? 'closeReply' : 'closeText']({ messageId: id })),
    reopen: ({ id }) => run(id, () => needs.desk.reopen({ messageId: id })),
    release: ({ id }) => run(id, () => needs.desk.releaseText({ messageId: id })),
    cancel: ({ id }) => run(id, () => needs.desk.cancelText({ messageId: id })),
  }
}
