import type { Message, OutboundState } from '../../shared/message.ts'
import { Icon } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { isLost, needsLook } from './merge.ts'
import { canReopen, type RowAsks, stateMarks } from './row-kit.ts'

/** Why a text did not arrive, or that nothing is known of it. */
export function OutboundWhy({ message, busy, asks }: { message: Message; busy: boolean; asks: RowAsks }) {
  const { t, problem } = useWords()
  if (message.problem === null) return null
  const amber = message.needsPerson || (message.state === 'unknown' && message.doneAt === null)
  const text = problem({ code: message.problemCode ?? '', text: message.problem })
  return (
    <p className="because">
      <span className={amber ? 'amber' : 'ours'}>{text}</span>{' '}
      {canReopen(message) && (
        <button type="button" className="link" aria-disabled={busy} onClick={() => asks.reopen(message)}>
          {t('row.reopen')}
        </button>
      )}
    </p>
  )
}

interface OutboundProps {
  message: Message
  /** Accepted long ago, and nothing heard since. */
  silent: boolean
  /** Nothing is being sent at the moment. */
  stopped: boolean
  busy: boolean
  asks: RowAsks
}

/** What became of a text out. Delivered is ink, not green: a receipt is the carrier's word. */
export function OutboundStateOf({ message, silent, stopped, busy, asks }: OutboundProps) {
  const { t, lookUp, locale } = useWords()
  const state = message.state as OutboundState
  const lost = isLost(message)
  const open = needsLook(message)
  const asking = message.needsPerson || state === 'unknown'
  const tone = !open && !message.needsPerson ? undefined : asking ? 'person' : 'bad'
  const word = silent ? 'silent' : state
  const note = lookUp(`stateNote.${stopped && state === 'queued' ? 'queuedStopped' : word}`, '')
  return (
    <>
      <Mark icon={silent ? 'tickAsk' : stateMarks[state]} {...(tone === undefined ? {} : { tone })}>
        {t(`state.${word}`)}
      </Mark>
      {!lost && note !== '' && <span className="note">{note}</span>}
      {lost && message.doneAt !== null && (
        <span className="note row tight">
          <Icon name="tick" />
          <span>
            <Sentence
              k="row.doneByYou"
              parts={{ time: <time>{sinceClock(message.doneAt, locale, Date.parse(message.at))}</time> }}
            />
          </span>
        </span>
      )}
      {(message.needsPerson || (stopped && state === 'queued')) && (
        <span className="acts">
          {message.needsPerson && (
            <button type="button" className="btn small" aria-disabled={busy} onClick={() => asks.release(message)}>
              {t('row.sendNow')}
            </button>
          )}
          <button type="button" className="btn small" aria-disabled={busy} onClick={() => asks.cancel(message)}>
            {t('row.cancel')}
          </button>
        </span>
      )}
      {open && (
        <span className="acts">
          <button type="button" className="btn small" onClick={() => asks.again(message)}>
            {t(state === 'unknown' ? 'row.againSure' : 'row.again')}
          </button>
          <button type="button" className="btn small" onClick={() => asks.correct(message)}>
            {t('row.correct')}
          </button>
          <button type="button" className="btn small done" aria-disabled={busy} onClick={() => asks.close(message)}>
            <Icon name="tick" />
            <span className="word">{t('row.done')}</span>
          </button>
        </span>
      )}
    </>
  )
}
