import type { CallName } from '../../shared/desk-names.ts'
import type { DeskEvent } from '../events.ts'

/** All that a screen on the wall may ask: nothing it can call says who a customer is, and nothing changes anything. */
export const boardCalls: ReadonlySet<unknown> = new Set(['getDesk', 'listRuns'] satisfies CallName[])

/** What it hears: how the desk and its runs stand, and nobody's name, number or words. */
export const forBoard = (events: readonly DeskEvent[]): DeskEvent[] =>
  events.flatMap((event): DeskEvent[] => {
    if (event.name === 'desk') return [event]
    return event.name === 'run' ? [{ ...event, data: event.data.map(({ run }) => ({ run, rows: [] })) }] : []
  })

/** The run whose wallboard an address of our own page stands for; null for every other address. */
export function runOfBoard(url: string, page: string): string | null {
  const start = `${page}#wallboard/`
  const run = url.startsWith(start) ? url.slice(start.length) : ''
  return /^run[1-9]\d{0,14}$/.test(run) ? run : null
}
