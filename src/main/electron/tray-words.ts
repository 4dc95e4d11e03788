import type { DeskState } from '../../shared/desk-state.ts'
import type { Run } from '../../shared/run.ts'
import { countsOf, leavingRun, openRun, pausedRuns } from '../../shared/run-counts.ts'
import type { ShellWords } from './shell-words.ts'

/** Windows shows 127 characters of a tooltip. */
const nameMost = 40

type RunWords = Pick<ShellWords, 'runCounts' | 'runPaused' | 'runAnswers'>

/** `run` is how the run stands that is told of: one that waits for a person, else one that leaves, else the newest with answers to come. Null when there is none. */
export interface TrayWords {
  toolTip: string
  run: string | null
}

/**
 * What the sign of the desk says beside its picture and in its menu.
 *
 * @param desk.runs newest first
 * @param desk.needYou how many customers need a person
 * @param desk.now epoch ms
 */
export function trayWords(
  desk: { stop: DeskState['stop']; runs: readonly Run[]; needYou: number; now: number },
  words: Pick<ShellWords, 'receives' | 'allStopped' | 'needYou'> & RunWords,
): TrayWords {
  const lines = [desk.stop === null ? words.receives : words.allStopped]
  if (desk.needYou > 0) lines.push(words.needYou(desk.needYou))
  const run = sayRun(desk, words)
  if (run !== null) lines.push(run)
  return { toolTip: lines.join('\n'), run }
}

function sayRun({ runs, now }: { runs: readonly Run[]; now: number }, words: RunWords): string | null {
  const [paused] = pausedRuns(runs)
  if (paused !== undefined) return words.runPaused(figuresOf(paused))
  const leaving = leavingRun(runs)
  if (leaving !== null) return words.runCounts(figuresOf(leaving))
  const open = openRun(runs, now)
  return open === null ? null : words.runAnswers(figuresOf(open))
}

function figuresOf(run: Run) {
  const { left, toGo, answered, need } = countsOf(run)
  const name = [...run.name]
  return {
    name: name.length > nameMost ? `${name.slice(0, nameMost - 1).join('')}…` : run.name,
    left,
    toGo,
    rows: run.rows,
    percent: Math.floor((left / run.rows) * 100),
    answered,
    need,
  }
}
