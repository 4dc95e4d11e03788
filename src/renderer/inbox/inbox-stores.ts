import type { DeskApi } from '../../shared/desk-api.ts'
import type { Message } from '../../shared/message.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import { type ComposerStore, makeComposerStore } from './composer-store.ts'
import { type FiledStore, makeFiledStore } from './filed-store.ts'
import { makeNoteStore, type NoteStore } from './note-store.ts'
import { makeSeenBook } from './seen.ts'
import { makeThreadListStore, type ThreadListStore } from './thread-list-store.ts'
import { makeThreadStore, type ThreadStore } from './thread-store.ts'
import { makeThreadWork, type ThreadWorkStore } from './thread-work.ts'

export interface InboxStores {
  list: ThreadListStore
  thread: ThreadStore
  composer: ComposerStore
  notes: NoteStore
  work: ThreadWorkStore
  filed: FiledStore
  /** @returns undo */
  start(): () => void
  reload(): void
  /** Somebody was erased: nothing written or remembered here may be of them. Null where this window does not know whom. */
  forget(customer: Msisdn | null): void
}

/** What the inbox holds for one mode of the desk. */
export function makeInboxStores(needs: {
  desk: DeskApi
  storage: Pick<Storage, 'getItem' | 'setItem'>
  key: string
  newId: () => string
  nextFrame: (run: () => void) => void
  later: (run: () => void, ms: number) => void
  /** A text that this window wrote or took back. */
  show: (message: Message) => void
}): InboxStores {
  const { desk, storage, key, newId, nextFrame, later } = needs
  const now = Date.now
  const seen = makeSeenBook(storage, key)
  const list = makeThreadListStore({ desk, nextFrame, later })
  const thread = makeThreadStore({ desk, seen, now })
  const composer = makeComposerStore({
    desk,
    newId,
    now,
    later,
    show: (message) => {
      needs.show(message)
      thread.put(message)
    },
  })
  const notes = makeNoteStore({ desk, later })
  const work = makeThreadWork({ desk })
  const filed = makeFiledStore({ desk, now })
  return {
    list,
    thread,
    composer,
    notes,
    work,
    filed,
    start: () => {
      const undos = [list.start(), thread.start(), composer.start(), filed.start()]
      return () => {
        for (const undo of undos) undo()
        notes.leave()
      }
    },
    reload: () => {
      void list.reload()
      void thread.reload()
      filed.reload()
    },
    forget: (customer) => {
      seen.clear()
      thread.forget()
      list.forget()
      composer.forget(customer)
      notes.forget(customer)
    },
  }
}
