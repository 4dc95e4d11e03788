import type { RunRow } from '../../shared/run.ts'

/** What was typed of a call and not yet noted. */
export interface CallWords {
  text: string
  /** What the customer had written when somebody came to the box: what came later may not have been seen. */
  said: RunRow['said']
}

/** Half-typed notes of calls, by run and place: whoever looks into a thread meanwhile finds them again. */
export function makeCallNotes() {
  const notes = new Map<string, CallWords>()
  const key = (runId: string, place: number) => `${runId}/${place}`
  return {
    of: (runId: string, place: number): CallWords | null => notes.get(key(runId, place)) ?? null,
    /** Nothing is kept of an empty box. */
    keep(runId: string, place: number, words: CallWords): void {
      if (words.text === '') notes.delete(key(runId, place))
      else notes.set(key(runId, place), words)
    },
    /** Somebody was erased: nothing typed here may be of them. */
    forget: () => notes.clear(),
  }
}

export type CallNotes = ReturnType<typeof makeCallNotes>
