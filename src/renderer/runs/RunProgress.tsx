import type { DeskApi } from '../../shared/desk-api.ts'
import type { Run } from '../../shared/run.ts'
import { countsOf, stateWord } from '../../shared/run-counts.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { useSecondHalf } from '../app/use-second-half.ts'
import { FirstAnswers } from '../figures/FirstAnswers.tsx'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { ClosedNote } from './ClosedNote.tsx'
import { RunChase } from './RunChase.tsx'
import { RunSentence } from './RunSentence.tsx'
import { takes } from './rate.ts'
import type { RunStore } from './run-store.ts'
import { isUnheard } from './unheard.ts'

type Move = RunStore['pause']

interface RunProgressProps {
  run: Run
  desk: Pick<DeskApi, 'getFigures'>
  store: Pick<RunStore, 'pause' | 'resume' | 'stop' | 'discard' | 'leaveOutChase'>
  /** All sending is stopped. */
  stopped: boolean
  /** Opens who can be texted again; null while nobody can. */
  onAgain: (() => void) | null
  /** Opens where the time of a planned run is changed. */
  onTime: () => void
  /** Back to the list that the run was made of; null where that is gone. */
  onList: (() => void) | null
  now: number
  /** Texts that leave in a second. */
  perSecond: number
}

/** How far the texts are, in a sentence, a bar and figures; and what a person can do about it. */
export function RunProgress(props: RunProgressProps) {
  const { run, desk, store, stopped, onAgain, onTime, onList, now, perSecond } = props
  const { t, figure } = useWords()
  const readOnly = useReadOnly()
  const { texts, rows } = run
  const chase = useCall()
  const { left, toGo, answered } = countsOf(run)
  const isLeaving = run.state === 'canary' || run.state === 'sending'
  const share = (count: number) => `${(100 * count) / Math.max(1, rows)}%`
  return (
    <section className="prog" aria-label={t('runs.progress')}>
      <div className="row">
        <b className="sentence">
          <RunSentence run={run} stopped={stopped} />
        </b>
        <div
          className="bar grow"
          role="progressbar"
          aria-label={t('runs.progress')}
          aria-valuemin={0}
          aria-valuenow={left}
          aria-valuemax={rows}
          aria-valuetext={t('runs.progressOf', { left, count: rows })}
        >
          <i className="del" style={{ width: share(texts.delivered) }} />
          <i className="acc" style={{ width: share(texts.accepted) }} />
          <i className="bad" style={{ width: share(texts.failed) }} />
          <i className="uns" style={{ width: share(texts.unsure) }} />
        </div>
        <span className="mono of">
          {figure(left)}/{figure(rows)}
        </span>
      </div>
      <div className="figs">
        <Figure sign="del" word={t('runs.figures.delivered')} count={texts.delivered} />
        <Figure sign="acc" word={t('runs.figures.accepted')} count={texts.accepted} />
        <Figure sign="bad" word={t('runs.figures.failed')} count={texts.failed} />
        {texts.unsure > 0 && (
          <Figure sign="uns" word={t(`runFigures.${isLeaving ? 'leaving' : 'unsure'}`)} count={texts.unsure} />
        )}
        <Figure
          sign=""
          word={t(stateWord(run) === 'ended' ? 'runs.figures.notSent' : 'runs.figures.toGo')}
          count={toGo}
        />
        <span>
          <Icon name="in" />
          {t('runFigures.replied')} <span className="mono">{figure(run.replied)}</span>
        </span>
        <span>
          <Icon name="tick" />
          {t('runs.figures.answers')} <span className="mono">{figure(answered)}</span>
        </span>
        {run.outcomes.settled > 0 && (
          <span>
            <Icon name="phone" />
            {t('runs.lanes.settled')} <span className="mono">{figure(run.outcomes.settled)}</span>
          </span>
        )}
        {run.state === 'sending' && !stopped && run.quietUntil === null && toGo > 0 && (
          <span>{t('runs.figures.rate', { rate: perSecond, time: takes(toGo, perSecond, t) })}</span>
        )}
      </div>
      {(run.state === 'paused' || run.state === 'stopped') && toGo > 0 && (
        <ClosedNote closing={run.closing} leavesAt={now} now={now} />
      )}
      {isUnheard(run, now) && <FirstAnswers desk={desk} />}
      <RunChase
        run={run}
        now={now}
        onLeaveOut={readOnly ? null : () => void chase.run(() => store.leaveOutChase(run.id))}
      />
      {chase.problem !== null && <ProblemText problem={chase.problem} />}
      {!readOnly && <RunButtons run={run} store={store} onAgain={onAgain} onTime={onTime} onList={onList} />}
    </section>
  )
}

