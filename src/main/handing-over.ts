import type { HandingOver } from './store/handed-over.ts'
import type { Store } from './store/store.ts'

/** What a desk does itself when it is handed over: it falls silent, and stays so. */
export interface DeskHandover {
  isHandedOver(): boolean
  /** Whether texts wait here, of a run or by themselves, that leave by nobody else. */
  hasUnsent(): Promise<boolean>
  /** Marked, and nothing is on its way out any more. */
  begin(by: { submission: string; fileName: string }): Promise<HandingOver>
  /** The file is whole. */
  made(bytes: number): Promise<void>
  /** It goes on, where the file never came to be. @returns whether it does */
  undo(): Promise<boolean>
}

/** @param needs.sizeOf how large the file of that name is; null when there is none */
export async function deskHandover(needs: {
  store: Pick<Store, 'write' | 'ask'>
  now: () => number
  sizeOf: (fileName: string) => Promise<number | null>
  /** What was leaving has left, or not. */
  settled: () => Promise<void>
  /** What waits may leave again. */
  wake: () => void
  stateChanged: () => void
}): Promise<DeskHandover> {
  const { store } = needs
  const read = async () => (await store.ask('counts', undefined)).handedOver
  let mark = await read()
  const made = async (bytes: number) => {
    mark = await store.write('handoverMade', { at: needs.now(), bytes })
    needs.stateChanged()
  }
  /** It got its name, and that could not be written down, or the desk was killed before it was. */
  const lookForFile = async () => {
    if (mark === null || mark.made !== null) return
    const bytes = await needs.sizeOf(mark.fileName)
    if (bytes !== null) await made(bytes)
  }
  await lookForFile()
  return {
    isHandedOver: () => mark !== null,
    hasUnsent: () => store.ask('hasUnsent', undefined),
    begin: async (by) => {
      const became = await store.write('handOver', { ...by, now: needs.now() }).catch(async (error: unknown) => {
        // It may be on the disk all the same.
        mark = await read()
        throw error
      })
      if (became.kind === 'taken-back') return became
      mark = became.mark
      needs.stateChanged()
      await needs.settled()
      return became
    },
    made,
    undo: async () => {
      await lookForFile()
      await store.write('handoverUndone', undefined)
      mark = await read()
      needs.stateChanged()
      needs.wake()
      return mark === null
    },
  }
}
