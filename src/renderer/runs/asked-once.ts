import type { Problem, Result } from '../../shared/result.ts'

/** So many a call: the first are known soon, and no answer is long to read. */
const mostACall = 500
/** Calls under way: while one answer is read, the desk looks at the next ones. */
const callsAtOnce = 2

export interface AskedOnce<Known> {
  get(what: string): Known | undefined
  /** Asks about it, unless that was done already. Many at a time, and only so many calls at once. */
  want(what: string): void
  /** What was known may be old, or of another country: asked about again, it is new. */
  forget(): void
  /** How many answers are still to come. */
  left(): number
}

/**
 * What the desk knows of the numbers or words of a list, each asked once.
 *
 * @param needs.ask answers in the order asked
 * @param needs.onNews these have their answers, or they and the rest will not get any, see `problem`
 */
export function askedOnce<Known>(needs: {
  ask: (some: string[]) => Promise<Result<readonly Known[]>>
  onNews: (some: readonly string[], problem: Problem | null) => void
}): AskedOnce<Known> {
  const known = new Map<string, Known>()
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
      const some = waiting.splice(0, mostACall)
      underWay += some.length
      const answer = await needs.ask(some)
      if (since !== age) return
      underWay -= some.length
      if (!answer.ok) {
        for (const each of [...some, ...waiting.splice(0)]) asked.delete(each)
        needs.onNews(some, answer.problem)
        break
      }
      for (const [at, each] of some.entries()) {
        const found = answer.value[at]
        if (found !== undefined) known.set(each, found)
      }
      needs.onNews(some, null)
    }
    if (since === age) calls -= 1
  }
  return {
    get: (what) => known.get(what),
    want: (what) => {
      if (asked.has(what)) return
      asked.add(what)
      waiting.push(what)
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
