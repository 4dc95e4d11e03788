import type { DeskApi } from '../../shared/desk-api.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { makeDraftKeeper } from './draft-keeper.ts'

/** Notes that are half written, by customer. Replaced, never edited. */
export interface NoteStore extends Observable<ReadonlyMap<Msisdn, string>> {
  /** What the desk has kept of it, also from elsewhere; what was typed here since is newer. */
  remember(customer: Msisdn, draft: string): void
  edit(customer: Msisdn, text: string): void
  /** It was kept as the note, or is not wanted. */
  end(customer: Msisdn): void
  /** Has the desk keep them all now: the window goes, or looks elsewhere. */
  leave(): void
  /** Null: somebody was erased, and only the desk knows who. */
  forget(customer: Msisdn | null): void
}

/** What is being noted of people, kept by the desk at each pause like the draft of an answer. */
export function makeNoteStore({
  desk,
  later,
}: {
  desk: Pick<DeskApi, 'saveNoteDraft'>
  later: (run: () => void, ms: number) => void
}): NoteStore {
  const notes = makeObservable<ReadonlyMap<Msisdn, string>>(new Map())
  const drafts = makeDraftKeeper({ save: desk.saveNoteDraft, later })
  const set = (customer: Msisdn, text: string | null) => {
    const next = new Map(notes.getSnapshot())
    if (text === null) next.delete(customer)
    else next.set(customer, text)
    notes.set(next)
  }
  return {
    getSnapshot: notes.getSnapshot,
    subscribe: notes.subscribe,
    remember: (customer, draft) => {
      if (drafts.found(customer, draft)) set(customer, draft === '' ? null : draft)
    },
    edit: (customer, text) => {
      set(customer, text)
      drafts.keep(customer, text)
    },
    end: (customer) => {
      if (!notes.getSnapshot().has(customer)) return
      set(customer, null)
      drafts.keep(customer, '')
      drafts.leave()
    },
    leave: drafts.leave,
    forget: (customer) => {
      for (const each of [...notes.getSnapshot().keys()])
        if (customer === null ? drafts.isKept(each) : each === customer) {
          drafts.forget(each)
          set(each, null)
        }
    },
  }
}
