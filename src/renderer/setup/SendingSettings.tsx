import { useId, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState, Settings } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'

interface SendingSettingsProps {
  state: DeskState
  api: Pick<DeskApi, 'saveSettings'>
}

const most = 1000

/** How fast texts leave, which takes effect with the next one, and what the plan of the way in allows. */
export function SendingSettings({ state, api }: SendingSettingsProps) {
  const { t } = useWords()
  const id = useId()
  const kept = state.settings.textsPerSecond
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [planProblem, setPlanProblem] = useState<Problem | null>(null)
  const savePlan = async (ngrokPlan: Settings['ngrokPlan']) => {
    const answer = await api.saveSettings({ ngrokPlan })
    setPlanProblem(answer.ok ? null : answer.problem)
  }
  const save = async () => {
    if (typed === null) return
    const textsPerSecond = typed.trim() === '' ? null : Number(typed)
    if (textsPerSecond !== null && !(Number.isInteger(textsPerSecond) && textsPerSecond >= 1 && textsPerSecond <= most))
      return setProblem({ code: '', text: t('setup.perSecondBad') })
    const answer = await api.saveSettings({ textsPerSecond })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setTyped(null)
  }
  return (
    <section className="side">
      <h2>{t('setup.sending')}</h2>
      <div>
        <label htmlFor={id}>{t('setup.perSecond')}</label>
        <input
          id={id}
          className="input mono"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          placeholder={t('setup.perSecondUsual')}
          value={typed ?? (kept === null ? '' : String(kept))}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? `${id}w` : `${id}w ${id}e`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => void save()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void save()
          }}
        />
        <p className="note" id={`${id}w`}>
          {t('setup.perSecondWhy')}
        </p>
        {problem !== null && <ProblemText id={`${id}e`} problem={problem} />}
      </div>
      {(state.requests !== null || state.account?.wayIn === 'ngrok') && (
        <div>
          <label className="check">
            <input
              type="checkbox"
              checked={state.settings.ngrokPlan === 'paid'}
              aria-describedby={`${id}n`}
              onChange={(event) => void savePlan(event.target.checked ? 'paid' : 'free')}
            />
            {t('setup.ngrokPaid')}
          </label>
          <p className="note" id={`${id}n`}>
            {t('setup.ngrokPaidWhy')}
          </p>
          {planProblem !== null && <ProblemText problem={planProblem} />}
        </div>
      )}
    </section>
  )
}
