import { useEffect } from 'react'
import type { InboxStores } from './inbox-stores.ts'

/** Keeps what is half written when the window goes, or looks elsewhere, and then forgets who was open. */
export function useLeaving(stores: InboxStores): void {
  useEffect(() => {
    const { composer, notes, thread, list, work } = stores
    const leave = () => {
      composer.leave()
      notes.leave()
    }
    window.addEventListener('pagehide', leave)
    // On the desktop nothing is heard any more of a page that has gone.
    window.addEventListener('beforeunload', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('beforeunload', leave)
      leave()
      work.forgetDone()
      list.open(null)
      void thread.open(null)
    }
  }, [stores])
}
