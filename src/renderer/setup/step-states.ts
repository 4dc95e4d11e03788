import type { DeskState } from '../../shared/desk-state.ts'
import { proofAge } from '../app/proof-age.ts'

/** `given`: entered, and nothing has proven it yet. */
export type StepState = 'done' | 'given' | 'work' | 'bad' | 'todo'

export const stepNames = ['account', 'number', 'way', 'link', 'sign', 'proof'] as const
export type StepName = (typeof stepNames)[number]
/** Of its heading, as `#setup/way` in the address bar: so the browser finds it again where the address is there already. */
export const stepId = (name: StepName) => `setup/${name}`

/**
 * How far each step is. Only what was proven is done: by the provider's answer, by a request that came back, by a reply
 * that arrived.
 *
 * @param repliedAt when the newest reply came in through the live way; null before the first
 * @param now epoch ms
 */
export function stepStates(state: DeskState, repliedAt: string | null, now: number): Record<StepName, StepState> {
  const { account, link, keyRing } = state
  const isLive = state.mode === 'live'
  return {
    account: account === null ? (keyRing === null ? 'todo' : 'bad') : account.checked === null ? 'given' : 'done',
    number: account?.number == null ? 'todo' : numberState(state),
    way: isLive ? reachState(state, now) : account?.wayIn == null ? 'todo' : 'given',
    link: !isLive ? 'todo' : link === null ? 'work' : linkState(link),
    sign: account?.signed == null ? 'todo' : signState(state),
    // A reply from before the number was linked here says nothing of this link.
    proof: isLive && repliedAt !== null && link?.linkedAt != null && repliedAt >= link.linkedAt ? 'done' : 'todo',
  }
}

function numberState({ mode, link }: DeskState): StepState {
  if (mode === 'practice' || link === null) return 'given'
  if (link.problem?.code === 'link-not-owned') return 'bad'
  return link.state === 'unknown' ? 'given' : 'done'
}

function reachState({ reach }: DeskState, now: number): StepState {
  if (reach.state === 'reachable') return proofAge(reach, now)?.isFresh === false ? 'given' : 'done'
  return reach.state === 'connecting' ? 'work' : 'bad'
}

/** A secret is proven by the first webhook that it fits, since the desk was started with it. */
function signState({ mode, counts, heardAt }: DeskState): StepState {
  if (mode === 'practice') return 'given'
  if (counts.badlySigned > 0) return 'bad'
  return heardAt === null ? 'given' : 'done'
}

function linkState({ state, linkedAt }: NonNullable<DeskState['link']>): StepState {
  if (state === 'linked') return 'done'
  return state === 'unknown' || linkedAt !== null ? 'bad' : 'todo'
}
