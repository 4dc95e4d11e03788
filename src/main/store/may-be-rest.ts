import type { Because } from '../../shared/message.ts'
import { countSegments } from '../../shared/segments.ts'
import type { Db } from './open.ts'
import type { Understanding } from './records.ts'

/** Parts of one text reach the provider within seconds. */
const togetherMs = 60_000

/**
 * Some carriers send a long text as several, and do not mark them as its parts. What comes right behind one that is as
 * long as a text can be may be the rest of it: "do not come on" and "Thursday". Joined by guess they might be joined
 * wrong, so nothing is filed by the last of them and no START obeyed, and a person reads both.
 */
export function mayBeRest(db: Db) {
  const before = db.prepare<[string, number], { text: string; at: number }>(
    "SELECT text, at FROM messages WHERE customer = ? AND direction = 'inbound' AND seq < ? ORDER BY seq DESC LIMIT 1",
  )
  /** @param saidAt epoch ms. @param shown the row it has already */
  return (customer: string, saidAt: number, shown: number | null): boolean => {
    const last = before.get(customer, shown ?? Number.MAX_SAFE_INTEGER)
    return last !== undefined && Math.abs(saidAt - last.at) <= togetherMs && isFull(last.text)
  }
}

/**
 * As many units as one text takes, or a part with its header, or one less where a character of two would not fit. A
 * part of a text in 16 bits need not hold a sign that takes them.
 */
function isFull(text: string): boolean {
  if (text.length >= 65 && text.length <= 70) return true
  const { encoding, units } = countSegments(text)
  return encoding === 'GSM-7' && units >= 151 && units <= 160
}

/** What changes something by itself. */
export const decisive: ReadonlySet<Because['rule']> = new Set(['option', 'opt-in', 'opt-out'])

export const rest = {
  because: { rule: 'person', why: 'may be the rest' },
  thanks: null,
} as const satisfies Understanding

/** A STOP is one all the same: who did not mean it is texted too little. A person looks at that, too. */
export const asRest = (meant: Understanding): Understanding =>
  meant.because.rule === 'opt-out' ? { ...meant, because: { ...meant.because, why: rest.because.why } } : rest
