import { memo } from 'react'
import type { Choice } from '../../shared/choices.ts'
import { showNumber } from '../../shared/msisdn.ts'
import { dateWords } from '../../shared/option-day.ts'
import type { Problem } from '../../shared/result.ts'
import type { Run, RunRow } from '../../shared/run.ts'
import { Icon, Token } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { Picks } from '../feed/Picks.tsx'
import { Said, Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { clock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { FiledNote, SettledBefore } from './FiledNote.tsx'
import { givenDigit, ownDigit } from './given-digit.ts'
import { ageOf, flagOf, whoOf, whyOf } from './row-words.ts'
import { TextState } from './TextState.tsx'

/** What a card can ask of the board. One object for the life of the board, so that cards stay memoised. */
export interface CardAsks {
  /** @param untold the customer is told nothing */
  file(row: RunRow, digit: string, untold?: boolean): void
  /** For another question than the run's. */
  fileFor(row: RunRow, choice: Choice, untold?: boolean): void
  /** Opens everything that can be done with the card. */
  open(row: RunRow, at: 'move' | 'settle'): void
  unsettle(row: RunRow): void
  reply(row: RunRow): void
  done(row: RunRow): void
  /** A mouse has taken the card, or let go of it. */
  drag(row: RunRow | null): void
}

interface CardProps {
  row: RunRow
  /** The run's. */
  options: Run['options']
  /** The one card of the lane that Tab leads to. */
  current: boolean
  fresh: boolean
  busy: boolean
  problem: Problem | null
  /** Epoch ms, once a minute. */
  now: number
  asks: CardAsks
}

const roving = (current: boolean) => ({ tabIndex: current ? 0 : -1 })

/** One customer of a run. With focus it shows the words whole, and what can be done. */
export const Card = memo(function Card({ row, options, current, fresh, busy, problem, now, asks }: CardProps) {
  const words = useWords()
  const { t } = words
  const readOnly = useReadOnly()
  const who = whoOf(row)
  const number = showNumber(row.customer)
  const { said } = row
  const what = said === null ? t('runs.card.silent') : t('runs.card.wrote', { text: said.text.slice(0, 160) })
  const flag = flagOf(row, words)
  const kind =
    row.outcome === 'person' || row.changed ? 'slip need' : row.outcome === 'unreachable' ? 'slip lost' : 'slip'
  return (
    <article
      className={fresh ? `${kind} fresh` : kind}
      data-row={row.place}
      aria-label={t('runs.card.label', { who, number, what: flag === '' ? what : `${what} ${flag}` })}
      draggable={!readOnly}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        // Firefox drags nothing without data; nobody's name or number leaves the window with it.
        event.dataTransfer.setData('text/plain', '')
        asks.drag(row)
      }}
      onDragEnd={() => asks.drag(null)}
      {...roving(current)}
    >
      <b className="one" lang={scriptOf(who)} dir="auto">
        <Visible text={who} />
      </b>
      {said !== null && (
        <time dateTime={said.at} title={clock(said.at)}>
          {ageOf(said.at, now, t)}
        </time>
      )}
      {row.name !== '' && <span className="mono num">{number}</span>}
      {said !== null && <Said text={said.text} className="said" />}
      {row.outcome === 'option' && <CardAnswer row={row} options={options} />}
      <CardWhy row={row} now={now} />
      {problem !== null && <ProblemText problem={problem} />}
      <div className="do">
        {said !== null && row.outcome !== 'opted-out' && row.outcome !== 'settled' && !readOnly && (
          <Picks
            message={{
              options: options.map((each) => ({ ...each, digit: givenDigit(row, each.digit) })),
              questions: [],
            }}
            busy={busy}
            file={({ digit }) => asks.file(row, ownDigit(row, digit) ?? digit)}
          />
        )}
        {row.outcome !== 'opted-out' && !readOnly && (
          <button type="button" className="btn small" onClick={() => asks.reply(row)}>
            {t(said === null ? 'thread.write' : 'runs.card.reply')} <kbd>R</kbd>
          </button>
        )}
        {row.outcome === 'person' && said !== null && !readOnly && (
          <button type="button" className="btn small" aria-disabled={busy} onClick={() => asks.done(row)}>
            {t('runs.card.done')} <kbd>E</kbd>
          </button>
        )}
        {row.outcome === 'settled' && !readOnly && (
          <button type="button" className="btn small" onClick={() => asks.unsettle(row)}>
            {t('runs.card.takeBack')}
          </button>
        )}
        {row.outcome !== 'settled' && !readOnly && (
          <button type="button" className="btn small" onClick={() => asks.open(row, 'move')}>
            {t('runs.card.move')}
          </button>
        )}
      </div>
    </article>
  )
})

/** What the lane does not tell of an answer: the digit that only this customer was given, and the day that it stands for. */
function CardAnswer({ row, options }: Pick<CardProps, 'row' | 'options'>) {
  const { language } = useWords()
  const lane = options.find(({ digit }) => digit === row.option)
  const day = row.date === null || row.date === lane?.date ? '' : dateWords(row.date, language)
  if (day === '' && row.digits === null) return null
  return (
    <span className="mark filed">
      {row.digits !== null && <Token digit={givenDigit(row, row.option ?? '')} />}
      {day}
    </span>
  )
}

/** Why the card is in its lane: what the desk saw in the words, what went wrong, or what a person noted. */
function CardWhy({ row, now }: Pick<CardProps, 'row' | 'now'>) {
  const words = useWords()
  const { t } = words
  const why = whyOf(row, words)
  // One sentence alone in small type needs no full stop.
  const short = why.replace(/[.。]$/, '')
  switch (row.outcome) {
    case 'option':
      if (row.said === null && row.defaultedAt !== null)
        return (
          <span className="mark hand">
            <Icon name="clock" />
            {t('runs.card.byDefault', { time: clock(row.defaultedAt).slice(0, 5) })}
          </span>
        )
      return (
        <>
          <FiledNote row={row} now={now} />
          {short !== '' && row.filed?.byHand !== true && <span className="note why-quiet">{short}</span>}
        </>
      )
    case 'person':
      return (
        <>
          {row.said === null && <TextState row={row} />}
          {short !== '' && <span className="why">{short}</span>}
          <SettledBefore row={row} />
        </>
      )
    case 'settled':
      return (
        <span className="mark hand">
          <Icon name="phone" />
          <bdi>
            <Visible text={why} />
          </bdi>
        </span>
      )
    case 'unreachable':
      return (
        <>
          <TextState row={row} />
          <span className="reason">{why}</span>
        </>
      )
    case 'not-sent':
    case 'waiting':
      return (
        <>
          <TextState row={row} />
          {row.chasedAt !== null && (
            <span className="note">{t('runs.card.chased', { time: clock(row.chasedAt).slice(0, 5) })}</span>
          )}
          {why !== '' && <span className="note">{why}</span>}
        </>
      )
    default:
      return why === '' ? null : <span className="note">{why}</span>
  }
}
