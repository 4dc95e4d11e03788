import { type KeyboardEvent, useRef, useState } from 'react'
import { useWords } from '../words/use-words.ts'

/** One thin bar: its pieces from the bottom, each as a share of the highest bar, and all of it in words. */
export interface Column {
  key: string
  says: string
  pieces: readonly { share: number; tone: 'del' | 'acc' | 'bad' }[]
  /** Below it, where there is room; "" for none. */
  tick: string
}

interface ColumnsProps {
  label: string
  columns: readonly Column[]
  onPress: (index: number) => void
}

/** Thin bars side by side. One is in the way of the Tab key, the arrow keys go on from there. */
export function Columns({ label, columns, onPress }: ColumnsProps) {
  const { t } = useWords()
  const [at, setAt] = useState(columns.length - 1)
  const [pointed, setPointed] = useState<number | null>(null)
  const bars = useRef<HTMLDivElement>(null)
  const current = Math.min(at, columns.length - 1)
  const walk = (event: KeyboardEvent) => {
    const to = { ArrowLeft: current - 1, ArrowRight: current + 1, Home: 0, End: columns.length - 1 }[event.key]
    if (to === undefined || columns[to] === undefined) return
    event.preventDefault()
    setAt(to)
    bars.current?.querySelectorAll('button')[to]?.focus()
  }
  const told = pointed === null ? undefined : columns[pointed]
  return (
    <div className="columns">
      <p className="note told">{told?.says ?? t('figures.point')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own */}
      <div className="bars" role="group" aria-label={label} ref={bars} onKeyDown={walk}>
        {columns.map(({ key, says, pieces, tick }, index) => (
          <button
            key={key}
            type="button"
            tabIndex={index === current ? 0 : -1}
            aria-label={says}
            onClick={() => onPress(index)}
            onFocus={() => {
              setAt(index)
              setPointed(index)
            }}
            onBlur={() => setPointed(null)}
            onPointerEnter={() => setPointed(index)}
            onPointerLeave={() => setPointed(null)}
          >
            <span className="column">
              {pieces.toReversed().map(({ share, tone }) => (
                <i key={tone} className={tone} style={{ height: `${share * 100}%` }} />
              ))}
            </span>
            <span className="tick mono">{tick}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
