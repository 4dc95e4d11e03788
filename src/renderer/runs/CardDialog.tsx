import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { showNumber } from '../../shared/msisdn.ts'
import type { Result } from '../../shared/result.ts'
import type { Run, RunRow } from '../../shared/run.ts'
import { Icon, Token } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { Said, Visible } from '../feed/Untrusted.tsx'
import { useQuestionName } from '../feed/use-question-name.ts'
import { useCall } from '../setup/use-call.ts'
import { withDay } from '../words/dated.ts'
import { useWords } from '../words/use-words.ts'
import type { CardAsks } from './Card.tsx'
import type { CallNotes } from './call-notes.ts'
import { FiledNote, SettledBefore } from './FiledNote.tsx'
import { givenDigit } from './given-digit.ts'
import { moveTo } from './lanes.ts'
import { OtherQuestions } from './OtherQuestions.tsx'
import { optionName } from './option-name.ts'
import { whoOf, whyOf } from './row-words.ts'
import type { RunStore } from './run-store.ts'
import { TextState } from './TextState.tsx'
import { useReply } from './use-reply.ts'

interface CardDialogProps {
  run: Run
  row: RunRow
  at: 'move' | 'settle'
  /** Epoch ms, once a minute. */
  now: number
  asks: CardAsks
  /** What is typed here of a call, too: whoever looks elsewhere finds it again. */
  notes: CallNotes
  settle: (row: RunRow, as: string | null) => Promise<Result<unknown>>
  /** What the customer wrote, with all that it can be filed as. */
  reply: RunStore['reply']
  onClose: () => void
}

