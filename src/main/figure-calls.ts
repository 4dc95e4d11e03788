import type { DeskCalls } from '../shared/desk-api.ts'
import { type FigurePerson, figureDaysMost } from '../shared/figures.ts'
import { done, type Result, refused } from '../shared/result.ts'
import { optionLabels } from './figures/labels.ts'
import { dayAfter, dayOf, daysBetween, startOf } from './figures/local-days.ts'
import { makeTally } from './figures/tally.ts'
import { becameOfQuestion, isBehind } from './figures/what-became.ts'
import type { FigureCursor, FigurePage, FigureText } from './store/figures.ts'
import { messageId } from './store/message-id.ts'
import { runOf } from './store/run-id.ts'
import type { Store } from './store/store.ts'

const usualDays = 30
const peopleAtOnce = 100
const noSuchRun = refused('no-such-run', 'There is no such run any more.')
const wrongRange = refused(
  'figures-range',
  `Choose a last day that is not before the first, at most ${figureDaysMost} days in all.`,
)

interface Asked {
  runId?: string | undefined
  from?: string | undefined
  before?: string | undefined
}
interface Scope {
  run: number | null
  from: string | null
  before: string | null
}

/** The calls about figures, arguments read. They read page by page: whoever else asks comes in between. */
export function figureCalls({
  store,
  now,
}: {
  store: Pick<Store, 'ask'>
  now: () => number
}): Pick<DeskCalls, 'getFigures' | 'listFigurePeople'> {
  function readScope({ runId, from, before }: Asked): Result<Scope> {
    const run = runId === undefined ? null : runOf(runId)
    if (run !== null && from === undefined && before === undefined) return done({ run, from: null, before: null })
    const last = before ?? dayAfter(dayOf(now()), 1)
    const first = from ?? dayAfter(last, -usualDays)
    const isRight = first < last && dayAfter(first, figureDaysMost) >= last
    return isRight ? done({ run, from: first, before: last }) : wrongRange
  }

  /** Each text of it once, newest first; of a run by its rows. Ends when `see` says so. */
  async function walk(
    { run, from, before }: Scope,
    after: FigureCursor | null,
    see: (text: FigureText) => 'more' | 'enough',
  ): Promise<void> {
    const since = from === null ? Number.NEGATIVE_INFINITY : startOf(from)
    const until = before === null ? Number.POSITIVE_INFINITY : startOf(before)
    for (let cursor: FigureCursor | null = after ?? [run === null ? until : 0, 0]; cursor !== null; ) {
      const page: FigurePage =
        run === null
          ? await store.ask('figureTexts', { from: since, after: cursor })
          : await store.ask('figureTextsOfRun', { run, after: cursor })
      for (const text of page.texts) if (text.leftAt >= since && text.leftAt < until && see(text) === 'enough') return
      cursor = page.after
    }
  }

  return {
    getFigures: async (asked) => {
      const scope = readScope(asked)
      if (!scope.ok) return scope
      const { run, from, before } = scope.value
      const questions = await store.ask('figureQuestions', run)
      if (questions === null) return noSuchRun
      const days = from === null || before === null ? [] : daysBetween(from, before)
      const tally = makeTally(optionLabels(questions), days)
      await walk(scope.value, null, (text) => {
        tally.add(text)
        return 'more'
      })
      return done({ from, before, ...tally.result() })
    },

    listFigurePeople: async ({ after, ...asked }) => {
      const scope = readScope(asked)
      if (!scope.ok) return scope
      const questions = await store.ask('figureQuestions', scope.value.run)
      if (questions === null) return noSuchRun
      const isOne = isBehind(asked, optionLabels(questions))
      const cursor = readCursor(after)
      const { run } = scope.value
      const found: FigureText[] = []
      // A run is read by its rows, which are in another order, so all of it.
      await walk(scope.value, run === null ? cursor : null, (text) => {
        if (isOlder(text, cursor) && isOne(text)) found.push(text)
        return run === null && found.length > peopleAtOnce ? 'enough' : 'more'
      })
      const shown = found.sort((one, other) => other.leftAt - one.leftAt || other.seq - one.seq).slice(0, peopleAtOnce)
      const names = await store.ask('figureNames', [...new Set(shown.map(({ customer }) => customer))])
      const last = found.length > peopleAtOnce ? shown.at(-1) : undefined
      return done({
        people: shown.map((text) => personOf(text, names[text.customer] ?? '')),
        after: last === undefined ? null : `${last.leftAt}-${last.seq}`,
      })
    },
  }
}

const readCursor = (after: string | undefined): FigureCursor | null => {
  const [at, seq] = after?.split('-').map(Number) ?? []
  return at === undefined || seq === undefined ? null : [at, seq]
}
const isOlder = ({ leftAt, seq }: FigureText, cursor: FigureCursor | null) =>
  cursor === null || leftAt < cursor[0] || (leftAt === cursor[0] && seq < cursor[1])
const iso = (at: number) => new Date(at).toISOString()

function personOf(text: FigureText, name: string): FigurePerson {
  const outcome = becameOfQuestion(text)
  return {
    messageId: messageId(text.seq),
    customer: text.customer,
    name,
    at: iso(text.leftAt),
    state: text.state,
    problem: text.problem,
    problemCode: text.code,
    outcome,
    option: outcome === 'answered' || outcome === 'defaulted' ? text.digit : null,
    answeredAt: outcome === 'answered' && text.answeredAt !== null ? iso(text.answeredAt) : null,
  }
}
