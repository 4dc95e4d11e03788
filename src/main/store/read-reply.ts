import type { AskedOption } from '../../shared/question.ts'
import type { Handled } from './handling.ts'
import { isUnclear } from './reask.ts'
import type { Asked, Understand, Understanding } from './records.ts'

/** A question that a reply may be meant for. */
export interface OpenNotice extends Handled {
  /** Its id. */
  question: string
  /** JSON: the options as this customer read them. */
  asked: string
  /** Older ones by `id`: the same question, whose text was lost and sent again with this one's. */
  insteadOf?: readonly number[]
}

/** What a reply means, and which of the open questions it is about: none where there is none. */
export interface ReadAmong {
  meant: Understanding
  notice: OpenNotice | undefined
}

/** What the words of a reply mean, of those questions that are open. Never throws. */
export function replyReader(understand: Understand) {
  /**
   * A digit belongs to the question that has it, where only one has. Otherwise the newest question is meant, unless
   * another one waits too and knows the same words for something else.
   *
   * @param notices those that a reply may be meant for, the first is meant when nothing tells otherwise
   */
  function readAmong(text: string, notices: readonly OpenNotice[]): ReadAmong {
    const all = notices.map((notice) => ({ notice, meant: read(text, asAsked(notice)) }))
    const [newest] = all
    if (newest === undefined) return { meant: read(text, null), notice: undefined }
    const [first, ...rivals] = all.filter(({ meant }) => meant.because.rule === 'option')
    if (first === undefined || all.length === 1) return newest
    // Sent again on another day it has other dates, and by their digits the customer answers the text that came.
    const isReplaced = ({ notice }: Read) =>
      first.notice.insteadOf?.includes(notice.id) === true && hasDigit(text, first)
    const others = rivals.filter(
      (rival) => rival.notice.outcome === null && !isSame(first, rival) && !isReplaced(rival),
    )
    // An answer that is changed is changed by its digit.
    const isDecided = first.notice.outcome !== null && hasDigit(text, first)
    const isMeant =
      rivals.length === 0 ? hasDigit(text, first) || isOnlyOne(first, all) : isDecided || others.length === 0
    if (isMeant) return first
    return first === newest || rivals.length > 0 ? { meant: twoAreOpen, notice: newest.notice } : newest
  }

  /** It is said by the digit of an option, alone or after a word like "option". */
  function hasDigit(text: string, { meant, notice }: Read): boolean {
    const { why } = meant.because
    if (why !== 'same answer again') return why === 'starts with the digit'
    return read(text, { ...asAsked(notice), outcome: null }).because.why === 'starts with the digit'
  }

  /**
   * Of a piece, of words that are not known, and of those that were dealt with in pieces, nothing may be concluded but
   * that somebody wants no more texts.
   */
  function readUnsure(text: string, words: 'piece' | 'withheld' | 'dealt with'): Understanding {
    if (words === 'withheld') return withheld
    const meant = read(text, null)
    return meant.because.rule === 'opt-out' ? meant : words === 'piece' ? piece : dealtWith
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

interface Read {
  meant: Understanding
  notice: OpenNotice
}

/** A word that one question alone knows is its answer, where those that wait too find nothing in it. */
const isOnlyOne = (one: Read, all: readonly Read[]): boolean =>
  one.notice.outcome !== null
    ? one === all[0]
    : all.every((other) => other === one || other.notice.outcome !== null || isUnclear(other.meant.because))

const isSame = (one: Read, other: Read): boolean =>
  one.notice.question === other.notice.question &&
  one.meant.because.option === other.meant.because.option &&
  one.meant.because.label === other.meant.because.label

export const twoAreOpen: Understanding = { because: { rule: 'person', why: 'two questions are open' }, thanks: null }

const asAsked = ({ asked, outcome, settled }: OpenNotice): Asked => ({
  options: JSON.parse(asked) as AskedOption[],
  outcome,
  ...(settled === null ? {} : { settled }),
})

export const piece = {
  because: { rule: 'person', why: 'may be a piece' },
  thanks: null,
} as const satisfies Understanding
export const withheld = {
  because: { rule: 'person', why: 'words withheld' },
  thanks: null,
} as const satisfies Understanding
const dealtWith: Understanding = { because: { rule: 'person', why: 'dealt with in part' }, thanks: null }
export const notText: Understanding = { because: { rule: 'person', why: 'not a text' }, thanks: null }
