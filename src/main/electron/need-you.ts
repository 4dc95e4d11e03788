import type { DeskState } from '../../shared/desk-state.ts'
import type { ShellWords } from './shell-words.ts'

/** How many customers need a person: the one number behind the badge and the tray. */
export const needYou = ({ counts }: Pick<DeskState, 'counts'>): number => counts.threadsNeedYou

/** What the tray says under the pointer, a line each. @param state null before the desk has said how it stands */
export function tooltipOf(state: Pick<DeskState, 'counts'> | null, words: ShellWords): string {
  const count = state === null ? 0 : needYou(state)
  return [words.receives, ...(count === 0 ? [] : [words.needYou(count)])].join('\n')
}
