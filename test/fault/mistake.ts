/** A mistake of one line that somebody may make one day, and the tests that must notice. */
export interface Mistake {
  name: string
  file: string
  /** Stands in the file exactly once. */
  right: string
  wrong: string
  project: 'unit' | 'scenario' | 'crash' | 'fault'
  tests: string
}

/** @param test under test/main */
export const unit = (test: string) => ({ project: 'unit', tests: `test/main/${test}.test.ts` }) as const
/** @param test under test/renderer */
export const window = (test: string) => ({ project: 'unit', tests: `test/renderer/${test}.test.ts` }) as const
