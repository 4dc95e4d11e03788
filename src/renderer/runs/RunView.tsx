import { useCallback, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { KeptQuestion } from '../../shared/question.ts'
import type { RunRow } from '../../shared/run.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { useObservable } from '../app/use-observable.ts'
import type { RowActions } from '../feed/row-actions.ts'
import { useWords } from '../words/use-words.ts'
import { AgainDialog } from './AgainDialog.tsx'
import { Board } from './Board.tsx'
import type { Dial } from './CallLine.tsx'
import { CallList } from './CallList.tsx'
import { CardDialog } from './CardDialog.tsx'
import { FileDialog } from './FileDialog.tsx'
import { LearnWord } from './LearnWord.tsx'
import type { LaneId } from './lanes.ts'
import { wordToLearn } from './learn-word.ts'
import { lostGroups } from './lost.ts'
import { RunHead } from './RunHead.tsx'
import { RunProgress } from './RunProgress.tsx'
import { RunTable } from './RunTable.tsx'
import { whoOf } from './row-words.ts'
import type { OpenRun, RunStore } from './run-store.ts'
import { TimeDialog } from './TimeDialog.tsx'
import { useHeldLanes } from './use-held-lanes.ts'
import { useMoves } from './use-moves.ts'

export type View = 'board' | 'table' | 'calls'

interface RunViewProps {
  open: OpenRun
  fresh: ReadonlySet<number>
  questions: readonly KeptQuestion[]
  desk: Pick<DeskApi, 'getFigures' | 'saveQuestion'>
  store: RunStore
  actions: RowActions
  view: View
  onView: (view: View) => void
  /** Back to the list it was made of, as it was; null where that is gone. */
  onList: (() => void) | null
  /** All sending is stopped. */
  stopped: boolean
  /** Texts that leave in a second. */
  perSecond: number
  now: number
  letterKeys: boolean
  onReply: (row: RunRow) => void
  dial: Dial
  say: (sentence: string) => void
}

/** One run: how far it is, and what became of each customer, as a board or as a table. */
export function RunView(props: RunViewProps) {
  const {
    open,
    fresh,
    questions,
    desk,
    store,
    actions,
    view,
    onView,
    onList,
    stopped,
    perSecond,
    now,
    letterKeys,
    onReply,
    dial,
    say,
  } = props
  const { run, rows } = open
  const words = useWords()
  const { t } = words
  const work = useObservable(actions)
  const readOnly = useReadOnly()
  const held = useHeldLanes(rows)
  const ways = useRef(new Map<LaneId, () => void>())
  const [filed, setFiled] = useState<{ row: RunRow; digit: string } | null>(null)
  const onFiled = useCallback((row: RunRow, digit: string) => setFiled({ row, digit }), [])
  const question = questions.find(({ id }) => id === run.questionId)
  const word = filed === null ? null : wordToLearn(filed.row, filed.digit, question)
  const made = useMoves({ run, store, actions, say, onReply, onFiled, onMove: held.moves })
  const { refused } = made
  const [dialog, setDialog] = useState<'again' | 'file' | 'time' | null>(null)
  const openAgain = useCallback(() => setDialog('again'), [])
  const openTime = () => setDialog('time')
  const onAgain = useMemo(
    () => (!readOnly && lostGroups(rows, words).length > 0 ? openAgain : null),
    [readOnly, rows, words, openAgain],
  )
  const whole = useRef<HTMLElement>(null)
  const closeDialog = () => {
    setDialog(null)
    // What it was opened with may have gone: there is nobody left to text again.
    if (document.activeElement === document.body) whole.current?.querySelector<HTMLElement>('.seg button')?.focus()
  }
  const print = () => {
    flushSync(() => {
      setDialog(null)
      onView('table')
    })
    closeDialog()
    window.print()
  }
  const shown = made.open === null ? undefined : rows.find((row) => row.place === made.open?.place)

  return (
    <section className="pane run-view" ref={whole}>
      <RunHead run={run} questions={questions} now={now} view={view} onView={onView} onFile={() => setDialog('file')} />
      <RunProgress
        run={run}
        desk={desk}
        store={store}
        stopped={stopped}
        onAgain={onAgain}
        onTime={openTime}
        onList={onList}
        now={now}
        perSecond={perSecond}
      />
      {made.trouble !== null && (
        <div className="refused">
          <ProblemText problem={made.trouble} />
        </div>
      )}
      {refused !== null && (
        <div className="refused" role="alert">
          <p>{t(`runs.refused.${refused.why}`, { who: whoOf(refused.row) })}</p>
          {refused.offer === 'settle' && (
            <button type="button" className="btn small" onClick={() => made.asks.open(refused.row, 'settle')}>
              {t('runs.move.go')}
            </button>
          )}
          {refused.offer === 'unsettle' && (
            <button
              type="button"
              className="btn small"
              onClick={() => {
                made.forget()
                made.asks.unsettle(refused.row)
              }}
            >
              {t('runs.card.takeBack')}
            </button>
          )}
          <button type="button" className="btn small quiet" onClick={made.forget}>
            {t('runs.move.close')}
          </button>
        </div>
      )}
      {question !== undefined && filed !== null && word !== null && (
        <LearnWord
          key={`${filed.row.place} ${word}`}
          desk={desk}
          question={question}
          digit={filed.digit}
          word={word}
          say={say}
          onDone={() => setFiled(null)}
        />
      )}
      {view === 'board' ? (
        <Board
          run={run}
          held={held}
          fresh={fresh}
          work={work}
          now={now}
          letterKeys={letterKeys && !readOnly}
          asks={made.asks}
          onDrop={made.drop}
          onAgain={onAgain}
          ways={ways}
        />
      ) : view === 'calls' ? (
        <CallList run={run} rows={rows} notes={store.callNotes} now={now} settle={made.settle} dial={dial} />
      ) : (
        <RunTable run={run} rows={rows} now={now} onOpen={(row) => made.asks.open(row, 'move')} />
      )}
      {made.open !== null && shown !== undefined && (
        <CardDialog
          key={made.open.place}
          run={run}
          row={shown}
          at={made.open.at}
          now={now}
          asks={made.asks}
          notes={store.callNotes}
          settle={made.settle}
          reply={store.reply}
          onClose={() => {
            const from = made.open?.from
            made.close()
            // The card it was opened from may have moved on meanwhile.
            if (document.activeElement === document.body && from !== undefined) ways.current.get(from)?.()
          }}
        />
      )}
      {dialog === 'again' && (
        <AgainDialog run={run} rows={rows} now={now} store={store} say={say} onClose={closeDialog} />
      )}
      {dialog === 'time' && <TimeDialog run={run} store={store} now={now} say={say} onClose={closeDialog} />}
      {dialog === 'file' && (
        <FileDialog run={run} store={store} now={now} say={say} onPrint={print} onClose={closeDialog} />
      )}
    </section>
  )
}
