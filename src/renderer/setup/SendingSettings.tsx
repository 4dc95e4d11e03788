import { useId, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState, Settings } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { isUsLong } from '../../shared/sending-rate.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { PerSecondField } from './PerSecondField.tsx'

interface SendingSettingsProps {
  state: DeskState
  api: Pick<DeskApi, 'saveSettings'>
}

/** How fast texts leave, which takes effect with the next one, and what the plan of the way in allows. */
export function SendingSettings({ state, api }: SendingSettingsProps) {
  const { t } = useWords()
  const id = useId()
  const { textsPerSecond, usLongTextsPerSecond } = state.settings
  const [planProblem, setPlanProblem] = useState<Problem | null>(null)
  const savePlan = async (ngrokPlan: Settings['ngrokPlan']) => {
    const answer = await api.saveSettings({ ngrokPlan })
    setPlanProblem(answer.ok ? null : answer.problem)
  }
  return (
    <section className="side">
      <h2>{t('setup.sending')}</h2>
      <PerSecondField
        label={t('setup.perSecond')}
        why={t('setup.perSecondWhy')}
        kept={textsPerSecond}
        save={(perSecond) => api.saveSettings({ textsPerSecond: perSecond })}
      />
      {isUsLong(state.number) && (
        <PerSecondField
          label={t('setup.usPerSecond')}
          why={t('setup.usPerSecondWhy')}
          kept={usLongTextsPerSecond}
          save={(perSecond) => api.saveSettings({ usLongTextsPerSecond: perSecond })}
        />
      )}
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