function Figure({ sign, word, count }: { sign: string; word: string; count: number }) {
  const { figure } = useWords()
  return (
    <span>
      <i className={`sw ${sign}`} />
      {word} <span className="mono">{figure(count)}</span>
    </span>
  )
}

/** What can be done at this moment; plain calls, since each can be taken back but the last one, which says how many. */
function RunButtons({
  run,
  store,
  onAgain,
  onTime,
  onList,
}: Omit<RunProgressProps, 'desk' | 'stopped' | 'now' | 'perSecond'>) {
  const { t } = useWords()
  const call = useCall()
  const { id, state } = run
  const { left, toGo } = countsOf(run)
  // What halts a run gives its place to what has it go on.
  const { pressed, isSecondHalf } = useSecondHalf()
  const press = (move: Move) => void call.run(() => move(id))
  const halt = (move: Move) => () => {
    pressed()
    press(move)
  }
  const afterwards = (move: Move) => () => {
    if (!isSecondHalf()) press(move)
  }
  const none = left === 0
  // What is sent once more is another run: of this one nothing leaves any more.
  const toList = async () => {
    if (state === 'done' || (await call.run(() => store.discard(id))) !== null) onList?.()
  }
  return (
    <div className="acts">
      {state === 'held' && (
        <button type="button" className="btn" aria-disabled={call.busy} onClick={halt(store.stop)}>
          <Icon name="again" />
          {t('runs.takeBack')}
        </button>
      )}
      {stateWord(run) === 'planned' && (
        <button type="button" className="btn" onClick={onTime}>
          <Icon name="clock" />
          {t('runTimes.change')}
        </button>
      )}
      {(state === 'canary' || state === 'sending') && (
        <button type="button" className="btn" aria-disabled={call.busy} onClick={halt(store.pause)}>
          <Icon name="pause" />
          {t('runs.pause')}
        </button>
      )}
      {(state === 'stopped' || state === 'done') && none && onList !== null && (
        <button type="button" className="btn primary" aria-disabled={call.busy} onClick={() => void toList()}>
          <Icon name="back" />
          {t('runTimes.toList')}
        </button>
      )}
      {(state === 'paused' || state === 'stopped') && (
        <button type="button" className="btn primary" aria-disabled={call.busy} onClick={afterwards(store.resume)}>
          <Icon name="right" />
          {t(state === 'stopped' && none ? 'runs.sendAfterAll' : 'runs.goOn')}
        </button>
      )}
      {(state === 'canary' || state === 'sending' || state === 'paused') && (
        <button type="button" className="btn" aria-disabled={call.busy} onClick={halt(store.stop)}>
          <Icon name="stop" />
          {t('runs.stop')}
        </button>
      )}
      {state === 'stopped' && toGo > 0 && (
        <button type="button" className="btn" aria-disabled={call.busy} onClick={afterwards(store.discard)}>
          {t(none ? 'runs.discardAll' : 'runs.discard', { count: toGo })}
        </button>
      )}
      {onAgain !== null && (
        <button type="button" className="btn" onClick={onAgain}>
          <Icon name="again" />
          {t('again.open')}
        </button>
      )}
      {call.problem !== null && <ProblemText problem={call.problem} />}
    </div>
  )
}
