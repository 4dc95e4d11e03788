import { useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { CopyButton } from './CopyButton.tsx'

/** Where the log is, for whoever has to find out afterwards what happened. */
export function LogPane({ state, api }: { state: DeskState; api: Pick<DeskApi, 'showLog'> }) {
  const { t } = useWords()
  const [path, setPath] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const show = async () => {
    const answer = await api.showLog({})
    setProblem(answer.ok ? null : answer.problem)
    // Where nothing can be opened the path says as much.
    setPath(answer.ok && !answer.value.shown ? answer.value.path : null)
  }
  return (
    <section className="side">
      <h2>{t('setup.log')}</h2>
      <p className="note">{t('setup.logWhy')}</p>
      <div>
        <button type="button" className="btn" onClick={() => void show()}>
          {t(state.shell === 'desktop' ? 'setup.logOpen' : 'setup.logWhere')}
        </button>
      </div>
      {path !== null && (
        <div className="url">
          <output className="mono" aria-label={t('setup.log')}>
            {path}
          </output>
          <CopyButton text={path} word="setup.copy" />
        </div>
      )}
      {problem !== null && <ProblemText problem={problem} />}
    </section>
  )
}
