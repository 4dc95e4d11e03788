import type { Problem } from '../../shared/result.ts'
import { runRowsMost } from '../../shared/run.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { money } from './cost.ts'
import type { List } from './use-list.ts'
import type { RunCost } from './use-run-cost.ts'

interface SendBarProps {
  list: List
  cost: RunCost
  isLater: boolean
  /** Whoever is silent is texted once more. */
  chases: boolean
  busy: boolean
  problem: Problem | null
}

/** The one button that makes the run, what it costs, and what happens once it is pressed. */
export function SendBar({ list, cost, isLater, chases, busy, problem }: SendBarProps) {
  const { t, locale } = useWords()
  const figure = new Intl.NumberFormat(locale)
  const { ready, working } = list
  return (
    <div className="send-bar">
      {list.table !== null && ready.length === 0 && working === null && <p className="note">{t('newRun.nothing')}</p>}
      <button
        type="submit"
        className="btn primary big"
        aria-disabled={ready.length === 0 || working !== null || busy}
        aria-describedby="run-hold"
      >
        {t(isLater ? 'newRun.plan' : 'newRun.send', { count: ready.length, figure: figure.format(ready.length) })}
        {cost.texts !== null && ready.length > 0 && ` (${money(cost.texts, locale)})`}
      </button>
      {ready.length > 0 && chases && cost.atMost !== null && (
        <p className="note">
          {t('newRun.withSecond', { most: money({ least: cost.atMost.most, most: cost.atMost.most }, locale) })}
        </p>
      )}
      {ready.length > 0 && cost.texts === null && !cost.asking && <p className="note">{t('newRun.withoutPrice')}</p>}
      {list.out.has('next-run') && <p className="note">{t('newRun.runFull', { most: figure.format(runRowsMost) })}</p>}
      <p className="note" id="run-hold">
        {t(isLater ? 'newRun.planHold' : 'newRun.sendHold')}
      </p>
      {problem !== null && <ProblemText problem={problem} />}
    </div>
  )
}
