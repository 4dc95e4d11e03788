import { type FormEvent, memo, useId, useRef, useState } from 'react'
import { type Msisdn, showNumber } from '../../shared/msisdn.ts'
import type { Result } from '../../shared/result.ts'
import type { Run, RunRow } from '../../shared/run.ts'
import { Icon, Token } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import type { CallNotes } from './call-notes.ts'
import { isToRing } from './call-order.ts'
import { givenDigit } from './given-digit.ts'
import { LaneMark } from './LaneMark.tsx'
import { laneOf } from './lanes.ts'
import { optionName } from './option-name.ts'
import { callWhy, outcomeWord, whoOf, whyOf } from './row-words.ts'

/** Rings a customer; null where a link does. */
export type Dial = ((customer: Msisdn) => Promise<Result<unknown>>) | null

interface CallLineProps {
  runId: string
  notes: CallNotes
  /** Of the run: the same array as long as it says the same. */
  options: Run['options']
  row: RunRow
  /** From 0, in the order of the list, which has so many lines. */
  index: number
  of: number
  /** Pixels from the top of the list; null on paper, where each line follows the one before. */
  start: number | null
  measure: (line: HTMLLIElement | null) => void
  now: number
  settle: (row: RunRow, as: string | null) => Promise<Result<unknown>>
  dial: Dial
  /** Words stand in its box, or somebody is at it: then the line stays, also out of sight. */
  onHeld: (place: number, held: boolean) => void
  /** Somebody is done with the line of this place: on to the next. */
  onSettled: (place: number) => void
}

/** One customer to ring: who, where, why, and a box for what came of it. */
export const CallLine = memo(function CallLine(props: CallLineProps) {
  const { runId, notes, options, row, index, of, start, measure, now, settle, dial, onHeld, onSettled } = props
  const words = useWords()
  const { t } = words
  const ring = useCall()
  const takeBack = useCall()
  const readOnly = useReadOnly()
  // What came of it may come in while somebody types: the box stays under their hands.
  const [held, setHeld] = useState(() => notes.of(runId, row.place) !== null)
  const keep = (isHeld: boolean) => {
    setHeld(isHeld)
    onHeld(row.place, isHeld)
  }
  const who = whoOf(row)
  const about = Object.entries(row.about).filter(([, value]) => value !== '')
  const open = isToRing(row)
  return (
    <li
      ref={measure}
      className={open ? 'call' : 'call gone'}
      data-call={row.place}
      data-index={index}
      aria-posinset={index + 1}
      aria-setsize={of}
      style={start === null ? undefined : { transform: `translateY(${start}px)` }}
    >
      <i className="tick-box" aria-hidden="true" />
      <div className="whom">
        <b dir="auto" lang={scriptOf(who)}>
          <Visible text={who} />
        </b>
        <a
          className="mono tel"
          href={`tel:+${row.customer}`}
          onClick={(event) => {
            if (dial === null) return
            event.preventDefault()
            void ring.run(() => dial(row.customer))
          }}
        >
          {showNumber(row.customer)}
        </a>
        {ring.problem !== null && <ProblemText problem={ring.problem} />}
        {about.length > 0 && (
          <span className="note about">
            {about.map(([name, value]) => (
              <span key={name} dir="auto">
                <span className="dim">
                  <Visible text={name} />
                </span>{' '}
                <Visible text={value} />
              </span>
            ))}
          </span>
        )}
        {open && (
          <span className={row.outcome === 'unreachable' ? 'note reason' : 'note'}>{callWhy(row, words, now)}</span>
        )}
      </div>
      <div className="comes">
        {!open && (
          <p className="row tight came">
            {row.outcome === 'option' ? (
              <Token digit={givenDigit(row, row.option ?? '')} />
            ) : (
              <LaneMark lane={laneOf(row)} />
            )}
            <bdi>
              <Visible text={row.outcome === 'settled' ? whyOf(row, words) : outcomeWord(row, words)} />
            </bdi>
            {row.outcome === 'settled' && !readOnly && (
              <button
                type="button"
                className="btn small"
                aria-disabled={takeBack.busy}
                onClick={() => void takeBack.run(() => settle(row, null))}
              >
                {t('runs.card.takeBack')}
              </button>
            )}
          </p>
        )}
        {!open && takeBack.problem !== null && <ProblemText problem={takeBack.problem} />}
        {(open || held) && !readOnly && (
          <CallBox {...{ runId, notes, options, row, settle, onSettled }} onHeld={keep} />
        )}
      </div>
    </li>
  )
})

interface CallBoxProps extends Pick<CallLineProps, 'runId' | 'notes' | 'options' | 'row' | 'settle' | 'onSettled'> {
  /** Words stand in it, or somebody is at it. */
  onHeld: (held: boolean) => void
}

function CallBox({ runId, notes, options, row, settle, onHeld, onSettled }: CallBoxProps) {
  const words = useWords()
  const { t } = words
  const id = useId()
  const call = useCall()
  const kept = notes.of(runId, row.place)
  const [as, setAs] = useState(kept?.text ?? '')
  /** As it was when somebody came to it: a text that comes now may not have been seen. */
  const seen = useRef(kept === null ? row.said : kept.said)
  const keep = (text: string) => notes.keep(runId, row.place, { text, said: seen.current })
  const who = whoOf(row)

  const done = async (words: string) => {
    if (words === '') return call.tell({ code: '', text: t('calls.missing') })
    if ((await call.run(() => settle({ ...row, said: seen.current }, words))) === null) return
    keep('')
    onSettled(row.place)
    // After the focus has left, which held what is typed.
    onHeld(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void done(as.trim())
  }
  return (
    <form
      className="came-of"
      onSubmit={submit}
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget) && as === '') seen.current = row.said
        onHeld(true)
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onHeld(as !== '')
      }}
      noValidate
    >
      <span className="picks">
        {options.map(({ digit, label }) => {
          const name = t('calls.settleAs', { who, digit, label: optionName(label, words) })
          return (
            <button
              type="button"
              className="pick"
              key={digit}
              aria-label={name}
              title={name}
              aria-disabled={call.busy}
              onClick={() => void done(optionName(label, words))}
            >
              <Token digit={digit} open />
            </button>
          )
        })}
      </span>
      <input
        className="input"
        aria-label={t('calls.cameOf', { who })}
        placeholder={t('calls.hint')}
        maxLength={200}
        autoComplete="off"
        value={as}
        aria-invalid={call.problem !== null}
        aria-describedby={call.problem === null ? undefined : id}
        onChange={(event) => {
          setAs(event.target.value)
          keep(event.target.value)
          call.tell(null)
        }}
      />
      <button type="submit" className="btn field" aria-disabled={call.busy}>
        <Icon name="phone" />
        {t('calls.settle')}
      </button>
      {call.problem !== null && <ProblemText id={id} problem={call.problem} />}
    </form>
  )
}
