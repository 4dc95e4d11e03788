import type { Question } from '../../shared/question.ts'
import { done, type Problem } from '../../shared/result.ts'
import { makeObservable } from '../app/observable.ts'
import { askedOnce } from './asked-once.ts'
import { type Columns, guessColumns } from './columns.ts'
import { lineJudge, typedNumber } from './judge.ts'
import { listJudging, span } from './list-judging.ts'
import { type ListNeeds, type ListState, type ListStore, noList } from './list-state.ts'
import { byHand, withCells } from './mended.ts'
import { fileBytesMost } from './read-file.ts'
import type { Table } from './read-table.ts'
import { sumsOf } from './sums.ts'
import { decide, type Line, readOtherwise } from './verdicts.ts'

/** A list that is longer is a mistake, or several lists. */
export const listLinesMost = 50_000
/** While answers come in, it is told how many are left no more often than this: many come in a second. */
const countEveryMs = 250

/** The list that becomes a run: what its columns mean, and what is the matter with each of its lines. */
export function makeListStore(needs: ListNeeds): ListStore {
  const state = makeObservable<ListState>(noList)
  const set = (change: Partial<ListState>) => state.set({ ...state.getSnapshot(), ...change })
  /** Of the oldest answer that is still believed. */
  let upTo = Number.POSITIVE_INFINITY
  const checks = askedOnce({
    ask: async (numbers) => {
      const { country } = state.getSnapshot()
      const answer = await needs.desk.checkNumbers({ numbers, country })
      if (!answer.ok) return answer
      upTo = Math.min(upTo, answer.value.upTo)
      return done(answer.value.numbers)
    },
    onNews: hear,
  })
  /** What a word that stands for an option means besides, where it comes from a line. */
  const words = askedOnce({
    ask: async (some) => {
      const answer = await needs.desk.checkWords({ words: some })
      return answer.ok ? done(answer.value.means) : answer
    },
    // Few words stand in many lines, so all of them are judged, once.
    onNews: (_, problem) => {
      if (problem !== null) hear([], problem)
      else if (words.left() === 0) judgeAnew()
    },
  })
  const left = () => checks.left() + words.left()
  const judging = listJudging({
    areMore: () => left() > 0,
    prepare: (lines) => sumsOf(lines, state.getSnapshot().decisions),
    onJudged: show,
  })
  const hand = byHand()
  /** Columns that came with the list: to guess them again might text another number. */
  let known: Parameters<ListStore['take']>[1]
  let usualCountry: string | null = null
  let isCountryByHand = false
  let question: Question | undefined
  let values: Readonly<Record<string, string>> = {}
  let endReading = () => {}
  let reading = false

  /** What was read so far. */
  let read: string[][] = []
  /** Of each line once: to find them in 50,000 takes longer than a picture may. */
  let numbers: string[] = []
  const typedAt = (columns: Columns) => (index: number) => {
    const number = hand.number(index + 1) ?? numbers[index]
    if (number !== undefined) return number
    const found = typedNumber(read[index] ?? [], columns.phones)
    numbers[index] = found
    return found
  }

  let countedAt = Number.NEGATIVE_INFINITY

  function forgetChecks(): void {
    checks.forget()
    upTo = Number.POSITIVE_INFINITY
  }

  /** As such a list was corrected before, else as it looks. */
  function columnsOf(table: Table): Columns {
    const guessed = guessColumns(table, question ?? { fields: [] })
    return { ...guessed, ...needs.remembered.of(table, guessed), ...known }
  }

  function show(lines: Line[] | null): void {
    const working = reading ? 'reading' : judging.isAtWork() || left() > 0 ? 'checking' : null
    const isToldLately = working === state.getSnapshot().working && performance.now() - countedAt < countEveryMs
    if (lines === null && isToldLately) return
    countedAt = performance.now()
    set({ left: left(), working, ...(lines !== null && { lines }) })
  }

  /** Every line: what all of them are judged by has changed. */
  function judgeAnew(atOnce = false): void {
    const { columns, plain, table } = state.getSnapshot()
    if (table === null) return
    const check = (number: string) => {
      const found = checks.get(number)
      if (found === undefined) checks.want(number)
      return found
    }
    const means = (word: string) => {
      const found = words.get(word)
      if (found === undefined) words.want(word)
      return found
    }
    const cells = (index: number) => read[index] ?? []
    const typed = typedAt(columns)
    const own = (index: number) => hand.fields(index + 1)
    const judgeAlone = lineJudge({ columns, cells, typed, check, means, question, values, own, plain })
    judging.begin(judgeAlone, read.length, atOnce)
  }

  function hear(answered: readonly string[], problem: Problem | null): void {
    if (problem === null) judging.answered(answered)
    else {
      set({ problem })
      judging.judge([], true)
    }
  }

  function clear(): void {
    endReading()
    judging.end()
    reading = false
    hand.forget()
    known = undefined
    isCountryByHand = false
    read = []
    numbers = []
    // Of an older list: meanwhile it may be otherwise.
    forgetChecks()
    state.set({ ...noList, country: usualCountry })
  }

  function readIn(country: string | null): void {
    const { lines, decisions, ...now } = state.getSnapshot()
    if (country === now.country) return
    forgetChecks()
    set({ country, decisions: readOtherwise(lines, decisions), problem: null })
    judgeAnew()
  }

  needs.remembered.whenKnown(() => {
    const { table } = state.getSnapshot()
    if (table === null) return
    // What somebody has said since is the newest of it.
    numbers = []
    set({ columns: columnsOf(table) })
    judgeAnew()
  })

  return {
    getSnapshot: state.getSnapshot,
    subscribe: state.subscribe,
    take: (source, columns) => {
      clear()
      known = columns
      if (source.length > fileBytesMost) return set({ problem: needs.say('too-large', 0) })
      set({ working: 'reading' })
      endReading = needs.read(source, {
        begin: ({ header, besides, count }) => {
          if (count === 0 || count > listLinesMost) {
            clear()
            return set({ problem: needs.say(count === 0 ? 'no-lines' : 'too-many', count) })
          }
          reading = true
          set({ table: { header, besides, lines: [] } })
        },
        lines: (some) => {
          const { table } = state.getSnapshot()
          if (table === null) return
          const before = read.length
          read.push(...some)
          if (before > 0) return judging.judge(span(before, read.length))
          // The first lines tell the columns, and are seen while the rest comes.
          const first = { ...table, lines: some }
          set({ table: first, columns: columnsOf(first) })
          judgeAnew(true)
        },
        done: () => {
          const { table } = state.getSnapshot()
          if (table === null) return
          reading = false
          set({ table: { ...table, lines: read }, working: 'checking' })
          judging.judge([], true)
        },
        failed: () => {
          clear()
          set({ problem: needs.say('unread', 0) })
        },
      })
    },
    change: (columns) => {
      const { table } = state.getSnapshot()
      if (table !== null) needs.remembered.keep(table, columns)
      known = undefined
      numbers = []
      set({ columns, problem: null })
      judgeAnew()
    },
    standing: (place) => ({
      number: typedAt(state.getSnapshot().columns)(place - 1),
      cells: read[place - 1] ?? [],
      fields: { ...values, ...hand.fields(place) },
    }),
    mend: (place, mended) => {
      const { table, columns } = state.getSnapshot()
      if (table === null) return
      if (mended.cells !== undefined) {
        const line = withCells(read[place - 1] ?? [], mended.cells)
        read[place - 1] = line
        // A column may hold a field and a number too.
        numbers[place - 1] = typedNumber(line, columns.phones)
      }
      hand.write(place, mended)
      set({ mended: true, table: { ...table, lines: reading ? read.slice(0, table.lines.length) : read } })
      judging.judge([place - 1], true)
    },
    readIn: (country) => {
      isCountryByHand = true
      readIn(country)
    },
    usual: (country) => {
      usualCountry = country
      if (!isCountryByHand) readIn(country)
    },
    toggle: (line) => set({ decisions: decide(line, state.getSnapshot().decisions) }),
    writePlain: (plain) => {
      set({ plain })
      judgeAnew()
    },
    upTo: () => (upTo === Number.POSITIVE_INFINITY ? undefined : upTo),
    recheck: () => {
      forgetChecks()
      words.forget()
      set({ problem: null })
      judgeAnew()
    },
    ask: (asked, filled) => {
      const isOther = !isSame(asked, question)
      if (!isOther && isSame(filled, values)) return
      question = asked
      values = filled
      const { table, columns } = state.getSnapshot()
      if (table === null) return
      // Only the fields are the question's.
      if (isOther) set({ columns: { ...columns, fields: columnsOf(table).fields } })
      judgeAnew()
    },
    tell: (problem) => set({ problem }),
    clear,
  }
}

/** The desk tells all its questions again when anything else of it changes. */
const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other)
