import type { DeskState } from '../../shared/desk-state.ts'
import type { Run } from '../../shared/run.ts'
import type { Host } from '../host.ts'

/** Runs as they stand, for what the desktop shows outside of the window. */
export interface WatchedDesk {
  stop: DeskState['stop']
  /** Which texts these runs are of: with other ones, the same number is another run. */
  texts: string
  /** Newest first. */
  runs: readonly Run[]
}

/** Listens first, then asks; and asks again when another desk has taken the seat, or other texts the place of its own. */
export function watchRuns(
  host: Pick<Host, 'onEvents' | 'calls' | 'mode'>,
  onNews: (desk: WatchedDesk) => void,
  unexpected: (what: string, error: unknown) => void,
): void {
  let mode: DeskState['mode'] | null = null
  /** Of which texts these runs are; null before the first answer. */
  let texts: string | null = null
  let stop: DeskState['stop'] = null
  const runs = new Map<number, Run>()
  const tell = () => {
    const newestFirst = [...runs].sort(([one], [other]) => other - one)
    onNews({ stop, texts: `${mode} ${texts}`, runs: newestFirst.map(([, run]) => run) })
  }
  const put = (run: Run) => runs.set(Number(run.id.slice(3)), run)
  const load = async () => {
    mode = host.mode()
    runs.clear()
    const [desk, list] = await Promise.all([host.calls.getDesk({}), host.calls.listRuns({})])
    if (desk.ok) {
      stop = desk.value.stop
      texts = textsOf(desk.value)
    }
    // What was heard meanwhile is newer.
    if (list.ok) for (const run of list.value.runs) if (!runs.has(Number(run.id.slice(3)))) put(run)
    tell()
  }
  const loadAgain = () => void load().catch((error: unknown) => unexpected('tray', error))
  host.onEvents((events) => {
    if (host.mode() !== mode) return loadAgain()
    for (const event of events) {
      if (event.name !== 'desk' || texts === null || textsOf(event.data) === texts) continue
      texts = textsOf(event.data)
      return loadAgain()
    }
    for (const event of events) {
      if (event.name === 'desk') stop = event.data.stop
      else if (event.name === 'run') for (const { run } of event.data) put(run)
      else continue
      tell()
    }
  })
  loadAgain()
}

/** Changes when a backup or a handover was put in the place of the texts, or somebody was erased from them. */
const textsOf = ({ restoredAt, erasures }: Pick<DeskState, 'restoredAt' | 'erasures'>): string =>
  `${restoredAt} ${erasures}`
