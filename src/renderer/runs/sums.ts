import { runRowsMost } from '../../shared/run.ts'
import { type Decisions, isLeftOut, type Line, sendable, type Verdict } from './verdicts.ts'

/** Why a line is not sent: its verdict, that somebody left it out, or that a run is full. */
export type OutWhy = Exclude<Verdict, 'ok'> | 'left-out' | 'next-run'

/** Nobody has left it out: it goes, with this run or the next. */
export const isIn = (why: OutWhy | null) => why === null || why === 'next-run'

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
  /** The first of the longest texts, in parts and then in characters, and of the shortest. */
  longest: Line | undefined
  shortest: Line | undefined
}

/** In one pass: a list may be long, and this is done again after each press. */
export function sumUp(lines: readonly Line[], decisions: Decisions): Sums {
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
  let longest: Line | undefined
  let shortest: Line | undefined
  for (const line of lines) {
    const why = whyOut(line)
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
  return { ready, out, whyOut, problems, countries, parts, waiting, longest, shortest }
}

const isLonger = (one: Line, other: Line) =>
  one.parts === other.parts ? one.length > other.length : one.parts > other.parts
