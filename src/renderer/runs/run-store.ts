import type { DeskApi, DeskEvents } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Problem, Result } from '../../shared/result.ts'
import type { Run, RunExport, RunRow } from '../../shared/run.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { allRows } from './all-rows.ts'
import { type CallNotes, makeCallNotes } from './call-notes.ts'

export interface OpenRun {
  run: Run
  /** By place. Replaced, never edited; a row that did not change keeps its identity. */
  rows: readonly RunRow[]
}

export interface RunsSnapshot {
  /** Newest first. */
  runs: readonly Run[]
  /** The run somebody looks at; null while none is, or it is still on its way. */
  open: OpenRun | null
  /** The list is asked for and nothing is there yet. */
  loading: boolean
  /** Why the list, or the run that was to be opened, could not be had. */
  problem: Problem | null
  /** Places of the open run whose outcome changed a moment ago, to fade in. */
  fresh: ReadonlySet<number>
}

type Moved<More = unknown> = Promise<Result<{ run: Run } & More>>

export interface RunStore extends Observable<RunsSnapshot> {
  callNotes: CallNotes
  /** Listens first, then loads. @returns undo */
  start(): () => void
  /** Everything again: after events were missed. What is shown stays until then. */
  reload(): Promise<void>
  open(runId: string): Promise<void>
  close(): void
  pause(runId: string): Moved
  /** On with what has not left. */
  resume(runId: string): Moved
  /** Within the hold: takes it back as a whole. */
  stop(runId: string): Moved
  /** Throws away what has not left. */
  discard(runId: string): Moved
  /** Another time for one that is planned; ISO 8601. */
  reschedule(runId: string, times: { startsAt: string; until: string | null }): Moved
  /** What it would yet do about those who do not answer is not done. */
  leaveOutChase(runId: string): Moved
  /**
   * Somebody rang the customer, and this came of it; null takes it back.
   *
   * @param upTo `seq` of the newest text of theirs that was seen
   */
  settle(runId: string, place: number, as: string | null, upTo: number): Moved
  /** Texts those again whose text was lost. */
  retry(
    runId: string,
    retry: { submissionId: string; places: number[]; alsoUnsure: boolean },
  ): Moved<{ marked: number }>
  /** What a file of the run says. */
  makeFile(runId: string, since: 'start' | 'last-export'): Promise<Result<RunExport>>
  /** Somebody has that file now. */
  takeFile(runId: string, exportId: string): Moved
  /** The reply that a card tells of; null when it could not be had. */
  reply(messageId: string): Promise<Message | null>
}

export interface RunStoreNeeds {
  desk: Pick<
    DeskApi,
    | 'listRuns'
    | 'getRun'
    | 'pauseRun'
    | 'resumeRun'
    | 'stopRun'
    | 'discardRun'
    | 'rescheduleRun'
    | 'leaveOutChase'
    | 'settleRow'
    | 'retryRows'
    | 'exportRun'
    | 'takeExport'
    | 'listMessages'
    | 'on'
  >
}

type Heard = DeskEvents['run'][number]

// More at once than an eye follows just appear.
const freshMost = 6
const nothingFresh: ReadonlySet<number> = new Set()
const numberOf = (runId: string) => Number(runId.slice(3))

