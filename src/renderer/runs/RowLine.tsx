import { Icon, type IconName } from '../app/icons.tsx'
import { useWords } from '../words/use-words.ts'
import { NumberField } from './NumberField.tsx'
import { isIn, type OutWhy } from './sums.ts'
import { useFieldName } from './use-field-name.ts'
import { type Line, sendable } from './verdicts.ts'

interface RowLineProps {
  line: Line
  /** Null when it is sent. */
  whyOut: OutWhy | null
  isChosen: boolean
  /** Its number is being changed. */
  mending: boolean
  describedBy: string
  onMend: () => void
  /** Null leaves it as it was. */
  onMended: (number: string | null, byKey: boolean) => void
  onToggle: (line: Line) => void
  onChoose: (place: number) => void
}

/** The number itself is what is wrong. */
const mendable: ReadonlySet<string> = new Set([
  'no-number',
  'bad-number',
  'bad-length',
  'digits-lost',
  'duplicate',
  'ours',
])

/** Nothing is wrong with these: they are not asked, and that is right. */
const inOrder: ReadonlySet<string> = new Set(['checking', 'duplicate', 'opted-out', 'ours'])

const marks: Readonly<Partial<Record<OutWhy, IconName>>> = {
  checking: 'hourglass',
  'other-name': 'person',
  landline: 'phone',
  waiting: 'clock',
  listed: 'clock',
  duplicate: 'table',
  'opted-out': 'bar',
  ours: 'bar',
  'next-run': 'clock',
  'left-out': 'bar',
}

/** One line of the list: what is the matter with it, and the one thing to do. */
export function RowLine({ line, whyOut, isChosen, mending, describedBy, ...on }: RowLineProps) {
  const { t } = useWords()
  const fieldName = useFieldName()
  const { place, verdict, concerns, sameAs, field } = line
  const canLeave = sendable(line)
  const isFault = !canLeave && !inOrder.has(verdict)
  const tone = whyOut === null ? 'ok' : whyOut === 'other-name' ? 'ask' : isFault ? 'bad' : 'out'
  const values = { place: sameAs ?? 0, field: field === null ? '' : fieldName(field), run: line.listedIn ?? '' }
  const canGo = isIn(whyOut)
  const why =
    concerns.length > 0 && whyOut !== 'next-run'
      ? concerns.map((each) => t(`newRun.verdicts.${each}`, values)).join(' · ')
      : t(`newRun.verdicts.${whyOut ?? verdict}`, values)
  return (
    <div className={isChosen ? `row-line ${tone} chosen` : `row-line ${tone}`} data-place={place}>
      <span className="gutter">
        <Icon name={whyOut === null ? 'tick' : (marks[whyOut] ?? 'cross')} />
      </span>
      <span className="mono dim">{place}</span>
      {mending ? (
        <NumberField
          place={place}
          typed={line.typed}
          describedBy={describedBy}
          invalid={isFault}
          onDone={on.onMended}
        />
      ) : (
        <button type="button" className="link mono" onClick={() => on.onChoose(place)}>
          {line.shown ?? (line.typed.slice(0, 40) || t('newRun.empty'))}
        </button>
      )}
      <bdi className="one">{line.name}</bdi>
      <span className="why" id={describedBy}>
        {why}
      </span>
      <span className="mono dim parts">{line.parts > 1 && t('newRun.partsOfLine', { count: line.parts })}</span>
      <span className="do">
        {mendable.has(verdict) && !mending && (
          <button type="button" className="btn small" onClick={on.onMend}>
            {t('newRun.correct')}
            <span className="sr"> {t('newRun.mend', { place })}</span>
          </button>
        )}
        {canLeave && (
          <button type="button" className={canGo ? 'btn small quiet' : 'btn small'} onClick={() => on.onToggle(line)}>
            {t(canGo ? 'newRun.leaveOut' : whyOut === 'other-name' ? 'newRun.takeThis' : 'newRun.takeIn')}
            <span className="sr">
              {' '}
              {line.shown} {line.name}
            </span>
          </button>
        )}
      </span>
    </div>
  )
}
