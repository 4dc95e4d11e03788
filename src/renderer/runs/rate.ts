import { arrivesWithinMs, canaryRows, runHoldMs } from '../../shared/run.ts'
import type { Words } from '../words/words.ts'

/** How long so many texts take, in words. */
export const takes = (texts: number, perSecond: number, t: Words['t']): string => {
  const seconds = Math.ceil(texts / perSecond)
  return between(seconds, seconds, t)
}

/**
 * How long a run takes until its last text leaves, in words: with the hold, and up to the wait for one of the first few
 * to arrive; on a route without receipts that is all of it.
 *
 * @param run.isLater it leaves at a time of its own, and has been held until then
 */
export function runTakes(run: { texts: number; perSecond: number; isLater: boolean }, t: Words['t']) {
  const { texts, perSecond, isLater } = run
  if (texts === 0) return { time: between(0, 0, t), note: t('newRun.atRate', { rate: perSecond }) }
  const least = Math.ceil(texts / perSecond) + (isLater ? 0 : runHoldMs / 1000)
  const most = least + (texts > canaryRows ? arrivesWithinMs / 1000 : 0)
  const what = `${isLater ? '' : 'Held'}${most > least ? 'First' : ''}` as const
  return { time: between(least, most, t), note: t(`newRun.atRate${what}`, { rate: perSecond, first: canaryRows }) }
}

function between(least: number, most: number, t: Words['t']): string {
  const inMinutes = most >= 120
  const [from, to] = inMinutes ? [Math.ceil(least / 60), Math.ceil(most / 60)] : [least, most]
  if (from < to) return t(inMinutes ? 'newRun.minutesBetween' : 'newRun.secondsBetween', { from, to })
  return t(inMinutes ? 'newRun.minutes' : 'newRun.seconds', { count: to })
}
