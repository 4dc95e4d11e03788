import { useEffect, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { useObservable } from '../app/use-observable.ts'
import { AccountStep } from './AccountStep.tsx'
import { EnvironmentAccount } from './EnvironmentAccount.tsx'
import { LinkStep } from './LinkStep.tsx'
import { NumberStep } from './NumberStep.tsx'
import { ProofStep } from './ProofStep.tsx'
import { makeProofStore } from './proof-store.ts'
import { SignatureStep } from './SignatureStep.tsx'
import { stepNames, stepStates } from './step-states.ts'
import { WayInStep } from './WayInStep.tsx'

export type StepsApi = Pick<
  DeskApi,
  | 'checkAccount'
  | 'saveAccount'
  | 'listNumbers'
  | 'findNumbers'
  | 'rentNumber'
  | 'setMode'
  | 'proveReach'
  | 'checkLink'
  | 'linkNumber'
  | 'unlinkNumber'
  | 'listMessages'
  | 'sendNotice'
  | 'on'
>

interface StepsProps {
  state: DeskState
  api: StepsApi
  now: number
  lostSince: number | null
  /** How many steps are proven has changed. */
  onProven: (proven: { done: number; count: number }) => void
}

/** From an API key to a proven reply, one below the other; each with its own state, in any order that works. */
export function Steps({ state, api, now, lostSince, onProven }: StepsProps) {
  const [store] = useState(() => makeProofStore({ desk: api, newId: () => crypto.randomUUID() }))
  const isLive = state.mode === 'live'
  useEffect(() => (isLive ? store.start() : undefined), [store, isLive])
  const view = useObservable(store)
  const steps = stepStates(state, view.repliedAt, now)
  const done = stepNames.filter((name) => steps[name] === 'done').length
  useEffect(() => onProven({ done, count: stepNames.length }), [onProven, done])
  // The signature is a choice; the rest is not.
  const allSet = stepNames.every((name) => steps[name] === 'done' || (name === 'sign' && steps.sign === 'todo'))
  const fromEnvironment = state.shell === 'browser'
  if (fromEnvironment && state.account === null) return <EnvironmentAccount state={state} />
  return (
    <>
      <ol>
        <AccountStep no={1} state={state} step={steps.account} api={api} />
        <NumberStep no={2} state={state} step={steps.number} api={api} />
        <WayInStep no={3} state={state} step={steps.way} api={api} now={now} lostSince={lostSince} />
        <LinkStep no={4} state={state} step={steps.link} api={api} />
        <SignatureStep no={5} state={state} step={steps.sign} api={api} />
        <ProofStep no={6} state={state} step={steps.proof} view={view} store={store} allSet={allSet} />
      </ol>
      {fromEnvironment && <EnvironmentAccount state={state} />}
    </>
  )
}
