import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ProblemText } from '../app/ProblemText.tsx'
import { useMedia } from '../app/use-media.ts'
import { useWords } from '../words/use-words.ts'
import { ListNotes } from './ListNotes.tsx'
import { lineParts } from './line-parts.ts'
import type { Mended } from './mended.ts'
import { RowLine, type RowLineActs } from './RowLine.tsx'
import { isIn, type OutWhy } from './sums.ts'
import { useFieldName } from './use-field-name.ts'
import type { List } from './use-list.ts'
import { type Line, sendable } from './verdicts.ts'

/** As in the style sheet; where it is narrow, what is the matter stands below the number. Pixels. */
const rowHeight = { wide: 44, narrow: 68 }
/** Rows that Page Up and Page Down pass. */
const pageRows = 10

/** Which lines are shown: all, those with anything the matter, or those that are left out for one reason. */
export type Shown = 'all' | 'problems' | OutWhy

interface RowsTableProps {
  list: List
  shown: Shown
  onShow: (shown: Shown) => void
  /** The line whose text is shown. */
  chosen: number
  onChoose: (place: number) => void
  /** Another list is wanted in place of this one. */
  onAnother: () => void
}

/** Every line of the list with its verdict; what is wrong in one is mended where it stands. */
export function RowsTable({ list, shown, onShow, chosen, onChoose, onAnother }: RowsTableProps) {
  const { t, locale } = useWords()
  const id = useId()
  const [mending, setMending] = useState<number | null>(null)
  const scroll = useRef<HTMLElement>(null)
  const countryField = useRef<HTMLSelectElement>(null)
  const { lines, whyOut, problems } = list
  const figure = new Intl.NumberFormat(locale)
  const listed = useMemo(() => {
    if (shown === 'all') return lines
    const some = shown === 'problems' ? problems : problems.filter((line) => whyOut(line) === shown)
    // What somebody is writing into does not leave under their hands.
    const written = mending === null || some.some(({ place }) => place === mending) ? undefined : lines[mending - 1]
    return written === undefined ? some : [...some, written].sort((one, other) => one.place - other.place)
  }, [shown, lines, problems, whyOut, mending])
  const written = mending === null ? -1 : listed.findIndex(({ place }) => place === mending)
  const height = useMedia('(max-width: 43.75em)') ? rowHeight.narrow : rowHeight.wide
  const rows = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 10,
    // It stays, however far somebody scrolls meanwhile.
    rangeExtractor: (range) => {
      const inView = defaultRangeExtractor(range)
      return written === -1 || inView.includes(written)
        ? inView
        : [...inView, written].sort((one, other) => one - other)
    },
  })
  // What is written into grows where it is: the lines do not move under the hand.
  rows.shouldAdjustScrollPositionOnItemSizeChange = () => false
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was measured for another height is forgotten
  useEffect(() => rows.measure(), [rows, height, mending])
  // What somebody handed the list in with is gone, and took the focus along; before anything else looks where it is.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) scroll.current?.focus()
  }, [])
  const at = listed.findIndex(({ place }) => place === chosen)
  const goTo = (index: number) => {
    const bounded = Math.max(0, Math.min(listed.length - 1, index))
    const line = listed[bounded]
    if (line === undefined) return
    onChoose(line.place)
    rows.scrollToIndex(bounded)
  }
  /** Where the line leaves what is listed, the next one takes its place, and the list itself has its button's focus. */
  const toggle = (line: Line) => {
    const leaves = shown === 'problems' ? whyOut(line) === 'left-out' : shown !== 'all'
    list.toggle(line)
    if (!leaves) return
    const index = listed.indexOf(line)
    const next = listed[index + 1] ?? listed[index - 1]
    if (next !== undefined) onChoose(next.place)
    scroll.current?.focus()
  }
  const mend = ({ place }: Line) => {
    onChoose(place)
    setMending(place)
  }
  const fieldName = useFieldName()
  const partsOf = ({ place }: Line) =>
    list.table === null
      ? []
      : lineParts(list.standing(place), list.table, list.columns, {
          number: t('newRun.mend', { place: `${place}` }),
          name: t('newRun.names'),
          field: fieldName,
          column: (index) => t('newRun.column', { no: index + 1 }),
        })
  const doneMending = ({ place }: Line, mended: Mended | null, byKey: boolean) => {
    setMending(null)
    if (mended !== null) list.mend(place, mended)
    // The next key is the list's own again.
    if (byKey) scroll.current?.focus()
  }
  const acts: RowLineActs = {
    mend,
    mended: doneMending,
    toCountry: () => countryField.current?.focus(),
    toggle,
    choose: onChoose,
  }
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  // The same ones for good, so that a line is drawn anew only when something of it is another.
  const [lineActs] = useState<RowLineActs>(() => ({
    mend: (line) => latest.current.mend(line),
    mended: (...how) => latest.current.mended(...how),
    toCountry: () => latest.current.toCountry(),
    toggle: (line) => latest.current.toggle(line),
    choose: (place) => latest.current.choose(place),
  }))
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const line = listed[at]
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: Math.max(0, at - 1),
      PageDown: at + pageRows,
      PageUp: at - pageRows,
      Home: 0,
      End: listed.length - 1,
    }
    const step = steps[event.key]
    if (step !== undefined) goTo(step)
    else if (event.key === 'F4') countryField.current?.focus()
    else if (line === undefined) return
    else if (event.key === ' ' && sendable(line)) {
      // Held down it would go in and out.
      if (!event.repeat) toggle(line)
    } else if (event.key === 'Delete') {
      if (!event.repeat && isIn(whyOut(line))) toggle(line)
    } else if (event.key === 'F2' || event.key === 'Enter') mend(line)
    else if (event.key !== ' ') return
    event.preventDefault()
  }
  const now = listed[at]
  return (
    <>
      <div className="rows-bar">
        <fieldset className="seg">
          <legend className="sr">{t('newRun.rows')}</legend>
          {(['all', 'problems'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={shown === each} onClick={() => onShow(each)}>
              {t(`newRun.show.${each}`, { count: figure.format(each === 'all' ? lines.length : problems.length) })}
            </button>
          ))}
          {shown !== 'all' && shown !== 'problems' && (
            <button type="button" aria-pressed="true" onClick={() => onShow('problems')}>
              {t(`newRun.why.${shown}`)} {figure.format(listed.length)}
            </button>
          )}
        </fieldset>
        <span className="note grow one" role="status">
          {list.working === 'reading' && t('newRun.reading')}
          {list.working === 'checking' && t('newRun.checking', { count: figure.format(list.left) })}
        </span>
        <button type="button" className="btn quiet" onClick={onAnother}>
          {t('newRun.again')}
        </button>
      </div>
      {list.problem !== null && (
        <div className="rows-problem">
          <ProblemText problem={list.problem} />
          <button type="button" className="btn small" onClick={list.recheck}>
            {t('newRun.recheck')}
          </button>
        </div>
      )}
      <ListNotes list={list} countryField={countryField} />
      <section
        ref={scroll}
        className="rows-table"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by its keys
        tabIndex={0}
        aria-label={t('newRun.rows')}
        aria-describedby={`${id}keys`}
        onKeyDown={press}
      >
        <p className="sr" id={`${id}keys`}>
          {t('newRun.keysHint')}
        </p>
        <p className="sr" aria-live="polite">
          {now !== undefined &&
            `${now.place} ${now.shown ?? now.typed} ${now.name} ${t(`newRun.why.${whyOut(now) ?? 'ok'}`)}`}
        </p>
        {listed.length === 0 && <p className="note">{t('newRun.noProblems')}</p>}
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = listed[index]
            return (
              line !== undefined && (
                <li
                  key={line.place}
                  // Only what is written into has a height of its own.
                  ref={line.place === mending ? rows.measureElement : undefined}
                  data-index={index}
                  style={{ transform: `translateY(${start}px)` }}
                  aria-setsize={listed.length}
                  aria-posinset={index + 1}
                >
                  <RowLine
                    line={line}
                    whyOut={whyOut(line)}
                    isChosen={line.place === chosen}
                    least={list.dearer.least}
                    mending={mending === line.place ? partsOf(line) : null}
                    describedBy={`${id}${line.place}`}
                    acts={lineActs}
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
