import { type Run, type RunState, runHoldMs } from './run.ts'

/** What a run's head and its line of the list say in figures. */
export interface RunCounts {
  /** Texts that have left, whatever became of them. */
  left: number
  /** Customers whose text has not, and still may. */
  toGo: number
  /** Customers of whom we know what they want, by text or by phone. */
  answered: number
  /** Customers who need a person, also those whose changed answer is filed and whom nobody has looked at since. */
  need: number
}

export function countsOf({ state, texts, outcomes, dropped, changed }: Run): RunCounts {
  return {
    left: texts.accepted + texts.delivered + texts.failed + texts.unsure,
    // Of a run that has ended: who was not sent to. Of one that goes on: who still will be.
    toGo: outcomes['not-sent'] - (state === 'done' ? 0 : dropped),
    answered: outcomes.option + outcomes.settled,
    need: outcomes.person + changed,
  }
}

/** A run that is done although not everything was sent has another word, and one that is planned for later. */
export function stateWord(run: Run): RunState | 'ended' | 'planned' {
  if (run.state === 'held' && Date.parse(run.startsAt) - Date.parse(run.madeAt) > runHoldMs) return 'planned'
  return run.state === 'done' && run.outcomes['not-sent'] > 0 ? 'ended' : run.state
}
