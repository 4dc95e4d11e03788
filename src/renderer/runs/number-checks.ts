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
  let running = false

  async function run(): Promise<void> {
    if (running) return
    running = true
    // Whoever wants one wants more.
    await Promise.resolve()
    while (waiting.length > 0) {
      const numbers = waiting.slice(0, numbersACall)
      const answer = await needs.desk.checkNumbers({ numbers })
      if (!answer.ok) {
        for (const number of waiting.splice(0)) asked.delete(number)
        needs.onNews(answer.problem)
        break
      }
      waiting.splice(0, numbers.length)
      for (const [at, number] of numbers.entries()) {
        const found = answer.value.numbers[at]
        if (found !== undefined) known.set(number, found)
      }
      needs.onNews(null)
    }
    running = false
  }
  return {
    get: (typed) => known.get(typed),
    want: (typed) => {
      if (asked.has(typed)) return
      asked.add(typed)
      waiting.push(typed)
      void run()
    },
    forget: () => {
      known.clear()
      asked.clear()
    },
    left: () => waiting.length,
  }
}
