import type { DeskState } from '../../shared/desk-state.ts'
import type { ShellWords } from './shell-words.ts'

/** How many wait for a person: the one number behind the badge, the tray and the title. */
export const needYou = ({ counts }: Pick<DeskState, 'counts'>): number => counts.needsPerson

/** What the tray says under the pointer, a line each. @param state null before the desk has said how it stands */
export function tooltipOf(state: Pick<DeskState, 'counts'> | null, words: ShellWords): string {
  const count = state === null ? 0 : needYou(state)
  return [words.receives, ...(count === 0 ? [] : [words.needYou(count)])].join('\n')
}
