import { countSegments } from '../../shared/segments.ts'
import type { InboundRecord } from './read-records.ts'

/** Parts of one text reach the provider within seconds. */
const togetherMs = 60_000

/**
 * Which texts may be pieces of longer ones: records do not say. Where one that is as long as a full part stands beside
 * another of the same customer within a minute, both may be. Joined by guess they might be joined wrong, and a last
 * piece that is a lone "2" would be filed as an answer, so a person reads them.
 *
 * @returns their provider ids
 */
export function possiblePieces(records: readonly InboundRecord[]): Set<string> {
  const pieces = new Set<string>()
  const threads = Map.groupBy(records, ({ customer, ours }) => `${customer} ${ours}`)
  for (const thread of threads.values()) {
    if (thread.length === 1) continue
    const full = thread.filter(({ text }) => text !== null && isFullPart(text))
    for (const one of full)
      for (const other of thread)
        if (other !== one && apartMs(one, other) <= togetherMs) pieces.add(one.providerId).add(other.providerId)
  }
  return pieces
}

/**
 * 153 septets or 67 code units; one less behind a header with a long reference, and one less again where a character
 * of two would not fit. A part of a Unicode text may itself hold nothing but plain letters.
 */
function isFullPart(text: string): boolean {
  const { encoding, units } = countSegments(text)
  return (encoding === 'GSM-7' && units >= 151 && units <= 153) || (text.length >= 65 && text.length <= 67)
}

/** 0 where it is not known. */
const apartMs = (one: InboundRecord, other: InboundRecord) =>
  one.receivedAt === null || other.receivedAt === null ? 0 : Math.abs(one.receivedAt - other.receivedAt)
