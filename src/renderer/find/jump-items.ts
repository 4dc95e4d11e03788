import type { FoundPerson } from '../../shared/find.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { foldName, nameTest } from '../../shared/names.ts'
import type { Run } from '../../shared/run.ts'
import type { IconName } from '../app/icons.tsx'
import { threadLink } from './thread-link.ts'

/** Somewhere to go, or something to do. */
export interface JumpItem {
  id: string
  icon: IconName
  name: string
  /** Beside the name: a number, how a run stands. */
  detail: string
  go: () => void
}

export interface JumpGroup {
  kind: 'recent' | 'people' | 'runs' | 'commands' | 'find'
  items: readonly JumpItem[]
}

const eachMost = 5
const whenEmpty = 3
export const recentMost = 4

const goTo = (hash: string) => () => {
  window.location.hash = hash
}

export const personItem = ({ customer, name }: Pick<FoundPerson, 'customer' | 'name'>): JumpItem => ({
  id: `person-${customer}`,
  icon: 'person',
  name: name ?? showNumber(customer),
  detail: name === null ? '' : showNumber(customer),
  go: goTo(threadLink(customer)),
})

export const runItem = ({ id, name }: Pick<Run, 'id' | 'name'>, detail: string): JumpItem => ({
  id,
  icon: 'runs',
  name,
  detail,
  go: goTo(`#runs/${id}`),
})

export const areaItem = (area: string, icon: IconName, name: string): JumpItem => ({
  id: `area-${area}`,
  icon,
  name,
  detail: '',
  go: goTo(`#${area}`),
})

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
