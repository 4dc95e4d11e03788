/** Where in our window somebody is to be led: the part of its address after the "#". */
export type Place =
  | `inbox/${string}`
  | `runs/run${string}`
  | 'inbox'
  | 'runs'
  | 'runs/new'
  | 'send'
  | 'questions'
  | 'figures'
  | 'setup/handover'
  | 'find'
  | 'setup'

export const linkScheme = 'dispatch-desk'

/** Whole and in plain digits: nothing is decoded, so nothing can hide in it. */
const thread = new RegExp(`^${linkScheme}://thread/(\\d{5,15})/?$`)
const run = new RegExp(`^${linkScheme}://run/(run[1-9]\\d{0,14})/?$`)

/**
 * Where a link of ours leads: `dispatch-desk://thread/447700900123` or `dispatch-desk://run/run7`. Any page on the web can
 * hand us one, so it shows something and does nothing, and every other one is left alone.
 *
 * @returns null for everything that is not exactly one of the two
 */
export function readDeepLink(link: string): Place | null {
  const [, customer] = thread.exec(link) ?? []
  if (customer !== undefined) return `inbox/${customer}`
  const [, runId] = run.exec(link) ?? []
  return runId === undefined ? null : (`runs/${runId}` as Place)
}

/** The link among what a program was started with; null when there is none. Windows and Linux put it last. */
export function linkAmong(args: readonly string[]): Place | null {
  const links = args.filter((each) => each.startsWith(`${linkScheme}:`))
  // Of two somebody has put one together: then none is meant.
  return links.length === 1 ? readDeepLink(links[0] ?? '') : null
}
