import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import { makeObservable, type Observable } from '../app/observable.ts'

export interface FiledAlone {
  /** ISO: since this window has heard of all that came. */
  since: string
  answers: number
}

export interface FiledStore extends Observable<FiledAlone> {
  /** @returns undo */
  start(): () => void
  /** Something was missed: it counts from now. */
  reload(): void
}

/** How many answers were filed without anybody since the window was opened, or has heard of all: the work that nobody saw. */
export function makeFiledStore({ desk, now }: { desk: Pick<DeskApi, 'on'>; now: () => number }): FiledStore {
  // Times of replies are whole seconds.
  const fromNow = (): FiledAlone => ({ since: new Date(Math.floor(now() / 1000) * 1000).toISOString(), answers: 0 })
  const filed = new Set<string>()
  const shown = makeObservable<FiledAlone>(fromNow())
  const isFiledAlone = ({ direction, at, because }: Message) =>
    direction === 'inbound' &&
    at >= shown.getSnapshot().since &&
    because?.rule === 'option' &&
    because.why !== 'filed by hand'
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
        const { since, answers } = shown.getSnapshot()
        if (filed.size !== answers) shown.set({ since, answers: filed.size })
      }),
    reload: () => {
      filed.clear()
      shown.set(fromNow())
    },
  }
}
