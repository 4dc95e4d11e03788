import { plainEquivalent } from '../../shared/plain-characters.ts'
import { runRowsMost } from '../../shared/run.ts'
import { countSegments } from '../../shared/segments.ts'
import { type Decisions, isLeftOut, type Line, sendable, type Verdict } from './verdicts.ts'

/** Why a line is not sent: its verdict, that somebody left it out, or that a run is full. */
export type OutWhy = Exclude<Verdict, 'ok'> | 'left-out' | 'next-run'

/** Nobody has left it out: it goes, with this run or the next. */
export const isIn = (why: OutWhy | null) => why === null || why === 'next-run'

/** Texts that are sent in more parts than the rest, and why. */
export interface Dearer {
  /** Of all texts the fewest, with characters of the GSM alphabet alone. */
  least: number
  lines: number
  /** By the character that makes them dearer, how many; of a text that has several each counts. */
  characters: ReadonlyMap<string, number>
  /** Those that need no more parts than the rest once the characters are plain ones of the same meaning. */
  plainable: number
  /** Those that are longer, and no character's fault. */
  long: number
}

/** What a list comes to. `ready` and `out` together are always the whole list. */
export interface Sums {
  /** What would be sent, in the order of the list. */
  ready: readonly Line[]
  /** The others, counted by why. */
  out: ReadonlyMap<OutWhy, number>
  /** Null for a line that is sent. */
  whyOut: (line: Line) => OutWhy | null
  /** Lines with anything the matter, and those that are not sent. */
  problems: readonly Line[]
  /** What would be sent to each country; "" is none. */
  countries: ReadonlyMap<string, { customers: number; parts: number }>
  /** Parts of all texts. */
  parts: number
  /** Of those who are asked, how many an earlier question waits for. */
  waiting: number
  /** Lines whose number is typed without a country code. */
  national: number
  dearer: Dearer
  /** The first of the longest texts, in parts and then in characters, and of the shortest. */
  longest: Line | undefined
  shortest: Line | undefined
}

/** By their lines, which never change: what was summed up before a picture is not summed up once more for it. */
const known = new WeakMap<readonly Line[], { decisions: Decisions; sums: Sums }>()

export function sumUp(lines: readonly Line[], decisions: Decisions): Sums {
  const work = sumsOf(lines, decisions)
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

/** As a generator, so that a long list can be summed up in slices before its picture: every step is about one line. */
export function* sumsOf(lines: readonly Line[], decisions: Decisions): Generator<void, Sums> {
  const before = known.get(lines)
  if (before?.decisions === decisions) return before.sums
  const sums = yield* sumAll(lines, decisions)
  known.set(lines, { decisions, sums })
  return sums
}

/** In two passes: a list may be long, and this is done again after each press. */
function* sumAll(lines: readonly Line[], decisions: Decisions): Generator<void, Sums> {
  let lastPlace = Number.POSITIVE_INFINITY
  const whyOut = (line: Line): OutWhy | null => {
    if (sendable(line) && !isLeftOut(line, decisions)) return line.place > lastPlace ? 'next-run' : null
    return line.verdict === 'ok' ? 'left-out' : line.verdict
  }
  const ready: Line[] = []
  const out = new Map<OutWhy, number>()
  const problems: Line[] = []
  const countries = new Map<string, { customers: number; parts: number }>()
  let parts = 0
  let waiting = 0
  let national = 0
  let longest: Line | undefined
  let shortest: Line | undefined
  for (const line of lines) {
    yield
    const why = whyOut(line)
    if (line.national || line.verdict === 'no-country') national += 1
    if (why !== null || line.verdict !== 'ok') problems.push(line)
    if (why !== null) {
      out.set(why, (out.get(why) ?? 0) + 1)
      continue
    }
    ready.push(line)
    if (ready.length === runRowsMost) lastPlace = line.place
    const country = line.country ?? ''
    const there = countries.get(country)
    if (there === undefined) countries.set(country, { customers: 1, parts: line.parts })
    else {
      there.customers += 1
      there.parts += line.parts
    }
    parts += line.parts
    if (line.concerns.includes('waiting')) waiting += 1
    if (longest === undefined || isLonger(line, longest)) longest = line
    if (shortest === undefined || isLonger(shortest, line)) shortest = line
  }
  return {
    ready,
    out,
    whyOut,
    problems,
    countries,
    parts,
    waiting,
    national,
    dearer: yield* dearerOf(ready),
    longest,
    shortest,
  }
}

function* dearerOf(ready: readonly Line[]): Generator<void, Dearer> {
  const least = ready.reduce((fewest, line) => Math.min(fewest, line.plainParts), Number.POSITIVE_INFINITY)
  const characters = new Map<string, number>()
  let lines = 0
  let long = 0
  let plainable = 0
  for (const { parts, plainParts, beyond } of ready) {
    yield
    if (parts <= least) continue
    lines += 1
    if (parts === plainParts) long += 1
    else {
      for (const character of beyond) characters.set(character, (characters.get(character) ?? 0) + 1)
      if (beyond.every(hasPlain)) plainable += 1
    }
  }
  return { least: ready.length === 0 ? 0 : least, lines, characters, plainable, long }
}

const hasPlain = (character: string) => countSegments(plainEquivalent(character)).forcedBy === null

const isLonger = (one: Line, other: Line) =>
  one.parts === other.parts ? one.length > other.length : one.parts > other.parts
