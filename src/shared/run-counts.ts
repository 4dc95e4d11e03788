import { type Run, type RunState, runHoldMs } from './run.ts'

/** What a run's head and its line of the list say in figures. */
export interface RunCounts {
  /** Texts that have left, whatever became of them. */
  left: number
  /** Customers whose text has not, and still may. */
  toGo: number
  /** Customers who have answered: neither those who were rung, nor those whose silence was taken for it. */
  answered: number
  /** Customers who need a person, also those whose changed answer is filed and whom nobody has looked at since. */
  need: number
}

export function countsOf({ state, texts, outcomes, dropped, changed, defaulted }: Run): RunCounts {
  return {
    left: texts.accepted + texts.delivered + texts.failed + texts.unsure,
    // Of a run that has ended: who was not sent to. Of one that goes on: who still will be.
    toGo: outcomes['not-sent'] - (state === 'done' ? 0 : dropped),
    answered: outcomes.option - defaulted,
    need: outcomes.person + changed,
  }
}

/** A run that is done although not everything was sent has another word, and one that is planned for later. */
export function stateWord(run: Run): RunState | 'ended' | 'planned' {
  if (run.state === 'held' && Date.parse(run.startsAt) - Date.parse(run.madeAt) > runHoldMs) return 'planned'
  return run.state === 'done' && run.outcomes['not-sent'] > 0 ? 'ended' : run.state
}

/** Over a weekend: who has not answered by then hardly will, and is no news. */
const openAnswersMs = 4 * 86_400_000

/** @returns those that nothing leaves from until a person says so, in the order given */
export const pausedRuns = (runs: readonly Run[]): Run[] => runs.filter(({ state }) => state === 'paused')

/** @param runs newest first. @returns the newest that texts leave from now, or are about to; one of another day is none */
export const leavingRun = (runs: readonly Run[]): Run | null =>
  runs.find((run) => ['held', 'canary', 'sending'].includes(stateWord(run))) ?? null

/**
 * The newest run with answers that are still to come, or to be read by a person.
 *
 * @param runs newest first
 * @param now epoch ms
 */
export const openRun = (runs: readonly Run[], now: number): Run | null =>
  runs.find((run) => {
    const isOpen = run.outcomes.waiting + countsOf(run).need > 0
    return isOpen && now - Date.parse(run.startsAt) < openAnswersMs
  }) ?? null
