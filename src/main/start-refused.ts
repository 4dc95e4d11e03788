import type { Problem } from '../shared/result.ts'

/** The desk cannot start; the problem says why and what to do. */
export class StartRefused extends Error {
  override name = 'StartRefused'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.text)
    this.problem = problem
  }
}
