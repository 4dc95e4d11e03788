import type { Choice } from '../../shared/choices.ts'
import type { Message, OutboundState } from '../../shared/message.ts'
import type { IconName } from '../app/icons.tsx'
import { isLost, needsLook } from './merge.ts'

export const stateMarks: Record<OutboundState, IconName> = {
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

/** What a row can ask of the window. One object for the life of the feed, so that rows stay memoised. */
export interface RowAsks {
  file: (message: Message, choice: Choice) => void
  /** Nothing more to do for this reply, or for this text that did not arrive. */
  close: (message: Message) => void
  /** Takes back `close`, or puts an answered reply back on the list. */
  reopen: (message: Message) => void
  /** Sends a held text after all. */
  release: (message: Message) => void
  /** Takes back a text that has not left. */
  cancel: (message: Message) => void
  reply: (message: Message) => void
  again: (message: Message) => void
  /** The same words to another number. */
  correct: (message: Message) => void
  /** Opens the options of a filed reply on its own row; null closes them. */
  refile: (id: string | null) => void
}

// A receipt that has not come by then is worth a word of its own.
const silentAfterMs = 2 * 3600_000

export const isSilent = (message: Message, now: number) =>
  message.state === 'submitted' && now - Date.parse(message.at) > silentAfterMs

/** A reply that waited for a person until one wrote back. */
export const isAnswered = (message: Message) =>
  message.answer !== null &&
  !message.needsPerson &&
  message.doneAt === null &&
  (message.because?.rule === 'person' || message.because?.rule === 'help')

/**
 * Where the words for what the desk sends by itself stand: thanks, the question once more, the answer to HELP, the
 * confirmation of a STOP.
 */
export const ownWords = ({ because, thanks }: Pick<Message, 'because' | 'thanks'>) =>
  because?.rule === 'help'
    ? 'row.helped'
    : because?.rule === 'opt-out'
      ? 'row.confirmed'
      : thanks?.again === true || because?.rule === 'person'
        ? 'row.asked'
        : 'row'

/** Somebody said "done", or answered: what can be taken back. */
export const canReopen = (message: Message) =>
  message.direction === 'inbound'
    ? !message.needsPerson && (message.doneAt !== null || isAnswered(message))
    : message.doneAt !== null && isLost(message)

/** How loud a row is: it needs a person, it was lost, or it is settled small talk. */
export function toneOf(message: Message): 'need' | 'lost' | 'quiet' | '' {
  if (message.direction === 'inbound') {
    if (message.needsPerson) return 'need'
    return message.because?.rule === 'none' && message.answer === null ? 'quiet' : ''
  }
  if (message.needsPerson) return 'need'
  if (!needsLook(message)) return ''
  return message.state === 'unknown' ? 'need' : 'lost'
}
