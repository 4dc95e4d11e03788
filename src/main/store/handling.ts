import type { Because } from '../../shared/message.ts'
import { lateness } from './closing.ts'
import type { Db } from './open.ts'
import { askingAgain, isUnclear } from './reask.ts'
import type { InboundText, Touch, Understanding } from './records.ts'

/** What its notice says of late answers and of asking once more. */
export interface Handled {
  id: number
  outcome: string | null
  /** JSON; null for nothing but filing. */
  handling: string | null
  /** Epoch ms. */
  leftAt: number
  /** What somebody noted of it on the telephone; null where nobody did. */
  settled: string | null
}

/** What is done about replies besides filing them. */
export function handlingReplies(db: Db, touch: Touch) {
  const { words, settle } = askingAgain(db, touch)
  return {
    settle,
    /**
     * @param saidAt epoch ms
     * @param other a second question to this customer: then nobody knows which one to ask again
     */
    handle: (
      reply: InboundText,
      meant: Understanding,
      saidAt: number,
      notice: Handled | undefined,
      other: Pick<Handled, 'outcome'> | undefined,
    ): Understanding => {
      if (notice === undefined || notice.handling === null) return meant
      const { because } = meant
      const late = lateness(notice, saidAt)
      if (because.rule === 'option' && because.option !== notice.outcome && late !== 'in-time')
        return late === 'counts' ? { ...meant, because: { ...because, late: true } } : cameAfterClosing(because)
      const isAsked = late === 'in-time' && notice.outcome === null && isUnclear(because)
      if (!isAsked || (other !== undefined && other.outcome === null)) return meant
      const text = words(reply, notice, saidAt)
      return text === null ? meant : { because, thanks: text, again: true }
    },
  }
}

/** The option is not named: that a person files it is what says so. */
const cameAfterClosing = ({ heard }: Because): Understanding => ({
  because: { rule: 'person', why: 'came after closing', ...(heard === undefined ? {} : { heard }) },
  thanks: null,
})
