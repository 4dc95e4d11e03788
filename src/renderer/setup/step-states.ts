import type { DeskState } from '../../shared/desk-api.ts'

/** `given`: entered, and nothing has proven it yet. */
export type StepState = 'done' | 'given' | 'work' | 'bad' | 'todo'

export const stepNames = ['account', 'number', 'way', 'link', 'sign', 'proof'] as const
export type StepName = (typeof stepNames)[number]

/**
 * How far each step is. Only what was proven is done: by the provider's answer, by a request that came back, by a reply
 * that arrived.
 *
 * @param repliedAt when the newest reply came in through the live way; null before the first
 */
export function stepStates(state: DeskState, repliedAt: string | null): Record<StepName, StepState> {
  const { account, link, counts, keyRing } = state
  const isLive = state.mode === 'live'
  return {
    account: account === null ? (keyRing === null ? 'todo' : 'bad') : account.checked === null ? 'given' : 'done',
    number: account?.number == null ? 'todo' : numberState(state),
    way: isLive ? reachState(state) : account?.wayIn == null ? 'todo' : 'given',
    link: !isLive ? 'todo' : link === null ? 'work' : linkState(link),
    sign: account?.signed == null ? 'todo' : !isLive ? 'given' : counts.badlySigned > 0 ? 'bad' : 'done',
    proof: isLive && repliedAt !== null ? 'done' : 'todo',
  }
}

function numberState({ mode, link }: DeskState): StepState {
  if (mode === 'practice' || link === null) return 'given'
  if (link.problem?.code === 'link-not-owned') return 'bad'
  return link.state === 'unknown' ? 'given' : 'done'
}

function reachState({ reach }: DeskState): StepState {
  if (reach.state === 'reachable') return 'done'
  return reach.state === 'connecting' ? 'work' : 'bad'
}

function linkState({ state, wasOurs }: NonNullable<DeskState['link']>): StepState {
  if (state === 'linked') return 'done'
  return state === 'unknown' || wasOurs ? 'bad' : 'todo'
}
