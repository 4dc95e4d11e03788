/**
 * What a person may say of a line: ask all the same. `other-name`: another line has the same number under another name,
 * and only one of them is meant; `landline`: nobody reads texts there; `waiting`: an earlier question is open;
 * `listed`: another run is about to ask; `asked`: the same was asked lately, and no answer is waited for.
 */
export const concerns = ['other-name', 'landline', 'waiting', 'listed', 'asked'] as const
export type Concern = (typeof concerns)[number]

/** Why a line cannot be sent, until it is mended. */
export const faults = [
  'no-number',
  'digits-lost',
  'bad-number',
  'bad-length',
  'no-country',
  'duplicate',
  'opted-out',
  'ours',
  'field-missing',
  'field-long',
  'reserved',
  'no-digits',
] as const
export type Fault = (typeof faults)[number]

/**
 * What is the matter with a line. `ok` is sent unless somebody leaves it out, a line with concerns only when somebody
 * takes it in, the others once they are mended. Every line has one, so that the sum is always the list.
 */
export type Verdict = 'ok' | 'checking' | Concern | Fault

export interface Line {
  /** From 1, in the order of the list. */
  place: number
  /** As typed; may be mended by hand. */
  typed: string
  /** As it will be dialled; null when it cannot be. */
  shown: string | null
  /** ISO 3166-1 alpha-2; null when it is not known. */
  country: string | null
  /** It is typed without a country code: of that of the list, or of none that is known. */
  national: boolean
  name: string
  fields: Readonly<Record<string, string>>
  verdict: Verdict
  /** All that a person has to say yes to; empty with a fault. */
  concerns: readonly Concern[]
  /** The field of the question that is empty or too long, or brings a word that cannot stand for an option. */
  field: string | null
  /** That word. */
  word: string | null
  /** Another line with the same number: of a duplicate the one that is asked. */
  sameAs: number | null
  /** All lines of the same number under several names, this one too: only one of them is asked. */
  rivals: readonly number[]
  /** Digits that this customer may answer other questions with. */
  taken: readonly string[]
  /** The name of the run that is about to ask them; absent for none. */
  listedIn?: string | undefined
  /** Parts of its text; 0 with a fault. */
  parts: number
  /** Characters of its fields that are beyond the GSM alphabet, each once; none with a fault. */
  beyond: readonly string[]
  /** Parts that it would be without those. */
  plainParts: number
  /** Length of its text, to find the longest. */
  length: number
}

/** What somebody has decided of a line, by its place. It is of the number that stood there, and of no other. */
export type Decisions = ReadonlyMap<number, { isOut: boolean; typed: string; of: readonly Concern[] }>

export const sendable = ({ verdict, concerns }: Pick<Line, 'verdict' | 'concerns'>) =>
  verdict === 'ok' || concerns.length > 0

/**
 * The same list pasted again must not text everybody again: who waits for us, or was asked lately, is asked only by a press. A press is of
 * what was seen then, and not of what turns up later.
 */
export function isLeftOut(line: Pick<Line, 'place' | 'typed' | 'concerns'>, decisions: Decisions): boolean {
  const decided = decisions.get(line.place)
  if (decided?.typed !== line.typed) return line.concerns.length > 0
  return decided.isOut || line.concerns.some((each) => !decided.of.includes(each))
}

/**
 * After a press on a line. Taking a ready one in again decides nothing: should its customer turn out to wait for us,
 * nobody has said that they are to be asked all the same.
 */
export function decide(line: Line, decisions: Decisions): Decisions {
  const { place, typed, concerns, rivals } = line
  const next = new Map(decisions)
  if (!isLeftOut(line, decisions)) return next.set(place, { isOut: true, typed, of: [] })
  if (concerns.length === 0) next.delete(place)
  else next.set(place, { isOut: false, typed, of: concerns })
  // One telephone is asked once.
  for (const rival of rivals) if (rival !== place && next.get(rival)?.isOut === false) next.delete(rival)
  return next
}

/**
 * Once the list is read in another country: a number without its country code is somebody else's then, and nobody has said
 * that they are to be asked all the same. Who was left out stays so.
 */
export const readOtherwise = (lines: readonly Line[], decisions: Decisions): Decisions =>
  new Map(
    [...decisions].filter(([place, { isOut }]) => {
      const line = lines[place - 1]
      return isOut || (line !== undefined && line.shown !== null && !line.national)
    }),
  )
