import { useId, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { clockTime, type QuietHours as Hours, usualNight } from '../../shared/quiet-hours.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'

interface QuietHoursProps {
  state: DeskState
  api: Pick<DeskApi, 'saveSettings'>
}

/** The hours in which no run texts anybody. Takes effect at once, also for a run that is under way. */
export function QuietHours({ state, api }: QuietHoursProps) {
  const { t } = useWords()
  const id = useId()
  const { quietHours } = state.settings
  const [typed, setTyped] = useState<Hours | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const shown = typed ?? quietHours
  const save = async (hours: Hours | null) => {
    if (hours !== null && !(clockTime.test(hours.from) && clockTime.test(hours.to) && hours.from !== hours.to))
      return setProblem({ code: '', text: t('setup.quiet.bad') })
    const answer = await api.saveSettings({ quietHours: hours })
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setTyped(null)
  }
  const field = (name: keyof Hours) => (
    <div className="field-of">
      <label htmlFor={`${id}${name}`}>{t(`setup.quiet.${name}`)}</label>
      <input
        id={`${id}${name}`}
        className="input mono"
        type="time"
        value={shown?.[name] ?? ''}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? `${id}w` : `${id}w ${id}e`}
        onChange={(event) => setTyped({ ...(shown ?? usualNight), [name]: event.target.value })}
        onBlur={() => typed !== null && void save(typed)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && typed !== null) void save(typed)
        }}
      />
    </div>
  )
  return (
    <section className="side">
      <h2>{t('setup.quiet.title')}</h2>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={quietHours !== null}
            aria-describedby={`${id}w`}
            onChange={(event) => void save(event.target.checked ? usualNight : null)}
          />
          {t('setup.quiet.keep')}
        </label>
        <p className="note" id={`${id}w`}>
          {t('setup.quiet.why')}
        </p>
      </div>
      {shown !== null && (
        <div className="two">
          {field('from')}
          {field('to')}
        </div>
      )}
      {problem !== null && <ProblemText id={`${id}e`} problem={problem} />}
    </section>
  )
}
