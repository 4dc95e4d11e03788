import type { DeskCalls } from '../shared/desk-api.ts'
import type { Settings } from '../shared/desk-state.ts'
import { done, type Problem, refused } from '../shared/result.ts'
import type { Log } from './log/log.ts'
import type { OneSeat } from './one-seat.ts'
import { noDesk } from './seating.ts'
import type { RestoredBackup } from './store/restore.ts'

type BackupCalls = Pick<DeskCalls, 'listBackups' | 'makeBackup' | 'restoreBackup'>

const notMade: Problem = { code: 'backup-failed', text: 'The backup could not be made. Try again.' }

/** Backups are listed and put back also where there is no desk: then they are the way to one. */
export function backupCalls(needs: { seat: OneSeat; settings: () => Settings; log: Pick<Log, 'say'> }): BackupCalls {
  const { seat } = needs

  async function restore(backupId: string) {
    const { desk, backups } = seat.now()
    const isDamaged = desk === null || backups.trouble()?.code === 'file-damaged'
    const became = await seat.whileShut(async (shut) => {
      const became = await shut.backups.restore(backupId, isDamaged ? 'damaged' : 'replaced')
      needs.log.say('backupRestored', { became: became.kind })
      return became
    })
    return became.kind === 'restored' ? done({ backupId, keptAs: became.keptAs }) : notRestored(became)
  }

  return {
    listBackups: async () => {
      await seat.settled()
      const { backups, unusable } = seat.now()
      return done({ backups: await backups.list(), unusable, settings: needs.settings() })
    },
    makeBackup: async () => {
      await seat.settled()
      const { desk, backups } = seat.now()
      if (desk === null) return noDesk(seat.now())
      const made = await backups.make()
      if (made.kind !== 'failed') return done({ backup: made.kind === 'made' ? made.backup : null })
      return { ok: false, problem: backups.trouble() ?? notMade }
    },
    restoreBackup: ({ backupId }) => seat.inTurn(() => restore(backupId)),
  }
}

function notRestored(became: Exclude<RestoredBackup, { kind: 'restored' }>) {
  if (became.kind === 'no-such-backup') return refused('no-such-backup', 'There is no such backup any more.')
  if (became.kind === 'backup-damaged')
    return refused('backup-damaged', 'This backup is damaged too. Nothing was changed. Choose the one before it.')
  return refused(became.code, became.text)
}
