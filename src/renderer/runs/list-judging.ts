import type { Alone } from './judge.ts'
import { type JudgedLines, judgedLines } from './judged-lines.ts'
import { inSlices } from './slices.ts'
import type { Line } from './verdicts.ts'

/** While answers come in, the lines are told no more often than this: each time all of them are summed up and drawn. */
const tellEveryMs = 1_000

export interface ListJudging {
  /**
   * Judges the first so many lines, all of them anew.
   *
   * @param atOnce the few that are seen first, however slow the computer is
   */
  begin(judgeAlone: (index: number) => Alone, count: number, atOnce?: boolean): void
  /**
   * Judges more lines, or some once more.
   *
   * @param isAwaited the lines are told as soon as all that is known is judged, as after `begin`
   */
  judge(indexes: Iterable<number>, isAwaited?: boolean): void
  /** Judges the lines with these numbers once more. */
  answered(numbers: readonly string[]): void
  /** There is something that is not judged yet. */
  isAtWork(): boolean
  /** Gives up what is under way, and all lines. */
  end(): void
}

interface ListJudgingNeeds {
  /** More answers will come. */
  areMore: () => boolean
  /** All lines are about to be told: what has to be worked out of them takes no time of the picture that shows them. */
  prepare: (lines: Line[]) => Generator<void, unknown>
  /** Some lines were judged. Null as long as the lines are not to be shown: none is ever told half judged. */
  onJudged: (lines: Line[] | null) => void
}

/** Judges the lines of a list as they are read and their numbers answered, in slices between which the window lives. */
export function listJudging({ areMore, prepare, onJudged }: ListJudgingNeeds): ListJudging {
  let lines: JudgedLines | null = null
  let todo: Iterable<number>[] = []
  let isAtWork = false
  let endSlices = () => {}
  let toldAt = Number.NEGATIVE_INFINITY
  let isAwaited = false

  /** @returns all of them once they were also judged beside each other; null while they cannot be told */
  function* work(judged: JudgedLines): Generator<void, Line[] | null> {
    do {
      for (let next = todo.shift(); next !== undefined; next = todo.shift()) yield* judged.judge(next)
      const isDue = isAwaited || !areMore() || performance.now() - toldAt > tellEveryMs
      if (!isDue) return null
      yield* judged.settle()
    } while (todo.length > 0)
    const lines = judged.lines()
    yield* prepare(lines)
    return lines
  }

  function judge(indexes: Iterable<number>, { awaited = false, atOnce = false } = {}): void {
    isAwaited ||= awaited
    todo.push(indexes)
    if (isAtWork || lines === null) return
    const done = (told: Line[] | null) => {
      isAtWork = false
      // Come in since the last slice.
      if (todo.length > 0) return judge([])
      if (told === null) return onJudged(null)
      isAwaited = false
      toldAt = performance.now()
      onJudged(told)
    }
    isAtWork = true
    endSlices = inSlices(work(lines), done, atOnce ? (slice) => slice() : undefined)
    if (isAtWork) onJudged(null)
  }

  function end(): void {
    endSlices()
    isAtWork = false
    isAwaited = false
    todo = []
    lines = null
  }

  return {
    begin: (judgeAlone, count, atOnce = false) => {
      end()
      lines = judgedLines(judgeAlone)
      judge(span(0, count), { awaited: true, atOnce })
    },
    judge: (indexes, awaited = false) => judge(indexes, { awaited }),
    answered: (numbers) => judge(numbers.flatMap((number) => lines?.withNumber(number) ?? [])),
    isAtWork: () => isAtWork,
    end,
  }
}

export function* span(from: number, to: number): Generator<number, void> {
  for (let index = from; index < to; index += 1) yield index
}
