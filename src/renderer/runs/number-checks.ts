import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import type { NumberCheck } from '../../shared/run.ts'

/** So many numbers a call: the first are known soon, and no answer is long to read. */
const numbersACall = 500
/** Calls under way: while one answer is read, the desk looks at the next numbers. */
const callsAtOnce = 2

export interface NumberChecks {
  get(typed: string): NumberCheck | undefined
  /** Asks about it, unless that was done already. Many at a time, and only so many calls at once. */
  want(typed: string): void
  /** What was known may be old, or of another country: asked about again, it is new. */
  forget(): void
  /** How many answers are still to come. */
  left(): number
}

/**
 * What the desk knows of the numbers of a list, each asked once.
 *
 * @param needs.onNews these numbers have their answers, or they and the rest will not get any, see `problem`
 */
export function numberChecks(needs: {
  desk: Pick<DeskApi, 'checkNumbers'>
  /** That of national numbers; null when none is known. */
  country: () => string | null
  onNews: (numbers: readonly string[], problem: Problem | null) => void
}): NumberChecks {
  const known = new Map<string, NumberCheck>()
  const asked = new Set<string>()
  let waiting: string[] = []
  let calls = 0
  let underWay = 0
  /** Answers to what was asked before a `forget` are old. */
  let age = 0

  async function run(): Promise<void> {
    const since = age
    calls += 1
    // Whoever wants one wants more.
    await Promise.resolve()
    while (since === age && waiting.length > 0) {
      const numbers = waiting.splice(0, numbersACall)
      underWay += numbers.length
      const answer = await needs.desk.checkNumbers({ numbers, country: needs.country() })
      if (since !== age) return
      underWay -= numbers.length
      if (!answer.ok) {
        for (const number of [...numbers, ...waiting.splice(0)]) asked.delete(number)
        needs.onNews(numbers, answer.problem)
        break
      }
      for (const [at, number] of numbers.entries()) {
        const found = answer.value.numbers[at]
        if (found !== undefined) known.set(number, found)
      }
      needs.onNews(numbers, null)
    }
    if (since === age) calls -= 1
  }
  return {
    get: (typed) => known.get(typed),
    want: (typed) => {
      if (asked.has(typed)) return
      asked.add(typed)
      waiting.push(typed)
      if (calls < callsAtOnce) void run()
    },
    forget: () => {
      age += 1
      calls = 0
      underWay = 0
      known.clear()
      asked.clear()
      waiting = []
    },
    left: () => waiting.length + underWay,
  }
}
