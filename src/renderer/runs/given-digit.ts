import type { RunRow } from '../../shared/run.ts'

/** The digit that this customer was given for an option of the run. */
export const givenDigit = ({ digits }: Pick<RunRow, 'digits'>, own: string): string => digits?.[own] ?? own

/** The run's own digit for one that this customer was given; null when they were not given it. */
export const ownDigit = ({ digits }: Pick<RunRow, 'digits'>, given: string): string | null =>
  digits === null ? given : (Object.keys(digits).find((own) => digits[own] === given) ?? null)
