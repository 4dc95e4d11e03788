import type { DeskState } from '../../shared/desk-state.ts'
import type { Question } from '../../shared/question.ts'
import { perSecondOf } from '../../shared/sending-rate.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import { type Cost, money } from './cost.ts'
import { Fact } from './Fact.tsx'
import { LeavingFacts } from './LeavingFacts.tsx'
import type { Shown } from './RowsTable.tsx'
import { runTakes } from './rate.ts'
import type { List } from './use-list.ts'
import type { Night } from './use-night.ts'
import type { RunCost } from './use-run-cost.ts'

interface PreflightProps {
  state: DeskState
  list: List
  question: Question | undefined
  night: Night
  cost: RunCost
  /** It does not leave at once. */
  isLater: boolean
  /** Whoever is silent is texted once more. */
  chases: boolean
  onShow: (shown: Shown) => void
}

/** What will happen: how many are asked and who is not, what it costs, what stays, how long it takes. */
export function Preflight({ state, list, question, night, cost, isLater, chases, onShow }: PreflightProps) {
  const { t, locale } = useWords()
  const figure = new Intl.NumberFormat(locale)
  const { ready, lines, out, table, parts, longest, waiting } = list
  const takes = runTakes({ texts: ready.length, perSecond: perSecondOf(state.settings, state.number), isLater }, t)
  const besides = [
    ...(table !== null && table.besides.header > 0 ? [t('newRun.headerLine')] : []),
    ...(table !== null && table.besides.blank > 0 ? [t('newRun.blankLines', { count: table.besides.blank })] : []),
  ]
  return (
    <section className="preflight" aria-label={t('newRun.preflight')}>
      <div className="sum">
        <Sum count={figure.format(lines.length)} name={t('newRun.total', { count: lines.length })} />
        <span className="n" aria-hidden="true">
          =
        </span>
        <Sum count={figure.format(ready.length)} name={t('newRun.asked', { count: ready.length })} />
        <span className="n" aria-hidden="true">
          +
        </span>
        <Sum
          count={figure.format(lines.length - ready.length)}
          name={t('newRun.out', { count: lines.length - ready.length })}
        />
        <div className="whys">
          {[...out].map(([why, count]) => (
            <button key={why} type="button" className="link" onClick={() => onShow(why)}>
              {t(`newRun.why.${why}`)} <span className="mono">{figure.format(count)}</span>
            </button>
          ))}
          <p className="note">{[...besides, ...(out.size === 0 ? [t('newRun.everyLine')] : [])].join(' · ')}</p>
        </div>
      </div>
      <div className="facts">
        <Fact
          label={t('newRun.price')}
          note={longest === undefined ? '' : t('newRun.parts', { count: parts, most: longest.parts })}
        >
          {moneyOf(cost.texts)}
        </Fact>
        <Fact
          label={t(chases ? 'newRun.priceMostSecond' : 'newRun.priceMost')}
          note={t(chases ? 'newRun.thankedSecond' : 'newRun.thanked')}
        >
          {moneyOf(cost.atMost === null ? null : { least: cost.atMost.most, most: cost.atMost.most })}
        </Fact>
        <Fact label={t('newRun.balanceAfter')} note={enough()}>
          {state.balance === null || cost.texts === null
            ? t('newRun.notKnown')
            : money({ least: state.balance - cost.texts.most, most: state.balance - cost.texts.least }, locale)}
        </Fact>
        <Fact label={t('newRun.time')} note={takes.note}>
          {takes.time}
        </Fact>
        <LeavingFacts state={state} question={question} night={night} />
      </div>
      {cost.problem !== null && (
        <div className="rows-problem">
          <ProblemText problem={cost.problem} />
          <button type="button" className="btn small" onClick={cost.again}>
            {t('newRun.askPrices')}
          </button>
        </div>
      )}
      {waiting > 0 && <p className="problem">{t('newRun.waitingToo', { count: waiting })}</p>}
    </section>
  )

  function moneyOf(sum: Cost | null): string {
    if (sum !== null) return money(sum, locale)
    return t(cost.asking ? 'newRun.askingPrices' : 'newRun.notKnown')
  }
  function enough(): string {
    if (state.balance === null) return t('newRun.noBalance')
    if (cost.texts === null)
      return t('newRun.balanceNow', { balance: money({ least: state.balance, most: state.balance }, locale) })
    if (state.balance < cost.texts.least) return t('newRun.notEnough')
    if (state.balance < cost.texts.most) return t('newRun.maybeEnough')
    const forAll = cost.atMost === null || state.balance >= cost.atMost.most
    if (chases) return t(forAll ? 'newRun.enoughSecond' : 'newRun.enoughWithoutSecond')
    return t(forAll ? 'newRun.enough' : 'newRun.enoughWithoutThanks')
  }
}

function Sum({ count, name }: { count: string; name: string }) {
  return (
    <div className="sum-of">
      <p className="n">{count}</p>
      <p>{name}</p>
    </div>
  )
}
