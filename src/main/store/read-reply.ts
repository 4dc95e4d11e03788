import type { AskedOption } from '../../shared/question.ts'
import type { Handled } from './handling.ts'
import type { Asked, Understand, Understanding } from './records.ts'

/** A question that a reply may be meant for. */
export interface OpenNotice extends Handled {
  /** JSON: the options as this customer read them. */
  asked: string
}

/** What the words of a reply mean, of those questions that are open. Never throws. */
export function replyReader(understand: Understand) {
  /** The newest question is meant, unless an older one still waits too and the same words would choose something else there. */
  function readAmong(text: string, notice: OpenNotice | undefined, other: OpenNotice | undefined): Understanding {
    const meant = read(text, asAsked(notice))
    if (meant.because.rule !== 'option' || notice?.outcome !== null || other?.outcome !== null) return meant
    const elsewhere = read(text, asAsked(other)).because
    if (elsewhere.rule === 'option' && elsewhere.label === meant.because.label) return meant
    return { because: { rule: 'person', why: 'two questions are open' }, thanks: null }
  }

  /** Of a piece, or of words that are not known, nothing may be concluded but that somebody wants no more texts. */
  function readUnsure(text: string, words: 'piece' | 'withheld'): Understanding {
    if (words === 'withheld') return withheld
    const meant = read(text, null)
    return meant.because.rule === 'opt-out' ? meant : piece
  }

  /** A fault in understanding must not cost the reply: it goes to a person as it is. */
  function read(text: string, asked: Asked | null): Understanding {
    try {
      return understand(text, asked)
    } catch {
      return { because: { rule: 'person', why: 'could not be read' }, thanks: null }
    }
  }

  return { read, readAmong, readUnsure }
}

const asAsked = (notice: OpenNotice | undefined): Asked | null =>
  notice === undefined ? null : { options: JSON.parse(notice.asked) as AskedOption[], outcome: notice.outcome }

export const piece = {
  because: { rule: 'person', why: 'may be a piece' },
  thanks: null,
} as const satisfies Understanding
export const withheld = {
  because: { rule: 'person', why: 'words withheld' },
  thanks: null,
} as const satisfies Understanding
export const notText: Understanding = { because: { rule: 'person', why: 'not a text' }, thanks: null }
