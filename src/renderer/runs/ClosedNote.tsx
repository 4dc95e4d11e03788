import { closesAt } from '../../shared/closing.ts'
import type { Closing } from '../../shared/question.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

interface ClosedNoteProps {
  closing: Closing | null
  /** When the texts would leave, epoch ms. */
  leavesAt: number
  now: number
}

/** That a text which leaves then is closed from the start: whatever is answered needs a person. Nothing where it is not. */
export function ClosedNote({ closing, leavesAt, now }: ClosedNoteProps) {
  const { t, locale } = useWords()
  if (closing === null || closing.late === 'counts') return null
  const at = closesAt(closing, leavesAt)
  if (at > leavesAt) return null
  const time = sinceClock(new Date(at).toISOString(), locale, now)
  return <p className="note amber">{t(at > now ? 'runTimes.closes' : 'runTimes.closed', { time })}</p>
}
