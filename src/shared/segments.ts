/** How a text will be sent and billed. */
export interface SegmentCount {
  encoding: 'GSM-7' | 'Unicode'
  /** Septets for GSM-7, UTF-16 code units for Unicode. */
  units: number
  segments: number
  /** Units that fit into this many segments. */
  room: number
  /** The first character that is not in the GSM alphabet and so forces Unicode; null in GSM-7. */
  forcedBy: string | null
}

const basic = new Set(
  '\n\r @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('^{}\\[~]|€\f')

const isGsm = (character: string) => basic.has(character) || extension.has(character)

let segmenter: Intl.Segmenter | null = null
/** What people take for one character: an emoji with its skin tone, a letter with its accent, a line end. */
function graphemes(): Intl.Segmenter {
  // The first one of a process or thread takes tens of milliseconds, and most of them never need it.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return segmenter
}

/** Every character that is not in the GSM alphabet and so forces Unicode, as people see it, once, in order. */
export const charactersBeyondGsm = (text: string): string[] => [
  ...new Set(runsBeyondGsm(text).flatMap(({ text: run, beyond }) => (beyond ? [run] : []))),
]

/** A text cut at the characters that force Unicode, each of which stands alone. */
export function runsBeyondGsm(text: string): { text: string; beyond: boolean }[] {
  const runs: { text: string; beyond: boolean }[] = []
  for (const { segment } of graphemes().segment(text)) {
    const beyond = ![...segment].every(isGsm)
    const last = runs.at(-1)
    if (last !== undefined && !beyond && !last.beyond) last.text += segment
    else runs.push({ text: segment, beyond })
  }
  return runs
}

/**
 * Counts the segments that a text is sent, and billed, as.
 *
 * One segment carries 160 septets or 70 code units. A longer text is split, and the 6-octet header in every part
 * leaves 153 or 67. Neither an escape pair of GSM-7 nor a surrogate pair is cut in two, so a part may close one
 * short. An estimate: the provider's `message-count` is the truth.
 *
 * @param text the body as typed, any length; "" counts as one segment
 * @throws never
 * @see Vonage, "Concatenation and Encoding"; 3GPP TS 23.038 and 23.040
 */
export function countSegments(text: string): SegmentCount {
  const characters = [...text]
  const forcedBy = characters.find((character) => !isGsm(character)) ?? null
  const gsm = forcedBy === null
  const sizes = characters.map((character) => (gsm ? (extension.has(character) ? 2 : 1) : character.length))
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const single = gsm ? 160 : 70
  const part = gsm ? 153 : 67
  const encoding = gsm ? 'GSM-7' : 'Unicode'
  if (units <= single) return { encoding, units, segments: 1, room: single, forcedBy }
  let segments = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > part) {
      segments += 1
      used = 0
    }
    used += size
  }
  return { encoding, units, segments, room: segments * part, forcedBy }
}
