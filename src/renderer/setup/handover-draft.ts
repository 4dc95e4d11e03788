import type { DeskState } from '../../shared/desk-state.ts'
import type { Run } from '../../shared/run.ts'
import { countsOf } from '../../shared/run-counts.ts'
import type { ThreadCounts } from '../../shared/thread.ts'
import type { Words } from '../words/words.ts'

/** Older ones are of no interest to the next shift. */
const runsMost = 10

/** What a person would write first: what is open, in figures. */
export function draftSummary(
  counts: Pick<DeskState['counts'], 'failed' | 'queued'> & Pick<ThreadCounts, 'needsYou' | 'snoozed' | 'drafts'>,
  runs: readonly Run[],
  t: Words['t'],
): string {
  const open = runs.filter(({ state, outcomes }) => outcomes.waiting > 0 || (state !== 'done' && state !== 'stopped'))
  const waiting = open.reduce((sum, { outcomes }) => sum + outcomes.waiting, 0)
  const lines = [
    counts.needsYou > 0 && t('handover.draft.needsYou', { count: counts.needsYou }),
    counts.snoozed > 0 && t('handover.draft.snoozed', { count: counts.snoozed }),
    counts.drafts > 0 && t('handover.draft.drafts', { count: counts.drafts }),
    counts.failed > 0 && t('handover.draft.failed', { count: counts.failed }),
    counts.queued > 0 && t('handover.draft.queued', { count: counts.queued }),
    waiting > 0 && t('handover.draft.waiting', { count: waiting }),
    ...open
      .slice(0, runsMost)
      .map((run) => t('handover.draft.run', { name: run.name, rows: run.rows, answered: countsOf(run).answered })),
  ].filter((line) => line !== false)
  return lines.length === 0 ? t('handover.draft.nothing') : lines.join('\n')
}

/** No two of them look or sound alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const length = 20

/** A passphrase of 20 characters, 99 bits. */
export function offeredPassphrase(random: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  // Each letter as likely as the next: what is above the last whole round is thrown away.
  const fair = 256 - (256 % letters.length)
  let made = ''
  while (made.length < length) {
    const bytes = new Uint8Array(length)
    random(bytes)
    for (const byte of bytes) if (byte < fair && made.length < length) made += letters[byte % letters.length]
  }
  return made
}
