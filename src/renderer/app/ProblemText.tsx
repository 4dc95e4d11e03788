import type { Problem } from '../../shared/result.ts'
import { useWords } from '../words/use-words.ts'
import { Icon } from './icons.tsx'

/** What went wrong and what to do, beside what caused it. */
export function ProblemText({ problem, id }: { problem: Problem; id?: string }) {
  const words = useWords()
  return (
    <p className="problem" role="alert" id={id}>
      <Icon name="cross" />
      <span className="ours">{words.problem(problem)}</span>
    </p>
  )
}
