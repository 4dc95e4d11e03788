import type { Answer, DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import type { LinkEvent } from '../connect.ts'
import { makeObservable, type Observable } from './observable.ts'

export interface DeskView {
  /** Null until the desk has answered once. */
  state: DeskState | null
  problem: Problem | null
  /** When the way to the desk was lost (epoch ms); null while it is there. */
  lostSince: number | null
  /** The desk answers, but no longer lets this page in. */
  shut: boolean
  /** Why the texts cannot be opened, and what may take their place; null while there is a desk. */
  repair: Answer<'listBackups'> | null
}

export interface DeskStore extends Observable<DeskView> {
  /** Listens first, then asks, so that no change falls between. */
  start(): Promise<void>
  reload(): Promise<void>
  link(event: LinkEvent): void
}

/** The desk's own state as the window knows it. */
export function makeDeskStore(needs: {
  desk: Pick<DeskApi, 'getDesk' | 'listBackups' | 'on'>
  now: () => number
}): DeskStore {
  const view = makeObservable<DeskView>({ state: null, problem: null, lostSince: null, shut: false, repair: null })
  const patch = (change: Partial<DeskView>) => view.set({ ...view.getSnapshot(), ...change })

  const take = (state: DeskState) => {
    const known = view.getSnapshot().state
    // Answers and events overtake each other; the number tells which is newer. A restarted desk counts on from its store.
    const isSame = state.mode === known?.mode && state.restoredAt === known.restoredAt
    if (known !== null && isSame && state.seq < known.seq) return
    patch({ state, problem: null, repair: null })
  }
  const reload = async () => {
    const answer = await needs.desk.getDesk({})
    if (answer.ok) take(answer.value)
    else if (answer.problem.code === 'store-unusable') {
      const listed = await needs.desk.listBackups({})
      patch({ problem: answer.problem, repair: listed.ok ? listed.value : null })
    } else patch({ problem: answer.problem })
  }
  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    start: async () => {
      needs.desk.on('desk', take)
      await reload()
    },
    reload,
    link: (event) => {
      if (event === 'lost' || event === 'shut') {
        const { lostSince, shut } = view.getSnapshot()
        patch({ lostSince: lostSince ?? needs.now(), shut: shut || event === 'shut' })
      } else patch({ lostSince: null, shut: false })
    },
  }
}
