/**
 * So much of a night's work: all of it, or the share that DESK_NIGHT names, as in `DESK_NIGHT=0.05 npm run test:night`
 * for a look whether it still runs.
 */
export const ofTheNight = (all: number): number => Math.max(1, Math.round(all * Number(process.env.DESK_NIGHT ?? 1)))
