import { type FormEvent, useId, useState } from 'react'
import { defaultHelpText, stopConfirmation } from '../../shared/automatic-answers.ts'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState, Settings } from '../../shared/desk-state.ts'
import type { Problem } from '../../shared/result.ts'
import { countSegments } from '../../shared/segments.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { Count } from '../send/Count.tsx'
import { useWords } from '../words/use-words.ts'

interface AutomaticAnswersProps {
  state: DeskState
  api: Pick<DeskApi, 'saveSettings'>
}

/** What HELP and STOP are answered with. The checks take effect at once; words do when they are saved. */
export function AutomaticAnswers({ state, api }: AutomaticAnswersProps) {
  const { t } = useWords()
  const id = useId()
  const [problem, setProblem] = useState<Problem | null>(null)
  /** What was chosen here counts until the desk says anew how it is set: a check that went back and forth would lie. */
  const [chosen, setChosen] = useState({ over: state.settings, settings: state.settings })
  const settings = chosen.over === state.settings ? chosen.settings : state.settings
  const { providerAnswers, confirmStop } = settings
  const kept = settings.helpText ?? defaultHelpText(state.number)
  /** Null while nobody has typed: then what is kept is shown, also when another window changes it. */
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? kept
  const changed = text.trim() !== kept
  const { segments } = countSegments(text)
  const save = async (change: Partial<Settings>) => {
    setChosen({ over: state.settings, settings: { ...settings, ...change } })
    const answer = await api.saveSettings(change)
    setProblem(answer.ok ? null : answer.problem)
    if (!answer.ok) setChosen({ over: state.settings, settings: state.settings })
    return answer.ok
  }
  const saveText = async (event: FormEvent) => {
    event.preventDefault()
    const words = text.trim()
    const helpText = words === '' || words === defaultHelpText(state.number) ? null : words
    if (changed && (await save({ helpText }))) setTyped(null)
  }
  return (
    <section className="side">
      <h2>{t('setup.automatic')}</h2>
      <p className="note">{t('setup.automaticWhy')}</p>
      <form className="words-of" onSubmit={saveText}>
        <div className="label">
          <label htmlFor={`${id}h`}>{t('setup.helpText')}</label>
          <span className="note">
            <Count text={text} />
          </span>
        </div>
        <textarea
          id={`${id}h`}
          className="input"
          rows={5}
          maxLength={480}
          value={text}
          disabled={providerAnswers}
          aria-describedby={segments > 1 ? `${id}w` : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        {segments > 1 && (
          <p className="note" id={`${id}w`}>
            {t('setup.helpTextLong', { count: segments })}
          </p>
        )}
        {changed && !providerAnswers && (
          <div className="row tight">
            <button type="submit" className="btn small">
              {t('setup.helpTextSave')}
            </button>
            <button type="button" className="btn small quiet" onClick={() => setTyped(null)}>
              {t('setup.helpTextBack')}
            </button>
          </div>
        )}
      </form>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={confirmStop}
            disabled={providerAnswers}
            onChange={(event) => void save({ confirmStop: event.target.checked })}
          />
          {t('setup.confirmStop')}
        </label>
        <p className="note">{t('setup.confirmStopWhy', { text: stopConfirmation })}</p>
      </div>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={providerAnswers}
            onChange={(event) => void save({ providerAnswers: event.target.checked })}
          />
          {t('setup.providerAnswers')}
        </label>
        <p className="note">{t('setup.providerAnswersWhy')}</p>
      </div>
      {problem !== null && <ProblemText problem={problem} />}
    </section>
  )
}
