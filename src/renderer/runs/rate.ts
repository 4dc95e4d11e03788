import type { DeskState } from '../../shared/desk-state.ts'
import type { Words } from '../words/words.ts'

/** Texts that leave in a second, as long as nothing is in their way. */
export const perSecondOf = ({ settings, number }: Pick<DeskState, 'settings' | 'number'>): number =>
  settings.textsPerSecond ?? (number.startsWith('1') ? 1 : 30)

/** How long so many texts take, in words. */
export function takes(texts: number, perSecond: number, t: Words['t']): string {
  const seconds = Math.ceil(texts / perSecond)
  return seconds < 120
    ? t('newRun.seconds', { count: seconds })
    : t('newRun.minutes', { count: Math.ceil(seconds / 60) })
}
