import type { MessagePort } from 'node:worker_threads'
import type { Backup } from '../../shared/backup.ts'
import { listBackups, type MadeBackup, makeBackup } from './make-backup.ts'
import { type RestoredBackup, restoreBackup } from './restore.ts'

/** What the thread of the backups is started for: one job, and it ends. */
export type BackupJob =
  | { do: 'make'; folder: string; now: number }
  | { do: 'list'; folder: string }
  | { do: 'restore'; folder: string; id: string; as: 'damaged' | 'replaced'; now: number }

export interface BackupAnswers {
  make: MadeBackup
  list: Backup[]
  restore: RestoredBackup
}

export async function runBackupJob(port: MessagePort, job: BackupJob): Promise<void> {
  port.postMessage(await carryOut(job))
  port.close()
}

function carryOut(job: BackupJob): Promise<MadeBackup> | Backup[] | RestoredBackup {
  if (job.do === 'make') return makeBackup(job.folder, job.now)
  if (job.do === 'list') return listBackups(job.folder)
  return restoreBackup(job.folder, job.id, job.as, job.now)
}
