import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { showNumber } from '../../shared/msisdn.ts'
import type { Run, RunRow } from '../../shared/run.ts'
import { Icon, Token } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { withDay } from '../words/dated.ts'
import { useWords } from '../words/use-words.ts'
import { FiledNote, SettledBefore } from './FiledNote.tsx'
import { givenDigit } from './given-digit.ts'
import { LaneMark } from './LaneMark.tsx'
import { laneOf, lanesOf } from './lanes.ts'
import { optionName } from './option-name.ts'
import { whoOf, whyOf } from './row-words.ts'
import { TextState } from './TextState.tsx'
import { usePrinting } from './use-printing.ts'

interface RunTableProps {
  run: Run
  rows: readonly RunRow[]
  /** Epoch ms, once a minute. */
  now: number
  onOpen: (row: RunRow) => void
}

type SortBy = 'place' | 'outcome'
const rowHeight = 40

/** The same customers as on the board, a line each. */
export function RunTable({ run, rows, now, onOpen }: RunTableProps) {
  const { t } = useWords()
  const [sort, setSort] = useState<{ by: SortBy; down: boolean }>({ by: 'place', down: false })
  const scroller = useRef<HTMLDivElement>(null)
  const sorted = useMemo(() => sortRows(run, rows, sort.by, sort.down), [run, rows, sort])
  const virtual = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => sorted[index]?.place ?? index,
    overscan: 12,
    useFlushSync: false,
  })
  const printing = usePrinting()
  const items = printing ? allOf(sorted) : virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = printing ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const sortable = (by: SortBy) => (
    <th scope="col" aria-sort={sort.by !== by ? 'none' : sort.down ? 'descending' : 'ascending'}>
      <button
        type="button"
        className="link"
        onClick={() => setSort((was) => ({ by, down: was.by === by ? !was.down : false }))}
      >
        {t(`runs.columns.${by}`)}
        {sort.by === by && <Icon name={sort.down ? 'down' : 'up'} />}
      </button>
    </th>
  )
  return (
    <div className="run-table" ref={scroller} data-region="board">
      {/* Its edges stand for the rows above and below those that exist. */}
      <table aria-rowcount={rows.length + 1} style={{ marginBlock: `${above}px ${below}px` }}>
        <thead>
          <tr>
            {sortable('place')}
            <th scope="col">{t('runs.columns.name')}</th>
            <th scope="col">{t('runs.columns.number')}</th>
            {sortable('outcome')}
            <th scope="col">{t('runs.columns.words')}</th>
            <th scope="col">{t('runs.columns.text')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const row = sorted[item.index]
            if (row === undefined) return null
            return (
              <tr
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                aria-rowindex={item.index + 2}
                className={row.outcome === 'person' || row.changed ? 'need' : undefined}
              >
                <TableCells run={run} row={row} now={now} onOpen={onOpen} />
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** On paper all are there. */
const allOf = (rows: readonly RunRow[]) => rows.map(({ place }, index) => ({ key: place, index, start: 0, end: 0 }))

function TableCells({ run, row, now, onOpen }: Omit<RunTableProps, 'rows'> & { row: RunRow }) {
  const words = useWords()
  const { t } = words
  const who = whoOf(row)
  const why = whyOf(row, words)
  const label = run.options.find(({ digit }) => digit === row.option)?.label
  return (
    <>
      <td className="mono">{row.place}</td>
      <td>
        <button type="button" className="link one" dir="auto" lang={scriptOf(who)} onClick={() => onOpen(row)}>
          <Visible text={who} />
        </button>
      </td>
      <td className="mono">{showNumber(row.customer)}</td>
      <td>
        <span className="row tight what">
          {row.outcome === 'option' ? (
            <>
              <Token digit={givenDigit(row, row.option ?? '')} />
              {withDay(optionName(label ?? row.option ?? '', words), row.date, words)}
            </>
          ) : row.outcome === 'person' ? (
            <Mark icon="person" tone="person">
              {t('runs.lanes.person')}
            </Mark>
          ) : (
            <>
              <LaneMark lane={laneOf(row)} />
              {t(`runs.lanes.${row.outcome}`)}
            </>
          )}
        </span>
        {why !== '' && row.outcome !== 'option' && (
          <span className={row.outcome === 'unreachable' ? 'note bad-why' : 'note'}>
            <Visible text={why} />
          </span>
        )}
        <FiledNote row={row} now={now} />
        <SettledBefore row={row} />
      </td>
      <td>
        {row.said !== null && (
          <span className="said" dir="auto" lang={scriptOf(row.said.text)}>
            <Visible text={row.said.text.slice(0, 300)} />
          </span>
        )}
      </td>
      <td>
        <TextState row={row} />
      </td>
    </>
  )
}

function sortRows(run: Run, rows: readonly RunRow[], by: SortBy, down: boolean): readonly RunRow[] {
  if (by === 'place') return down ? rows.toReversed() : rows
  const rank = new Map(lanesOf(run).map((lane, index) => [lane, index]))
  const sign = down ? -1 : 1
  return rows.toSorted(
    (one, other) => sign * ((rank.get(laneOf(one)) ?? 0) - (rank.get(laneOf(other)) ?? 0)) || one.place - other.place,
  )
}
