import type { FoundPerson } from '../../shared/find.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { foldName, nameTest } from '../../shared/names.ts'
import type { Run } from '../../shared/run.ts'
import { goAndFocus } from '../app/go-and-focus.ts'
import type { IconName } from '../app/icons.tsx'
import { talkPane } from '../app/use-place-focus.ts'
import { threadLink } from './thread-link.ts'

/** Somewhere to go, or something to do. */
export interface JumpItem {
  id: string
  icon: IconName
  name: string
  /** Beside the name: a number, how a run stands. */
  detail: string
  /** Whom or what one looks at: offered first the next time. Never what does something, or Enter alone would do it again. */
  isKept: boolean
  go: () => void
}

export interface JumpGroup {
  kind: 'recent' | 'people' | 'runs' | 'commands' | 'find'
  items: readonly JumpItem[]
}

const eachMost = 5
const whenEmpty = 3
const recentMost = 4

const goTo = (hash: string) => () => {
  window.location.hash = hash
}

export const personItem = ({ customer, name }: Pick<FoundPerson, 'customer' | 'name'>): JumpItem => ({
  id: `person-${customer}`,
  icon: 'person',
  name: name ?? showNumber(customer),
  detail: name === null ? '' : showNumber(customer),
  isKept: true,
  // Also where another thread is open, whose row or box has the focus still.
  go: () => goAndFocus(threadLink(customer), talkPane),
})

export const runItem = ({ id, name }: Pick<Run, 'id' | 'name'>, detail: string): JumpItem => ({
  id,
  icon: 'runs',
  name,
  detail,
  isKept: true,
  go: goTo(`#runs/${id}`),
})

export const areaItem = (area: string, icon: IconName, name: string): JumpItem => ({
  id: `area-${area}`,
  icon,
  name,
  detail: '',
  isKept: false,
  go: goTo(`#${area}`),
})

/** What was jumped to, the last first. */
export const withRecent = (recent: readonly JumpItem[], item: JumpItem): readonly JumpItem[] =>
  item.isKept ? [item, ...recent.filter(({ id }) => id !== item.id)].slice(0, recentMost) : recent

/** Whom the desk found, and for what. */
export interface Heard {
  query: string
  people: readonly FoundPerson[]
}

/** Whom it found for what is typed now; null while it has only answered what was typed before, which means somebody else. */
export const peopleFor = (typed: string, heard: Heard | null): readonly FoundPerson[] | null =>
  heard !== null && heard.query === typed ? heard.people : null

/**
 * What is offered for what was typed; before anything is, whom and what one was at last.
 *
 * @param found people, runs and commands, in the order in which they are offered
 */
export function jumpGroups(
  typed: string,
  found: { people: readonly JumpItem[]; runs: readonly JumpItem[]; commands: readonly JumpItem[] },
  recent: readonly JumpItem[],
  findAll: JumpItem,
): JumpGroup[] {
  const { people, runs, commands } = found
  if (typed.trim() === '') {
    const known = new Set(recent.map(({ id }) => id))
    const others = (items: readonly JumpItem[]) => items.filter(({ id }) => !known.has(id))
    return filled([
      { kind: 'recent', items: recent },
      { kind: 'people', items: others(people).slice(0, whenEmpty) },
      { kind: 'runs', items: others(runs).slice(0, whenEmpty) },
      { kind: 'commands', items: others(commands) },
    ])
  }
  const isMeant = nameTest(typed)
  const named = (items: readonly JumpItem[]) =>
    isMeant === null ? [] : items.filter(({ name }) => isMeant(foldName(name)))
  return filled([
    { kind: 'people', items: people.slice(0, eachMost) },
    { kind: 'runs', items: named(runs).slice(0, eachMost) },
    { kind: 'commands', items: named(commands) },
    { kind: 'find', items: [findAll] },
  ])
}

const filled = (groups: JumpGroup[]) => groups.filter(({ items }) => items.length > 0)
