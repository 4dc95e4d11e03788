import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import type { NumberCheck } from '../../shared/run.ts'

/** So many numbers a call: the first are known soon, and no answer is long to read. */
const numbersACall = 500

export interface NumberChecks {
  get(typed: string): NumberCheck | undefined
  /** Asks about it, unless that was done already. Many at a time, and one call after the other. */
  want(typed: string): void
  /** What was known may be old: asked about again, it is new. */
  forget(): void
  /** How many answers are still to come. */
  left(): number
}

/**
 * What the desk knows of the numbers of a list, each asked once.
 *
 * @param needs.onNews some answers are there, or the rest will not come, see `problem`
 */
export function numberChecks(needs: {
  desk: Pick<DeskApi, 'checkNumbers'>
  onNews: (problem: Problem | null) => void
}): NumberChecks {
  const known = new Map<string, NumberCheck>()
  const asked = new Set<string>()
  const waiting: string[] = []
  let underWay = 0
  /** Answers to what was asked before a `forget` are old. */
  let age = 0

  async function run(): Promise<void> {
    const since = age
    underWay = 1
    // Whoever wants one wants more.
    await Promise.resolve()
    while (since === age && waiting.length > 0) {
      const numbers = waiting.splice(0, numbersACall)
      underWay = numbers.length
      const answer = await needs.desk.checkNumbers({ numbers })
      if (since !== age) return
      underWay = 0
      if (!answer.ok) {
        for (const number of [...numbers, ...waiting.splice(0)]) asked.delete(number)
        return needs.onNews(answer.problem)
      }
      for (const [at, number] of numbers.entries()) {
        const found = answer.value.numbers[at]
        if (found !== undefined) known.set(number, found)
      }
      needs.onNews(null)
    }
    if (since === age) underWay = 0
  }
  return {
    get: (typed) => known.get(typed),
    want: (typed) => {
      if (asked.has(typed)) return
      asked.add(typed)
      waiting.push(typed)
      if (underWay === 0) void run()
    },
    forget: () => {
      age += 1
      underWay = 0
      known.clear()
      asked.clear()
      waiting.length = 0
    },
    left: () => waiting.length + underWay,
  }
}
