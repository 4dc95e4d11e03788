import type { MessagePort } from 'node:worker_threads'
import type { Backup } from '../../shared/backup.ts'
import { listBackups, type MadeBackup, makeBackup } from './make-backup.ts'
import type { HandoverOrder, MadeHandover } from './make-handover.ts'
import type { Understand } from './records.ts'
import { type RestoredBackup, restoreBackup } from './restore.ts'
import type { TakenBack } from './take-back-desk.ts'
import type { ReadHandover, TakenHandover } from './take-handover.ts'

/** What the thread of the backups is started for: one job, and it ends. */
export type BackupJob =
  | { do: 'make'; folder: string; now: number }
  | { do: 'list'; folder: string }
  | { do: 'restore'; folder: string; id: string; as: 'damaged' | 'replaced'; now: number }
  | { do: 'hand-over'; folder: string; order: HandoverOrder }
  | { do: 'read-handover'; folder: string; id: string; passphrase: Uint8Array }
  | { do: 'take-handover'; folder: string; id: string; passphrase: Uint8Array; now: number }
  | { do: 'take-back'; folder: string; now: number }

export interface BackupAnswers {
  make: MadeBackup
  list: Backup[]
  restore: RestoredBackup
  'hand-over': MadeHandover
  'read-handover': ReadHandover
  'take-handover': TakenHandover
  'take-back': TakenBack
}

export async function runBackupJob(port: MessagePort, job: BackupJob, understand: () => Promise<Understand>) {
  port.postMessage(await carryOut(job, understand))
  port.close()
}

async function carryOut(
  job: BackupJob,
  understand: () => Promise<Understand>,
): Promise<BackupAnswers[BackupJob['do']]> {
  if (job.do === 'make') return makeBackup(job.folder, job.now)
  if (job.do === 'list') return listBackups(job.folder)
  if (job.do === 'restore') return restoreBackup(job.folder, job.id, job.as, job.now)
  if (job.do === 'hand-over') return (await import('./make-handover.ts')).makeHandover(job.folder, job.order)
  if (job.do === 'read-handover')
    return (await import('./take-handover.ts')).readHandover(job.folder, job.id, job.passphrase)
  if (job.do === 'take-handover')
    return (await import('./take-handover.ts')).takeHandover(job.folder, job, await understand())
  return (await import('./take-back-desk.ts')).takeBackDesk(job.folder, job.now)
}
