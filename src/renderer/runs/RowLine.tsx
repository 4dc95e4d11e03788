import { memo } from 'react'
import { Icon, type IconName } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'
import { LineFields } from './LineFields.tsx'
import { LineWhy } from './LineWhy.tsx'
import type { LinePart } from './line-parts.ts'
import type { Mended } from './mended.ts'
import { isIn, type OutWhy } from './sums.ts'
import { type Line, sendable } from './verdicts.ts'

interface RowLineProps {
  line: Line
  /** Null when it is sent. */
  whyOut: OutWhy | null
  isChosen: boolean
  /** Of all texts of the list the fewest parts. */
  least: number
  /** Its cells, while they are being changed; else null. */
  mending: readonly LinePart[] | null
  describedBy: string
  acts: RowLineActs
}

/** What somebody asks for in a line. */
export interface RowLineActs {
  mend(line: Line): void
  /** Null leaves it as it was. */
  mended(line: Line, mended: Mended | null, byKey: boolean): void
  /** The country of all national numbers is to be chosen. */
  toCountry(): void
  toggle(line: Line): void
  choose(place: number): void
}

/** What is wrong stands in the line itself. */
const mendable: ReadonlySet<string> = new Set([
  'no-number',
  'bad-number',
  'bad-length',
  'digits-lost',
  'duplicate',
  'ours',
  'field-missing',
  'field-long',
  'reserved',
])

/** Nothing is wrong with these: they are not asked, and that is right. */
const inOrder: ReadonlySet<string> = new Set(['checking', 'duplicate', 'opted-out', 'ours'])

const marks: Readonly<Partial<Record<OutWhy, IconName>>> = {
  checking: 'hourglass',
  'other-name': 'person',
  landline: 'phone',
  waiting: 'clock',
  listed: 'clock',
  asked: 'clock',
  duplicate: 'table',
  'opted-out': 'bar',
  ours: 'bar',
  'next-run': 'clock',
  'left-out': 'bar',
}

/** One line of the list: what is the matter with it, and the one thing to do. */
export const RowLine = memo(function RowLine(props: RowLineProps) {
  const { line, whyOut, isChosen, least, mending, describedBy, acts } = props
  const { t } = useWords()
  const { place, verdict } = line
  const canLeave = sendable(line)
  const isFault = !canLeave && !inOrder.has(verdict)
  const tone = whyOut === null ? 'ok' : whyOut === 'other-name' ? 'ask' : isFault ? 'bad' : 'out'
  const canGo = isIn(whyOut)
  const isMending = mending !== null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F2 and a button do the same
    <div
      className={`row-line ${tone}${isChosen ? ' chosen' : ''}${isMending ? ' mending' : ''}`}
      data-place={place}
      onDoubleClick={isMending ? undefined : () => acts.mend(line)}
    >
      <span className="gutter">
        <Icon name={whyOut === null ? 'tick' : (marks[whyOut] ?? 'cross')} />
      </span>
      <span className="mono dim">{place}</span>
      <button type="button" className="link mono" onClick={() => acts.choose(place)}>
        {line.shown ?? (line.typed.slice(0, 40) || t('newRun.empty'))}
      </button>
      <bdi className="one">{line.name}</bdi>
      <span className="why" id={describedBy}>
        <LineWhy line={line} whyOut={whyOut} least={least} />
      </span>
      <span className="mono dim parts">{line.parts > 1 && t('newRun.partsOfLine', { count: line.parts })}</span>
      <span className="do">
        {verdict === 'no-country' && (
          <button type="button" className="btn small" onClick={acts.toCountry}>
            {t('newRun.chooseCountry')}
            <span className="sr"> {t('newRun.countryOf')}</span>
          </button>
        )}
        {mendable.has(verdict) && !isMending && (
          <button type="button" className="btn small" onClick={() => acts.mend(line)}>
            {t('newRun.correct')}
            <span className="sr"> {t('newRun.mend', { place: `${place}` })}</span>
          </button>
        )}
        {canLeave && (
          <button type="button" className={canGo ? 'btn small quiet' : 'btn small'} onClick={() => acts.toggle(line)}>
            {t(canGo ? 'newRun.leaveOut' : whyOut === 'other-name' ? 'newRun.takeThis' : 'newRun.takeIn')}
            <span className="sr">
              {' '}
              {line.shown} {line.name}
            </span>
          </button>
        )}
        {isChosen && !mendable.has(verdict) && !isMending && (
          <button
            type="button"
            className="x"
            title={t('newRun.mendLine', { place: `${place}` })}
            onClick={() => acts.mend(line)}
          >
            <Icon name="pencil" />
            <span className="sr">{t('newRun.mendLine', { place: `${place}` })}</span>
          </button>
        )}
      </span>
      {isMending && (
        <LineFields
          place={place}
          parts={mending}
          describedBy={describedBy}
          isWrong={(part) => isFault && (line.field === null ? part.of === 'number' : part.field === line.field)}
          onDone={(mended, byKey) => acts.mended(line, mended, byKey)}
        />
      )}
    </div>
  )
})
