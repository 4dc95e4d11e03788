import type { DeskState } from '../../shared/desk-state.ts'

/** How many customers need a person: the one number behind the badge and the tray. */
export const needYou = ({ counts }: Pick<DeskState, 'counts'>): number => counts.threadsNeedYou
