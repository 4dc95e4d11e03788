import type { Message, OutboundState } from '../../shared/message.ts'
import { Icon, type IconName } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { Sentence } from '../words/Sentence.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { DoneButton } from './DoneButton.tsx'
import { isLost, needsLook } from './merge.ts'
import { canReopen, type RowAsks, stateMarks } from './row-kit.ts'

/** Why a text did not arrive, or that nothing is known of it. */
export function OutboundWhy({ message, busy, asks }: { message: Message; busy: boolean; asks: RowAsks }) {
  const { t, problem } = useWords()
  const readOnly = useReadOnly()
  if (message.problem === null) return null
  const amber = message.needsPerson || (message.state === 'unknown' && message.doneAt === null)
  const text = problem({ code: message.problemCode ?? '', text: message.problem })
  return (
    <p className="because">
      <span className={amber ? 'amber' : 'ours'}>{text}</span>{' '}
      {message.heldBy !== undefined && <a href={`#runs/${message.heldBy}`}>{t('runNews.look')}</a>}
      {canReopen(message) && !readOnly && (
        <button type="button" className="link" aria-disabled={busy} onClick={() => asks.reopen(message)}>
          {t('row.reopen')}
        </button>
      )}
    </p>
  )
}

interface NotedProps {
  icon: IconName
  k: 'row.doneByYou' | 'row.textedAgain' | 'row.triedBefore'
  /** ISO 8601; the day is said when it is another one than that of `than`. */
  at: string
  than: string
}

/** What somebody did about this text, or with it about another, and when. */
function Noted({ icon, k, at, than }: NotedProps) {
  const { locale } = useWords()
  return (
    <span className="note row tight">
      <Icon name={icon} />
      <span>
        <Sentence k={k} parts={{ time: <time>{sinceClock(at, locale, Date.parse(than))}</time> }} />
      </span>
    </span>
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
  const { t, lookUp } = useWords()
  const readOnly = useReadOnly()
  const state = message.state as OutboundState
  const lost = isLost(message)
  const open = needsLook(message)
  const asking = message.needsPerson || state === 'unknown'
  const tone = !open && !message.needsPerson ? undefined : asking ? 'person' : 'bad'
  const word = silent ? 'silent' : state
  const note = lookUp(`stateNote.${stopped && state === 'queued' ? 'queuedStopped' : word}`, '')
  return (
    <>
      <Mark
        icon={silent ? 'tickAsk' : stateMarks[state]}
        title={t(`stateWhy.${word}`)}
        {...(tone === undefined ? {} : { tone })}
      >
        {t(`state.${word}`)}
      </Mark>
      {!lost && note !== '' && <span className="note">{note}</span>}
      {message.triedBefore !== null && (
        <Noted icon="again" k="row.triedBefore" at={message.triedBefore.firstAt} than={message.at} />
      )}
      {message.textedAgain !== null ? (
        <Noted icon="again" k="row.textedAgain" at={message.textedAgain.at} than={message.at} />
      ) : (
        lost && message.doneAt !== null && <Noted icon="tick" k="row.doneByYou" at={message.doneAt} than={message.at} />
      )}
      {!readOnly && (message.needsPerson || (stopped && state === 'queued')) && (
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
      {open && !readOnly && (
        <span className="acts">
          <button type="button" className="btn small" onClick={() => asks.again(message)}>
            {t(state === 'unknown' ? 'row.againSure' : 'row.again')}
          </button>
          <button type="button" className="btn small" onClick={() => asks.correct(message)}>
            {t('row.correct')}
          </button>
          <DoneButton busy={busy} onPress={() => asks.close(message)} />
        </span>
      )}
    </>
  )
}
