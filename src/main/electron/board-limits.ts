import type { CallName } from '../../shared/desk-names.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Result } from '../../shared/result.ts'
import type { DeskEvent } from '../events.ts'

/** All that a screen on the wall may ask: nothing it can call says who a customer is, and nothing changes anything. */
export const boardCalls: ReadonlySet<unknown> = new Set(['getDesk', 'listRuns'] satisfies CallName[])

/** What it hears: how the desk and its runs stand, and nobody's name, number or words. */
export const forBoard = (events: readonly DeskEvent[]): DeskEvent[] =>
  events.flatMap((event): DeskEvent[] => {
    if (event.name === 'desk') return [{ ...event, data: stateForBoard(event.data) }]
    return event.name === 'run' ? [{ ...event, data: event.data.map(({ run }) => ({ run, rows: [] })) }] : []
  })

/** The answer to one of its calls. */
export const answerForBoard = (name: unknown, answer: Result<unknown>): Result<unknown> =>
  name === 'getDesk' && answer.ok ? { ok: true, value: stateForBoard(answer.value as DeskState) } : answer

/** Without what people wrote and what notices say of them, the names of practice's customers, the account, and where files and the way in are. */
const stateForBoard = (state: DeskState): DeskState => ({
  ...state,
  desktop: state.desktop === null ? null : { ...state.desktop, notices: [] },
  settingsTrouble: null,
  questions: [],
  savedReplies: [],
  reach: { ...state.reach, url: null },
  balance: null,
  balanceAt: null,
  handedOver: state.handedOver === null ? null : { ...state.handedOver, file: null },
  takenOver: state.takenOver === null ? null : { ...state.takenOver, summary: '' },
  backupTrouble: null,
  keyRing: null,
  account: null,
  link: null,
  variables: [],
  practice: state.practice === null ? null : { cast: [] },
})

/** The run whose wallboard an address of our own page stands for; null for every other address. */
export function runOfBoard(url: string, page: string): string | null {
  const start = `${page}#wallboard/`
  const run = url.startsWith(start) ? url.slice(start.length) : ''
  return /^run[1-9]\d{0,14}$/.test(run) ? run : null
}
