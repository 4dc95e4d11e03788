import type { Message, OutboundState } from '../../shared/message.ts'
import type { IconName } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { useWords } from '../words/use-words.ts'
import { isLost } from './merge.ts'
import type { RowAsks } from './row-kit.ts'

const marks: Record<OutboundState, IconName> = {
  held: 'clock',
  queued: 'hourglass',
  sending: 'hourglass',
  unknown: 'ask',
  submitted: 'tick',
  delivered: 'ticks',
  refused: 'cross',
  failed: 'cross',
  expired: 'tooOld',
  cancelled: 'bar',
}

/** Why a text did not arrive, or that nothing is known of it. */
export function OutboundWhy({ message }: { message: Message }) {
  const { problem } = useWords()
  if (message.problem === null) return null
  const text = problem({ code: message.problemCode ?? '', text: message.problem })
  return (
    <p className="because">
      {message.state === 'unknown' ? <span className="amber">{text}</span> : <span className="ours">{text}</span>}
    </p>
  )
}

interface OutboundProps {
  message: Message
  /** Accepted long ago, and nothing heard since. */
  silent: boolean
  /** Nothing is being sent at the moment. */
  stopped: boolean
  asks: RowAsks
}

/** What became of a text out. Delivered is ink, not green: a receipt is the carrier's word. */
export function OutboundStateOf({ message, silent, stopped, asks }: OutboundProps) {
  const { t, lookUp } = useWords()
  const state = message.state as OutboundState
  const lost = isLost(message)
  const tone = state === 'unknown' ? 'person' : lost ? 'bad' : undefined
  const word = silent ? 'silent' : state
  const note = lookUp(`stateNote.${stopped && state === 'queued' ? 'queuedStopped' : word}`, '')
  return (
    <>
      <Mark icon={silent ? 'tickAsk' : marks[state]} {...(tone === undefined ? {} : { tone })}>
        {t(`state.${word}`)}
      </Mark>
      {!lost && note !== '' && <span className="note">{note}</span>}
      {lost && (
        <span className="acts">
          <button type="button" className="btn small" onClick={() => asks.again(message)}>
            {t(state === 'unknown' ? 'row.againSure' : 'row.again')}
          </button>
        </span>
      )}
    </>
  )
}
