import type { ReactNode } from 'react'
import { Icon, type IconName } from '../app/icons.tsx'
import { clock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { type StepName, type StepState, stepId } from './step-states.ts'

interface StepProps {
  name: StepName
  no: number
  title: string
  state: StepState
  /** At the right of the title: the way to change what is done. */
  action?: ReactNode
  children: ReactNode
}

const words = {
  done: 'setup.done',
  given: 'steps.given',
  work: 'setup.working',
  bad: 'setup.failed',
  todo: 'setup.notYet',
} as const
const tones = { done: 'mark proof', given: 'mark', work: 'mark', bad: 'mark bad', todo: 'mark' } as const
const signs: Partial<Record<StepState, IconName>> = { done: 'tick', bad: 'cross', work: 'ring' }

/** One step of connecting a number: its sign, its name, its state in words. */
export function Step({ name, no, title, state, action, children }: StepProps) {
  const { t } = useWords()
  const sign = signs[state]
  return (
    <li className={`st6 ${state}`}>
      <span className="no" aria-hidden="true">
        {sign === undefined ? no : <Icon name={sign} spin={state === 'work'} />}
      </span>
      <div>
        <h2 id={stepId(name)} tabIndex={-1}>
          {title}
          <span className={tones[state]}>{t(words[state])}</span>
        </h2>
        {children}
      </div>
      <div className="st-do">{action}</div>
    </li>
  )
}

/** What proved a step, and when. */
export function Proof({ at, children }: { at: string; children: ReactNode }) {
  return (
    <p className="proofline">
      <Icon name="tick" />
      <span>{children}</span> <time>{clock(at)}</time>
    </p>
  )
}
