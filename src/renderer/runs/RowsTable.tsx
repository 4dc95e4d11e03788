import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useRef, useState } from 'react'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useWords } from '../words/use-words.ts'
import type { List } from './use-list.ts'
import { type Line, sendable, type Verdict } from './verdicts.ts'

const rowHeight = 44

interface RowsTableProps {
  list: List
  /** The line whose text is shown. */
  chosen: number
  onChoose: (place: number) => void
}

/** Every line of the list with its verdict; a number that is wrong is mended where it stands. */
export function RowsTable({ list, chosen, onChoose }: RowsTableProps) {
  const { t } = useWords()
  const id = useId()
  const [only, setOnly] = useState<'all' | 'problems'>('all')
  const scroll = useRef<HTMLElement>(null)
  const problems = list.lines.filter(({ verdict }) => verdict !== 'ok')
  const shown = only === 'all' ? list.lines : problems
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    getItemKey: (index) => shown[index]?.place ?? index,
  })
  return (
    <>
      <div className="rows-bar">
        <fieldset className="seg">
          <legend className="sr">{t('newRun.rows')}</legend>
          {(['all', 'problems'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={only === each} onClick={() => setOnly(each)}>
              {t(`newRun.show.${each}`, { count: each === 'all' ? list.lines.length : problems.length })}
            </button>
          ))}
        </fieldset>
        <span className="note grow" role="status">
          {list.checking && t('newRun.checking')}
        </span>
        <button type="button" className="btn quiet" onClick={list.clear}>
          {t('newRun.again')}
        </button>
      </div>
      {list.problem !== null && <ProblemText problem={list.problem} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by its keys */}
      <section ref={scroll} className="rows-table" tabIndex={0} aria-label={t('newRun.rows')}>
        {shown.length === 0 && <p className="note">{t('newRun.noProblems')}</p>}
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, key }) => {
            const line = shown[index]
            return (
              line !== undefined && (
                <li
                  key={key}
                  style={{ transform: `translateY(${start}px)` }}
                  aria-setsize={shown.length}
                  aria-posinset={index + 1}
                >
                  <RowLine
                    line={line}
                    isOut={sendable.has(line.verdict) && list.isOut(line)}
                    isChosen={line.place === chosen}
                    describedBy={`${id}${line.place}`}
                    onMend={list.mend}
                    onToggle={list.toggle}
                    onChoose={onChoose}
                  />
                </li>
              )
            )
          })}
        </ul>
      </section>
    </>
  )
}

interface RowLineProps {
  line: Line
  isOut: boolean
  isChosen: boolean
  describedBy: string
  onMend: (place: number, number: string) => void
  onToggle: (line: Line) => void
  onChoose: (place: number) => void
}

const mendable: ReadonlySet<Verdict> = new Set(['bad-number', 'duplicate', 'other-name', 'ours'])

function RowLine({ line, isOut, isChosen, describedBy, onMend, onToggle, onChoose }: RowLineProps) {
  const { t } = useWords()
  const { place, verdict } = line
  const canLeave = sendable.has(verdict)
  const tone = isOut ? 'out' : canLeave ? (verdict === 'ok' ? 'ok' : 'look') : 'bad'
  return (
    <div className={isChosen ? `row-line ${tone} chosen` : `row-line ${tone}`}>
      <span className="gutter">
        <Icon name={isOut ? 'bar' : tone === 'ok' ? 'tick' : tone === 'look' ? 'ask' : 'cross'} />
      </span>
      <span className="mono dim">{place}</span>
      {mendable.has(verdict) ? (
        <input
          className="input mono"
          aria-label={t('newRun.mend', { place })}
          aria-describedby={describedBy}
          aria-invalid
          maxLength={64}
          defaultValue={line.typed}
          onBlur={(event) => event.target.value !== line.typed && onMend(place, event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && onMend(place, event.currentTarget.value)}
        />
      ) : (
        <button type="button" className="link mono" onClick={() => onChoose(place)}>
          {line.shown}
        </button>
      )}
      <bdi className="one">{line.name}</bdi>
      <span className="why" id={describedBy}>
        {isOut && verdict === 'ok'
          ? t('newRun.leftOut')
          : t(`newRun.verdicts.${verdict}`, line.sameAs === null ? {} : { place: line.sameAs })}
      </span>
      {canLeave && (
        <button type="button" className="btn small quiet" onClick={() => onToggle(line)}>
          {t(isOut ? 'newRun.takeIn' : 'newRun.leaveOut')}
          <span className="sr"> {line.shown}</span>
        </button>
      )}
    </div>
  )
}
