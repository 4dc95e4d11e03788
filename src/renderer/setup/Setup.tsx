import { useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import type { Msisdn } from '../../shared/msisdn.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import type { PreferenceStore } from '../app/preferences.ts'
import { useWords } from '../words/use-words.ts'
import { AutomaticAnswers } from './AutomaticAnswers.tsx'
import { BackupsPane } from './BackupsPane.tsx'
import { CustomerData } from './CustomerData.tsx'
import { HandoverPane, type HandoverPaneProps } from './HandoverPane.tsx'
import { HealthDialog } from './HealthDialog.tsx'
import { LogPane } from './LogPane.tsx'
import { QuietHours } from './QuietHours.tsx'
import { ReachPane } from './ReachPane.tsx'
import { SendingSettings } from './SendingSettings.tsx'
import { Steps, type StepsApi } from './Steps.tsx'
import { useStep } from './use-step.ts'
import { WindowSettings } from './WindowSettings.tsx'

interface SetupProps {
  state: DeskState
  api: StepsApi &
    HandoverPaneProps['api'] &
    Pick<
      DeskApi,
      | 'checkEverything'
      | 'saveSettings'
      | 'showLog'
      | 'getCustomer'
      | 'exportCustomer'
      | 'eraseCustomer'
      | 'listBackups'
      | 'makeBackup'
      | 'restoreBackup'
    >
  preferences: PreferenceStore
  /** Of whom nothing more may stand in this window. */
  onErased: (msisdn: Msisdn) => void
  now: number
  lostSince: number | null
}

/** Connects a number, and sets what is answered by itself and how the window looks. */
export function Setup({ state, api, preferences, onErased, now, lostSince }: SetupProps) {
  const { t } = useWords()
  const [problem, setProblem] = useState<Problem | null>(null)
  const [proven, setProven] = useState<{ done: number; count: number } | null>(null)
  const steps = useRef<HTMLElement>(null)
  useStep(steps)
  const title = useRef<HTMLHeadingElement>(null)
  const [checking, setChecking] = useState(false)
  const setMode = async (mode: DeskState['mode']) => {
    const answer = await api.setMode({ mode })
    setProblem(answer.ok ? null : answer.problem)
  }
  // Saved anew, though none was changed: they are right as they are.
  const keepSettings = async () => {
    const answer = await api.saveSettings({})
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) title.current?.focus() // The button goes away under the focus.
  }
  return (
    <div className="setup" data-region="setup">
      <header className="head">
        <h1 ref={title} tabIndex={-1}>
          {t('setup.title')}
        </h1>
        <span className="note one grow">
          {state.account === null ? t('setup.practice') : proven !== null && t('steps.count', proven)}
        </span>
        <button type="button" className="btn quiet" onClick={() => setChecking(true)}>
          {t('health.open')}
        </button>
        {state.mode === 'live' && (
          <button type="button" className="btn quiet" onClick={() => void setMode('practice')}>
            {t('setup.backToPractice')}
          </button>
        )}
        {state.mode === 'practice' && state.account?.number != null && state.shell === 'browser' && (
          <button type="button" className="btn primary" onClick={() => void setMode('live')}>
            {t('setup.goLive')}
          </button>
        )}
      </header>
      {problem !== null && (
        <div className="head-problem">
          <ProblemText problem={problem} />
        </div>
      )}
      {state.settingsTrouble !== null && (
        <div className="head-problem">
          <ProblemText problem={state.settingsTrouble} />
          <button type="button" className="btn quiet" onClick={() => void keepSettings()}>
            {t('setup.keepSettings')}
          </button>
        </div>
      )}
      <div className="sheet">
        <section className="pane guide-steps" ref={steps} aria-label={t('setup.account')}>
          <Steps state={state} api={api} now={now} lostSince={lostSince} onProven={setProven} />
        </section>
        <aside className="pane aside" aria-label={t('setup.window')}>
          <ReachPane state={state} now={now} lostSince={lostSince} />
          <SendingSettings state={state} api={api} />
          <QuietHours state={state} api={api} />
          <AutomaticAnswers state={state} api={api} />
          <BackupsPane api={api} now={now} />
          <HandoverPane state={state} api={api} now={now} />
          <CustomerData state={state} api={api} onErased={onErased} now={now} />
          <WindowSettings state={state} api={api} preferences={preferences} />
          <LogPane state={state} api={api} />
        </aside>
      </div>
      {checking && <HealthDialog api={api} onClose={() => setChecking(false)} />}
    </div>
  )
}
