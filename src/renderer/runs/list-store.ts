import type { DeskApi } from '../../shared/desk-api.ts'
import type { Question } from '../../shared/question.ts'
import { done, type Problem } from '../../shared/result.ts'
import { makeObservable, type Observable } from '../app/observable.ts'
import { askedOnce } from './asked-once.ts'
import { type Columns, guessColumns } from './columns.ts'
import { lineJudge, typedNumber } from './judge.ts'
import { listJudging, span } from './list-judging.ts'
import { byHand, type Mended, type Standing, withCells } from './mended.ts'
import { fileBytesMost } from './read-file.ts'
import type { ReadList } from './read-list.ts'
import type { Table } from './read-table.ts'
import type { RememberedColumns } from './remembered-columns.ts'
import { sumUp } from './sums.ts'
import { type Decisions, decide, type Line, readOtherwise } from './verdicts.ts'

/** A list that is longer is a mistake, or several lists. */
export const listLinesMost = 50_000
/** While answers come in, it is told how many are left no more often than this: many come in a second. */
const countEveryMs = 250

export interface ListState {
  /** Null until there is a list. While it is read its first lines are here already. */
  table: Table | null
  columns: Columns
  /** As they were judged last. */
  lines: readonly Line[]
  decisions: Decisions
  /** That national numbers are read in, ISO 3166-1 alpha-2; null when none is known. */
  country: string | null
  /** Somebody has corrected a line of it. */
  mended: boolean
  /** Fields are written with plain characters. */
  plain: boolean
  /** What is under way: then a line may still change, and nothing is sent. Null when the list stands. */
  working: 'reading' | 'checking' | null
  /** Numbers and words that are still looked at. */
  left: number
  problem: Problem | null
}

export interface ListStore extends Observable<ListState> {
  /**
   * Pasted or typed text, or a file's bytes.
   *
   * @param known columns that need not be guessed
   */
  take(source: string | Uint8Array, known?: Pick<Columns, 'phones' | 'name'>): void
  change(columns: Columns): void
  /** What stands in a line now, with all that was mended in it. */
  standing(place: number): Standing
  mend(place: number, mended: Mended): void
  /** Reads the national numbers of this list in another country. */
  readIn(country: string | null): void
  /** The country that the desk reads them in, until somebody says otherwise of this list. */
  usual(country: string | null): void
  toggle(line: Line): void
  /** Writes the fields with plain characters from now on, or as they are in the list. */
  writePlain(plain: boolean): void
  /** What is known of the numbers may be old: somebody else has asked meanwhile. */
  recheck(): void
  /** What is asked, and what a field holds that has no column of its own. */
  ask(question: Question | undefined, values: Readonly<Record<string, string>>): void
  tell(problem: Problem): void
  clear(): void
}

export interface ListNeeds {
  desk: Pick<DeskApi, 'checkNumbers' | 'checkWords'>
  read: ReadList
  remembered: RememberedColumns
  /** In the words of the moment. */
  say: (what: 'no-lines' | 'too-many' | 'too-large' | 'unread', lines: number) => Problem
}

const empty: ListState = {
  table: null,
  columns: { phones: [], name: null, fields: {} },
  lines: [],
  decisions: new Map(),
  country: null,
  mended: false,
  plain: false,
  working: null,
  left: 0,
  problem: null,
}

/** The list that becomes a run: what its columns mean, and what is the matter with each of its lines. */
export function makeListStore(needs: ListNeeds): ListStore {
  const state = makeObservable<ListState>(empty)
  const set = (change: Partial<ListState>) => state.set({ ...state.getSnapshot(), ...change })
  const checks = askedOnce({
    ask: async (numbers) => {
      const { country } = state.getSnapshot()
      const answer = await needs.desk.checkNumbers({ numbers, country })
      return answer.ok ? done(answer.value.numbers) : answer
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
    prepare: (lines) => void sumUp(lines, state.getSnapshot().decisions),
    onJudged: show,
  })
  const hand = byHand()
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

  /** As such a list was corrected before, else as it looks. */
  function columnsOf(table: Table): Columns {
    const guessed = guessColumns(table, question ?? { fields: [] })
    return { ...guessed, ...needs.remembered.of(table, guessed) }
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
    isCountryByHand = false
    read = []
    numbers = []
    // Of an older list: meanwhile it may be otherwise.
    checks.forget()
    state.set({ ...empty, country: usualCountry })
  }

  function readIn(country: string | null): void {
    const { lines, decisions, ...now } = state.getSnapshot()
    if (country === now.country) return
    checks.forget()
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
    take: (source, known) => {
      clear()
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
          set({ table: first, columns: { ...columnsOf(first), ...known } })
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
    recheck: () => {
      checks.forget()
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
