import type { Message } from '../../shared/message.ts'

/** What a row can ask of the window. One object for the life of the feed, so that rows stay memoised. */
export interface RowAsks {
  file: (message: Message, option: string) => void
  close: (message: Message) => void
  reply: (message: Message) => void
  again: (message: Message) => void
  /** Opens the options of a filed reply on its own row; null closes them. */
  refile: (id: string | null) => void
}

// A receipt that has not come by then is worth a word of its own.
const silentAfterMs = 2 * 3600_000

export const isSilent = (message: Message, now: number) =>
  message.state === 'submitted' && now - Date.parse(message.at) > silentAfterMs

/** How loud a row is: it needs a person, it was lost, or it is settled small talk. */
export function toneOf(message: Message): 'need' | 'lost' | 'quiet' | '' {
  if (message.direction === 'inbound') {
    if (message.needsPerson) return 'need'
    return message.because?.rule === 'none' && message.because.why !== 'done by hand' ? 'quiet' : ''
  }
  if (message.state === 'unknown') return 'need'
  return message.state === 'refused' || message.state === 'failed' || message.state === 'expired' ? 'lost' : ''
}
