import type { DeskCalls } from '../shared/desk-api.ts'
import type { Msisdn } from '../shared/msisdn.ts'
import { done, refused } from '../shared/result.ts'
import { kept } from './kept.ts'
import { seqOf } from './store/message-id.ts'
import type { Store } from './store/store.ts'

/** The calls about texts that did not arrive, or have not left: many at once. Arguments read. */
export function failedCalls(needs: {
  store: Store
  ours: Msisdn
  now: () => number
  stateChanged: () => void
  runsMoved: (moved: { run: number; places: number[] }[]) => void
}): Pick<DeskCalls, 'listFailed' | 'textAgain' | 'cancelWaiting'> {
  const { store, ours, now } = needs
  return {
    listFailed: async () => done(await store.ask('failed', { ours, now: now() })),
    textAgain: ({ submissionId, messageIds, alsoUnsure = false }) =>
      kept(async () => {
        const by = { submissionId, seqs: messageIds.map(seqOf), alsoUnsure, ours, now: now() }
        const { moved, queued, marked, waiting, passed } = await store.write('textAgain', by)
        if (moved.length > 0) needs.runsMoved(moved)
        if (queued + marked === 0)
          return refused('nothing-again', 'None of them is to be texted again any more. Nothing was sent.')
        return done({ queued, marked, waiting, passed })
      }),
    cancelWaiting: ({ upTo }) =>
      kept(async () => {
        const cancelled = await store.write('cancelWaiting', upTo)
        needs.stateChanged()
        return done({ cancelled })
      }),
  }
}
