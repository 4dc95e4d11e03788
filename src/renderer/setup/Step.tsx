import type { ReactNode } from 'react'
import type { DeskState } from '../../shared/desk-api.ts'
import { Icon } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'

export type StepState = 'done' | 'work' | 'bad' | 'todo'

/** How far the way in is: only what was proven is done. */
export function wayState(state: DeskState): StepState {
  if (state.mode === 'practice') return 'todo'
  if (state.reach.state === 'reachable') return 'done'
  return state.reach.state === 'connecting' ? 'work' : 'bad'
}

interface StepProps {
  no: number
  title: string
  state: StepState
  children: ReactNode
}

const words = { done: 'setup.done', work: 'setup.working', bad: 'setup.failed', todo: 'setup.notYet' } as const
const tones = { done: 'mark proof', work: 'mark', bad: 'mark bad', todo: 'mark' } as const

/** One step of connecting a number: its sign, its name, its state in words. */
export function Step({ no, title, state, children }: StepProps) {
  const { t } = useWords()
  return (
    <li className={`st6 ${state}`}>
      <span className="no" aria-hidden="true">
        {state === 'done' ? (
          <Icon name="tick" />
        ) : state === 'bad' ? (
          <Icon name="cross" />
        ) : state === 'work' ? (
          <Icon name="ring" spin />
        ) : (
          no
        )}
      </span>
      <div>
        <h2>
          {title}
          <span className={tones[state]}>{t(words[state])}</span>
        </h2>
        {children}
      </div>
    </li>
  )
}
