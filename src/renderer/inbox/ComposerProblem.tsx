import { ProblemText } from '../app/ProblemText.tsx'
import { textMost } from '../send/use-send.ts'
import { Sentence } from '../words/Sentence.tsx'
import { useWords } from '../words/use-words.ts'
import type { WritingProblem } from './composer-store.ts'

/** Why a text did not go, and what to do. */
export function ComposerProblem({ problem, who, id }: { problem: WritingProblem; who: string; id: string }) {
  const { t } = useWords()
  switch (problem.at) {
    case 'send':
      return <ProblemText problem={problem.problem} id={id} />
    case 'gap':
      return (
        <p className="problem" role="alert" id={id}>
          <span>
            <Sentence k="composer.gap" parts={{ name: <b>{`{${problem.name}}`}</b> }} />
          </span>
        </p>
      )
    default: {
      const text =
        problem.at === 'left'
          ? t('composer.left')
          : problem.at === 'before'
            ? t('send.sentBefore', { who })
            : problem.length > textMost
              ? t('send.tooLong', { length: problem.length })
              : t('send.textMissing')
      return <ProblemText problem={{ code: problem.at, text }} id={id} />
    }
  }
}
