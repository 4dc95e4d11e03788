import type { Backup } from '../shared/backup.ts'
import type { Problem } from '../shared/result.ts'
import type { Log } from './log/log.ts'
import { backupJobs } from './store/backup-jobs.ts'
import { backupsIn, removeBuilding } from './store/backups.ts'
import type { MadeBackup } from './store/make-backup.ts'
import type { RestoredBackup } from './store/restore.ts'
import type { Threads } from './store/threads.ts'

/** The backups of one data folder. */
export interface Backups {
  list(): Promise<Backup[]>
  make(): Promise<MadeBackup>
  /** Only while no desk has the folder. */
  restore(id: string, as: 'damaged' | 'replaced'): Promise<RestoredBackup>
  /** Why the last one could not be made; null when it could. */
  trouble(): Problem | null
  /** Makes one whenever it is due, from now on. */
  keep(): void
  close(): Promise<void>
}

const minuteMs = 60_000
const dueAfterMs = 60 * minuteMs
/** A desk that has just started has better things to do. */
const firstLookMs = 30_000
const afterFailureMs = 5 * minuteMs

/**
 * @param needs.onTrouble what `trouble` answers has changed
 * @param needs.now epoch ms. It may jump: an hour that either clock has seen is an hour
 */
export function keepBackups(needs: {
  threads: Pick<Threads, 'startBackup'>
  folder: string
  now: () => number
  onTrouble: () => void
  log: Pick<Log, 'say'>
  unexpected: (what: string, error: unknown) => void
}): Backups {
  const { folder, now } = needs
  const jobs = backupJobs(needs.threads)
  let trouble: Problem | null = null
  let timer: NodeJS.Timeout | undefined
  let tried = { at: performance.now(), wall: backupsIn(folder)[0]?.madeAt ?? Number.NEGATIVE_INFINITY }

  function isDue(): boolean {
    const waitMs = trouble === null ? dueAfterMs : afterFailureMs
    return performance.now() - tried.at >= waitMs || Math.abs(now() - tried.wall) >= waitMs
  }

  async function make(): Promise<MadeBackup> {
    const made = await jobs.run({ do: 'make', folder, now: now() })
    tried = { at: performance.now(), wall: now() }
    if (made.kind === 'made') needs.log.say('backupMade', { texts: made.backup.texts })
    if (made.kind === 'failed') needs.log.say('backupFailed', { code: made.code })
    const before = trouble
    trouble = made.kind === 'failed' ? troubleWith(made.code) : null
    if (before?.code !== trouble?.code) needs.onTrouble()
    return made
  }

  async function look(): Promise<void> {
    try {
      if (isDue()) await make()
    } catch (error) {
      needs.unexpected('backup', error)
    }
    if (timer !== undefined) timer = setTimeout(look, minuteMs).unref()
  }

  return {
    list: () => jobs.run({ do: 'list', folder }),
    make,
    restore: (id, as) => jobs.run({ do: 'restore', folder, id, as, now: now() }),
    trouble: () => trouble,
    keep: () => {
      removeBuilding(folder)
      timer ??= setTimeout(look, firstLookMs).unref()
    },
    close: () => {
      clearTimeout(timer)
      timer = undefined
      return jobs.close()
    },
  }
}

const troubleWith = (code: string): Problem =>
  code === 'damaged'
    ? {
        code: 'file-damaged',
        text: 'The last backup did not pass its check, so the file of your texts is damaged. The backups before it are good: restore one in Setup.',
      }
    : {
        code: 'backup-failed',
        text: `The last backup could not be made (${code}). It is tried again every five minutes. Free some space on the disk.`,
      }