/** Everything that is known of one customer of the run, and where the card can go: the way without a mouse. */
export function CardDialog({ run, row, at, now, asks, notes, settle, reply, onClose }: CardDialogProps) {
  const words = useWords()
  const { t } = words
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const call = useCall()
  const [kept] = useState(() => notes.of(run.id, row.place))
  const [as, setAs] = useState(kept?.text ?? '')
  const [missing, setMissing] = useState(false)
  const [untold, setUntold] = useState(false)
  // A text that comes now may not have been seen.
  const [seen] = useState(kept === null ? row.said : kept.said)
  useEffect(() => {
    dialog.current?.showModal()
    // What somebody came for, not the way out again.
    const first = dialog.current?.querySelector<HTMLElement>('.body :is(button, input):not([aria-disabled="true"])')
    ;(at === 'settle' ? (input.current ?? first) : first)?.focus()
  }, [at])
  const close = () => dialog.current?.close()
  const said = useReply(row.said?.messageId, reply)
  const own = said?.questions[0]
  const nameOf = useQuestionName()
  const who = whoOf(row)
  const why = whyOf(row, words)
  const about = Object.entries(row.about).filter(([, value]) => value !== '')
  const moves = run.options.map((option) => ({ ...option, move: moveTo(row, `option-${option.digit}`) }))
  const isOut = row.outcome === 'opted-out'
  const isSettled = row.outcome === 'settled'
  const readOnly = useReadOnly()
  const canFile = row.said !== null && !isOut && !isSettled && !readOnly

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const typed = as.trim()
    setMissing(typed === '')
    if (typed === '') {
      input.current?.focus()
      return
    }
    if ((await call.run(() => settle({ ...row, said: seen }, typed))) === null) return
    notes.keep(run.id, row.place, { text: '', said: seen })
    close()
  }
  const unsettle = async () => {
    if ((await call.run(() => settle(row, null))) !== null) close()
  }

  return (
    <dialog
      ref={dialog}
      className="card-dialog"
      aria-labelledby={`${id}t`}
      onClose={onClose}
      // Held down, the Enter that opened it would press what has the focus now, and thank somebody.
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.repeat) event.preventDefault()
      }}
    >
      <div className="pane-head">
        <h2 id={`${id}t`} className="grow one" dir="auto">
          <Visible text={who} />
        </h2>
        {row.name !== '' && <span className="mono">{showNumber(row.customer)}</span>}
        <button type="button" className="x" aria-label={t('runs.move.close')} onClick={close}>
          <Icon name="cross" />
        </button>
      </div>
      <div className="body">
        {row.said !== null && <Said text={row.said.text} />}
        {why !== '' && (
          <p className={row.outcome === 'person' ? 'because why' : 'because'}>
            <Visible text={isSettled ? t('runs.move.settledAs', { words: why }) : why} />
          </p>
        )}
        {(row.filed !== null || (row.outcome === 'person' && row.settledAs !== null)) && (
          <p className="row wrap">
            <FiledNote row={row} now={now} />
            <SettledBefore row={row} />
          </p>
        )}
        <p className="row note">
          {t('runs.move.text')} <TextState row={row} />
          <a className="link" href={`#inbox/${row.customer}`}>
            {t('inbox.openThread')}
          </a>
        </p>
        {about.length > 0 && (
          <dl aria-label={t('runs.move.about')}>
            {about.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <Visible text={name} />
                </dt>
                <dd dir="auto">
                  <Visible text={value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {canFile && (
          <fieldset>
            <legend>
              {own === undefined ? (
                t('runs.move.file')
              ) : (
                <Visible text={t('either.fileFor', { question: nameOf(own, said?.questions ?? [], 'whole') })} />
              )}
            </legend>
            <div className="row wrap">
              {moves.map(({ digit, label, date, move }) => (
                <button
                  type="button"
                  className="btn"
                  key={digit}
                  aria-pressed={move.kind === 'none'}
                  aria-disabled={move.kind !== 'file'}
                  onClick={() => {
                    if (move.kind !== 'file') return
                    asks.file(row, digit, untold)
                    close()
                  }}
                >
                  <Token digit={givenDigit(row, digit)} open={move.kind !== 'none'} />
                  {withDay(optionName(label, words), move.kind === 'none' ? row.date : date, words)}
                </button>
              ))}
            </div>
          </fieldset>
        )}
        {canFile && (
          <OtherQuestions
            reply={said}
            onFile={(choice) => {
              asks.fileFor(row, choice, untold)
              close()
            }}
          />
        )}
        {canFile && (
          <label className="check">
            <input type="checkbox" checked={untold} onChange={(event) => setUntold(event.target.checked)} />
            <span>{t('runs.move.untold')}</span>
          </label>
        )}
        {!isSettled && !readOnly && (row.said === null || isOut) && (
          <p className="note">{t(isOut ? 'runs.move.stopped' : 'runs.move.sayNothing')}</p>
        )}
        {isSettled && !readOnly && (
          <button type="button" className="btn" aria-disabled={call.busy} onClick={() => void unsettle()}>
            {t('runs.card.takeBack')}
          </button>
        )}
        {!isSettled && !readOnly && (
          <form onSubmit={(event) => void submit(event)} noValidate>
            <label htmlFor={`${id}s`}>{t('runs.move.settle')}</label>
            <div className="row">
              <input
                id={`${id}s`}
                ref={input}
                className="input grow"
                maxLength={200}
                autoComplete="off"
                placeholder={t('runs.move.settleHint')}
                value={as}
                aria-invalid={missing}
                aria-describedby={missing ? `${id}m` : undefined}
                onChange={(event) => {
                  setAs(event.target.value)
                  notes.keep(run.id, row.place, { text: event.target.value, said: seen })
                }}
              />
              <button type="submit" className="btn primary field" aria-disabled={call.busy}>
                <Icon name="phone" />
                {t('runs.move.settleDo')}
              </button>
            </div>
            {missing && (
              <p className="problem" role="alert" id={`${id}m`}>
                {t('runs.move.missing')}
              </p>
            )}
          </form>
        )}
        {call.problem !== null && <ProblemText problem={call.problem} />}
      </div>
    </dialog>
  )
}
