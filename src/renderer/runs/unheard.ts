import type { Run } from '../../shared/run.ts'

const dayMs = 86_400_000

/** Its texts have arrived within a day, and nobody has written or was taken to have answered. */
export const isUnheard = ({ state, texts, replied, outcomes, startsAt }: Run, now: number): boolean =>
  (state === 'sending' || state === 'done') &&
  texts.delivered > 0 &&
  replied === 0 &&
  outcomes.option === 0 &&
  outcomes.waiting > 0 &&
  now - Date.parse(startsAt) < dayMs
