import type { DeskState } from '../../shared/desk-state.ts'
import type { Run, RunState } from '../../shared/run.ts'
import { countsOf } from '../../shared/run-counts.ts'
import type { ShellWords } from './shell-words.ts'

/** A run that something may yet leave from, and that has begun: one that is planned for another day is none. */
const isActive: ReadonlySet<RunState> = new Set(['canary', 'sending', 'paused'])
/** Windows shows 127 characters of a tooltip. */
const nameMost = 40

/** `run` is how far the newest run is that is under way; null when none is. */
export interface TrayWords {
  toolTip: string
  run: string | null
}

/**
 * What the sign of the desk says beside its picture and in its menu.
 *
 * @param desk.runs newest first
 * @param desk.needYou how many customers need a person
 */
export function trayWords(
  desk: { stop: DeskState['stop']; runs: readonly Run[]; needYou: number },
  words: Pick<ShellWords, 'receives' | 'allStopped' | 'needYou' | 'runCounts'>,
): TrayWords {
  const run = desk.runs.find(({ state }) => isActive.has(state))
  const lines = [desk.stop === null ? words.receives : words.allStopped]
  if (desk.needYou > 0) lines.push(words.needYou(desk.needYou))
  const counts = run === undefined ? null : sayRun(run, words)
  if (counts !== null) lines.push(counts)
  return { toolTip: lines.join('\n'), run: counts }
}

function sayRun(run: Run, words: Pick<ShellWords, 'runCounts'>): string {
  const { left, answered } = countsOf(run)
  const name = [...run.name]
  return words.runCounts({
    name: name.length > nameMost ? `${name.slice(0, nameMost - 1).join('')}…` : run.name,
    left,
    rows: run.rows,
    percent: Math.floor((left / run.rows) * 100),
    answered,
  })
}
