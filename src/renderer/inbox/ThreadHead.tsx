import { type RefObject, useRef } from 'react'
import { hasNumber, type Msisdn, showNumber } from '../../shared/msisdn.ts'
import type { Result } from '../../shared/result.ts'
import type { Thread } from '../../shared/thread.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { useSecondHalf } from '../app/use-second-half.ts'
import { Visible } from '../feed/Untrusted.tsx'
import { scriptOf } from '../feed/visible-text.ts'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { SnoozeMenu } from './SnoozeMenu.tsx'
import { isOpen } from './thread-work.ts'

export type Dial = ((customer: Msisdn) => Promise<Result<unknown>>) | null

interface ThreadHeadProps {
  customer: Msisdn
  name: string | null
  /** Null until the desk has said how the thread stands. */
  thread: Thread | null
  busy: boolean
  letterKeys: boolean
  snoozing: boolean
  onSnoozing: (open: boolean) => void
  onSnooze: (until: Date | null) => void
  onDone: () => void
  onRaise: () => void
  /** Shows what is known of the person, where that has no room beside; null where it has. */
  onAbout: (() => void) | null
  about: RefObject<HTMLButtonElement | null>
  dial: Dial
  /** Where somebody came from; null when not from a board. */
  board: string | null
}

/** Who the thread is with, and what can be decided about it as a whole. */
export function ThreadHead(props: ThreadHeadProps) {
  const { customer, name, thread, busy, letterKeys, snoozing, onSnoozing, onSnooze, onDone, onRaise, dial } = props
  const { t } = useWords()
  const readOnly = useReadOnly()
  const ring = useCall()
  const button = useRef<HTMLButtonElement>(null)
  const { pressed, isSecondHalf } = useSecondHalf()
  const pressDone = () => {
    pressed()
    onDone()
  }
  const pressRaise = () => {
    if (!isSecondHalf()) onRaise()
  }
  const number = showNumber(customer)
  const needsYou = thread?.status === 'needs-you'
  const isSnoozed = thread?.snoozedUntil != null
  return (
    <div className="pane-head thread-head">
      <a className="btn quiet back" href="#inbox" aria-label={t('thread.back')}>
        <Icon name="back" />
      </a>
      <div className="whom grow">
        <h2 className="one" dir="auto" lang={scriptOf(name ?? '')}>
          <Visible text={name ?? number} />
        </h2>
        {name !== null && <span className="mono">{number}</span>}
        {ring.problem !== null && <ProblemText problem={ring.problem} />}
      </div>
      {props.board !== null && (
        <a className="btn" href={props.board} title={t('thread.toBoard')}>
          <Icon name="runs" />
          {t('thread.toBoardShort')}
        </a>
      )}
      {props.onAbout !== null && (
        <button type="button" className="btn quiet" ref={props.about} onClick={props.onAbout}>
          <Icon name="person" />
          {t('thread.about')}
        </button>
      )}
      {hasNumber(customer) && (
        <a
          className="btn quiet"
          href={`tel:+${customer}`}
          onClick={(event) => {
            if (dial === null) return
            event.preventDefault()
            void ring.run(() => dial(customer))
          }}
        >
          <Icon name="phone" />
          {t('thread.call')}
        </a>
      )}
      {!readOnly && (
        <>
          {isSnoozed ? (
            <button type="button" className="btn" aria-disabled={busy} onClick={() => onSnooze(null)}>
              <Icon name="clock" />
              {t('thread.unsnooze')}
            </button>
          ) : (
            needsYou && (
              <div className="snooze">
                <button
                  type="button"
                  className="btn quiet"
                  ref={button}
                  aria-haspopup="dialog"
                  aria-expanded={snoozing}
                  onClick={() => onSnoozing(!snoozing)}
                >
                  {t('thread.snooze')}
                  {letterKeys && <kbd>S</kbd>}
                </button>
                {snoozing && <SnoozeMenu button={button} onSnooze={onSnooze} onClose={() => onSnoozing(false)} />}
              </div>
            )
          )}
          {isOpen(thread?.status) ? (
            <button type="button" className="btn" aria-disabled={busy} onClick={pressDone}>
              <Icon name="tick" />
              {t('thread.done')}
              {letterKeys && <kbd>E</kbd>}
            </button>
          ) : (
            !isSnoozed && (
              <button type="button" className="btn quiet" aria-disabled={busy || thread === null} onClick={pressRaise}>
                <Icon name="person" />
                {t('thread.raise')}
                {letterKeys && <kbd>U</kbd>}
              </button>
            )
          )}
        </>
      )}
    </div>
  )
}