/** The runs without React: what the desk says, merged by run and by place. */
export function makeRunStore({ desk }: RunStoreNeeds): RunStore {
  const store = makeObservable<RunsSnapshot>({
    runs: [],
    open: null,
    loading: true,
    problem: null,
    fresh: nothingFresh,
  })
  const patch = (change: Partial<RunsSnapshot>) => store.set({ ...store.getSnapshot(), ...change })
  let openId: string | null = null
  /** What was heard since a load was asked for: its answer may be older. Null when none is under way. */
  let sinceListed: Heard[] | null = null
  let sinceOpened: Heard[] | null = null
  let listTicket = 0
  let openTicket = 0
  /** By run: how often it was heard of. An answer to our own call that was overtaken is dropped. */
  const times = new Map<string, number>()

  function hear(heard: readonly Heard[]): void {
    sinceListed?.push(...heard)
    sinceOpened?.push(...heard)
    for (const { run } of heard) times.set(run.id, (times.get(run.id) ?? 0) + 1)
    const now = store.getSnapshot()
    const open = now.open === null ? null : heard.reduce(withHeard, now.open)
    patch({
      runs: heard.reduce((runs, { run }) => withRun(runs, run), now.runs),
      open,
      fresh: now.open === null || open === null || open === now.open ? now.fresh : freshOf(now.open.rows, open.rows),
    })
  }

  async function list(): Promise<void> {
    listTicket += 1
    const mine = listTicket
    sinceListed = []
    const answer = await desk.listRuns({})
    if (mine !== listTicket) return
    const heard = sinceListed ?? []
    sinceListed = null
    if (!answer.ok) patch({ loading: false, problem: answer.problem })
    else
      patch({
        runs: heard.reduce((runs, { run }) => withRun(runs, run), answer.value.runs as readonly Run[]),
        loading: false,
        problem: openId === null ? null : store.getSnapshot().problem,
      })
  }

  async function get(runId: string): Promise<void> {
    openTicket += 1
    const mine = openTicket
    sinceOpened = []
    const answer = await allRows(desk, runId, () => mine === openTicket)
    if (answer === null) return
    const heard = sinceOpened ?? []
    sinceOpened = null
    if (!answer.ok) return patch({ problem: answer.problem })
    const open: OpenRun = answer.value
    return patch({ open: heard.reduce(withHeard, open), problem: null, fresh: nothingFresh })
  }

  async function move<More>(runId: string, call: () => Moved<More>): Moved<More> {
    const before = times.get(runId)
    const answer = await call()
    if (answer.ok && times.get(runId) === before) {
      const { run } = answer.value
      const { runs, open } = store.getSnapshot()
      patch({
        runs: withRun(runs, run),
        open: open?.run.id === run.id ? { ...open, run: sameOptions(open.run, run) } : open,
      })
    }
    return answer
  }

  return {
    callNotes: makeCallNotes(),
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    start: () => {
      const undo = desk.on('run', hear)
      void list()
      return undo
    },
    reload: async () => {
      await Promise.all([list(), openId === null ? null : get(openId)])
    },
    open: async (runId) => {
      if (openId === runId) return
      openId = runId
      patch({ open: null, problem: null, fresh: nothingFresh })
      await get(runId)
    },
    close: () => {
      openId = null
      openTicket += 1
      sinceOpened = null
      patch({ open: null, problem: null, fresh: nothingFresh })
    },
    pause: (runId) => move(runId, () => desk.pauseRun({ runId })),
    resume: (runId) => move(runId, () => desk.resumeRun({ runId })),
    stop: (runId) => move(runId, () => desk.stopRun({ runId })),
    discard: (runId) => move(runId, () => desk.discardRun({ runId })),
    reschedule: (runId, times) => move(runId, () => desk.rescheduleRun({ runId, ...times })),
    leaveOutChase: (runId) => move(runId, () => desk.leaveOutChase({ runId })),
    settle: (runId, place, as, upTo) => move(runId, () => desk.settleRow({ runId, place, as, upTo })),
    retry: (runId, retry) => move(runId, () => desk.retryRows({ runId, ...retry })),
    makeFile: (runId, since) => desk.exportRun({ runId, since }),
    takeFile: (runId, exportId) => move(runId, () => desk.takeExport({ runId, exportId })),
    reply: async (messageId) => {
      const listed = await desk.listMessages({ before: Number(messageId.slice(1)) + 1, limit: 1 })
      const [message] = listed.ok ? listed.value.messages : []
      return message?.id === messageId ? message : null
    },
  }
}

/**
 * Every event tells the run anew. Options that are what they were keep their identity: by it lines and cards know that
 * nothing of theirs has changed.
 */
const sameOptions = ({ options }: Run, run: Run): Run =>
  JSON.stringify(options) === JSON.stringify(run.options) ? { ...run, options } : run

function withRun(runs: readonly Run[], run: Run): readonly Run[] {
  const at = runs.findIndex(({ id }) => id === run.id)
  if (at !== -1) return runs.with(at, run)
  return [...runs, run].sort((one, other) => numberOf(other.id) - numberOf(one.id))
}

function withHeard(open: OpenRun, { run, rows }: Heard): OpenRun {
  if (run.id !== open.run.id) return open
  const next = sameOptions(open.run, run)
  if (rows.length === 0) return { run: next, rows: open.rows }
  const changed = new Map(rows.map((row) => [row.place, row]))
  const kept = open.rows.map((row) => {
    const told = changed.get(row.place)
    changed.delete(row.place)
    return told ?? row
  })
  const all = changed.size === 0 ? kept : [...kept, ...changed.values()].sort((one, other) => one.place - other.place)
  return { run: next, rows: all }
}

/** Rows that are not what they were, where that can be told apart by eye. */
function freshOf(before: readonly RunRow[], after: readonly RunRow[]): ReadonlySet<number> {
  if (before.length !== after.length) return nothingFresh
  const moved = after.filter((row, index) => {
    const was = before[index]
    return was !== row && (was?.outcome !== row.outcome || was.option !== row.option)
  })
  return moved.length === 0 || moved.length > freshMost ? nothingFresh : new Set(moved.map(({ place }) => place))
}
