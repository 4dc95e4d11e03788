import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Result } from '../../shared/result.ts'
import type { Run, RunRow } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { saveFile } from '../app/save-file.ts'
import { useWords } from '../words/use-words.ts'
import { CallLine, type Dial } from './CallLine.tsx'
import type { CallNotes } from './call-notes.ts'
import { callOrder, isToRing, windowColumn } from './call-order.ts'
import { callFile } from './run-file.ts'
import { useCallLines } from './use-call-lines.ts'
import { usePrinting } from './use-printing.ts'

interface CallListProps {
  run: Run
  rows: readonly RunRow[]
  notes: CallNotes
  now: number
  settle: (row: RunRow, as: string | null) => Promise<Result<unknown>>
  dial: Dial
}

/** Who is silent or was not reached, to be rung one after the other: on the screen, on paper, or as a file. */
export function CallList({ run, rows, notes, now, settle, dial }: CallListProps) {
  const words = useWords()
  const { t } = words
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever was on the list stays where they are: no line moves while somebody types into the next.
  const [once, setOnce] = useState<ReadonlySet<number>>(() => new Set())
  const open = rows.filter(isToRing)
  const fresh = open.filter(({ place }) => !once.has(place))
  if (fresh.length > 0) setOnce(new Set([...once, ...fresh.map(({ place }) => place)]))
  const column = useMemo(() => windowColumn(rows), [rows])
  const lines = useMemo(
    () =>
      callOrder(
        rows.filter((row) => once.has(row.place) || isToRing(row)),
        column,
      ),
    [rows, once, column],
  )
  const { scroller, virtual, hold, focusBox } = useCallLines(lines)
  const printing = usePrinting()
  const latest = useRef({ lines, focusBox })
  // Somebody is done with them, and the list has yet to hear of it.
  const done = useRef(new Set<number>())
  useEffect(() => {
    latest.current = { lines, focusBox }
    for (const row of lines) if (!isToRing(row)) done.current.delete(row.place)
  }, [lines, focusBox])
  // One function for the life of the list: of thousands of lines only the one that changed is drawn again.
  const goOn = useCallback((from: number) => {
    const { lines: all, focusBox } = latest.current
    done.current.add(from)
    // Whoever went on by themselves meanwhile stays where they are.
    const focused = document.activeElement ?? document.body
    if (focused !== document.body && focused.closest(`[data-call="${from}"]`) === null) return
    const at = all.findIndex(({ place }) => place === from)
    // From the last one on to those that were passed over.
    const next = [...all.slice(at + 1), ...all.slice(0, at)].find(
      (row) => isToRing(row) && !done.current.has(row.place),
    )
    if (next !== undefined) focusBox(next.place)
    // Nobody is left: the box goes, and the focus would fall out of the list.
    else heading.current?.focus()
  }, [])
  return (
    <div className="calls-view" data-region="board">
      <div className="calls-head">
        <h2 ref={heading} tabIndex={-1}>
          {t('calls.count', { count: open.length })}
        </h2>
        <p className="note grow">{column === null ? t('calls.byPlace') : t('calls.byWindow', { column })}</p>
        {open.length > 0 && (
          <>
            <button type="button" className="btn small" onClick={() => window.print()}>
              {t('calls.print')}
            </button>
            <button
              type="button"
              className="btn small"
              onClick={() =>
                saveFile(`${run.name} ${t('calls.fileName')}.csv`, callFile(callOrder(open, column), words))
              }
            >
              <Icon name="save" />
              {t('file.save')}
            </button>
          </>
        )}
      </div>
      {lines.length === 0 && <p className="empty-calls dim">{t('calls.none')}</p>}
      <div ref={scroller} className="calls">
        {/* Heights and places come from measuring; on paper the lines follow one another. */}
        <ul style={printing ? undefined : { height: virtual.getTotalSize() }}>
          {(printing ? lines.map((_, index) => ({ index, start: null })) : virtual.getVirtualItems()).map(
            ({ index, start }) => {
              const row = lines[index]
              if (row === undefined) return null
              return (
                <CallLine
                  key={row.place}
                  runId={run.id}
                  notes={notes}
                  options={run.options}
                  row={row}
                  index={index}
                  start={start}
                  of={lines.length}
                  measure={virtual.measureElement}
                  now={now}
                  settle={settle}
                  dial={dial}
                  onHeld={hold}
                  onSettled={goOn}
                />
              )
            },
          )}
        </ul>
      </div>
    </div>
  )
}
