import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export interface FiledAlone {
  /** ISO: since this window looks. */
  since: string
  answers: number
}

export interface FiledStore extends Observable<FiledAlone> {
  /** @returns undo */
  start(): () => void
}

/** How many answers were filed without anybody since the window was opened: the work that nobody saw. */
export function makeFiledStore({ desk, now }: { desk: Pick<DeskApi, 'on'>; now: () => number }): FiledStore {
  // Times of replies are whole seconds.
  const since = new Date(Math.floor(now() / 1000) * 1000).toISOString()
  const filed = new Set<string>()
  const shown = makeObservable<FiledAlone>({ since, answers: 0 })
  const isFiledAlone = ({ direction, at, because }: Message) =>
    direction === 'inbound' && at >= since && because?.rule === 'option' && because.why !== 'filed by hand'
  return {
    getSnapshot: shown.getSnapshot,
    subscribe: shown.subscribe,
    start: () =>
      desk.on('message', (messages) => {
        // A person may file otherwise what was filed.
        for (const message of messages) {
          if (isFiledAlone(message)) filed.add(message.id)
          else filed.delete(message.id)
        }
        if (filed.size !== shown.getSnapshot().answers) shown.set({ since, answers: filed.size })
      }),
  }
}
