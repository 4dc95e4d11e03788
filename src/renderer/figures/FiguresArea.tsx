import { type ReactNode, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Figures } from '../../shared/figures.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { saveFile } from '../app/save-file.ts'
import { useObservable } from '../app/use-observable.ts'
import { Visible } from '../feed/Untrusted.tsx'
import type { RunStore } from '../runs/run-store.ts'
import { useWords } from '../words/use-words.ts'
import type { Behind, Show } from './behind.ts'
import { FailedBars, OptionBars } from './FigureBars.tsx'
import { FigureDays } from './FigureDays.tsx'
import { FigureHours } from './FigureHours.tsx'
import { FigureSums } from './FigureSums.tsx'
import { type FigurePart, figuresFile } from './figures-file.ts'
import { PeopleDialog } from './PeopleDialog.tsx'
import { RangeChoice } from './RangeChoice.tsx'
import { askedRange, type Range } from './range.ts'
import { useFigures } from './use-figures.ts'

interface FiguresAreaProps {
  desk: Pick<DeskApi, 'getFigures' | 'listFigurePeople'>
  runs: RunStore
  /** "run7", or null for all that left in some days. */
  place: string | null
  isPractice: boolean
  now: number
  nameOf: (customer: string) => string
}

/** Figures of a stretch of days, or of a run. */
export function FiguresArea({ desk, runs, place, isPractice, now, nameOf }: FiguresAreaProps) {
  const words = useWords()
  const { t } = words
  const runId = place !== null && /^run[1-9]\d*$/.test(place) ? place : null
  const run = useObservable(runs).runs.find(({ id }) => id === runId)
  const [range, setRange] = useState<Range>({ days: 30 })
  const [again, countAgain] = useState(0)
  const asked = runId === null ? askedRange(range, now) : { runId }
  const { figures, problem } = useFigures(desk, asked, now + again)
  const [behind, setBehind] = useState<Behind | null>(null)
  const name = run === undefined ? t('figures.ofGone') : t('figures.ofRun', { name: run.name })
  const show: Show = ({ title, count, ...one }) => {
    if (figures === null) return
    // Of what is shown, also while other days are being chosen.
    const { from, before } = figures
    const days = from === null || before === null ? {} : { from, before }
    setBehind({ title, count, asked: { ...(runId === null ? {} : { runId }), ...days, ...one } })
  }

  return (
    <section className="pane figures" data-region="figures">
      <header className="head run-head">
        <a
          className="btn quiet"
          href={runId === null ? '#runs' : `#runs/${runId}`}
          aria-label={t(runId === null ? 'runs.all' : 'figures.back')}
          title={t(runId === null ? 'runs.all' : 'figures.back')}
        >
          <Icon name="back" />
        </a>
        <h1 className="one" dir="auto">
          {runId === null ? t('figures.title') : <Visible text={name} />}
        </h1>
        <span className="grow" />
        {runId === null && <RangeChoice range={range} now={now} onRange={setRange} />}
      </header>
      {problem !== null && (
        <div className="refused">
          <ProblemText problem={problem} />
          <button type="button" className="btn small" onClick={() => countAgain((times) => times + 1)}>
            {t('app.tryAgain')}
          </button>
        </div>
      )}
      {figures === null && problem === null && (
        <p className="note opening-run" role="status">
          {t('figures.loading')}
        </p>
      )}
      {figures?.sent === 0 && (
        <div className="empty">
          <h2>{t(runId === null ? 'figures.none' : 'figures.noneOfRun')}</h2>
          <p>{t('figures.noneWhy')}</p>
        </div>
      )}
      {figures !== null && figures.sent > 0 && (
        <FigureParts
          figures={figures}
          isPractice={isPractice}
          show={show}
          save={(part, title) =>
            saveFile(`${fileOf(figures, run?.name ?? '')}, ${title}.csv`, figuresFile(part, figures, words))
          }
        />
      )}
      {behind !== null && (
        <PeopleDialog behind={behind} desk={desk} now={now} nameOf={nameOf} onClose={() => setBehind(null)} />
      )}
    </section>
  )
}

const fileOf = ({ from, days }: Figures, run: string) =>
  from === null ? run : `${from} ${days.at(-1)?.day ?? ''}`.trim()

interface FigurePartsProps {
  figures: Figures
  isPractice: boolean
  show: Show
  save: (part: FigurePart, title: string) => void
}

function FigureParts({ figures, isPractice, show, save }: FigurePartsProps) {
  const { t } = useWords()
  const part = (name: FigurePart, title: string, children: ReactNode) => (
    <section className={`figure-part ${name}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button
          type="button"
          className="btn small quiet"
          aria-label={t('figures.savePart', { part: title })}
          onClick={() => save(name, title)}
        >
          <Icon name="save" />
          {t('figures.save')}
        </button>
      </header>
      {children}
    </section>
  )
  return (
    <div className="figure-parts">
      {part('texts', t('figures.texts'), <FigureSums figures={figures} isPractice={isPractice} show={show} />)}
      {part('options', t('figures.options'), <OptionBars figures={figures} show={show} />)}
      {part('reasons', t('figures.reasons'), <FailedBars figures={figures} show={show} />)}
      {part('hours', t('figures.hours'), <FigureHours figures={figures} show={show} />)}
      {part('byDay', t('figures.byDay'), <FigureDays figures={figures} show={show} />)}
    </div>
  )
}
