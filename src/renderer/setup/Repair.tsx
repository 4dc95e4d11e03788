import { useState } from 'react'
import type { Backup, Unusable } from '../../shared/backup.ts'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import { Logo } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useMinute } from '../app/use-minute.ts'
import { useWords } from '../words/use-words.ts'
import { BackupChoice } from './BackupChoice.tsx'

interface RepairProps {
  unusable: Unusable
  /** Newest first. */
  backups: readonly Backup[]
  api: Pick<DeskApi, 'restoreBackup' | 'setMode'>
  /** The desk may be there again. */
  onMended: () => Promise<void>
}

/** The whole window while the texts cannot be opened: what happened, what did not, and the way back. */
export function Repair({ unusable, backups, api, onMended }: RepairProps) {
  const { t, lookUp, problem } = useWords()
  const now = useMinute()
  const [newest, ...others] = backups
  const why = lookUp(`repair.why.${unusable.code}`, problem(unusable))
  return (
    <main className="repair" data-region="repair">
      <header>
        <Logo />
        <h1>{t('repair.title')}</h1>
        <p role="alert">{unusable.code === 'restoring' ? t('repair.restoringWhy') : why}</p>
      </header>
      {unusable.canRestore && newest !== undefined && (
        <section aria-labelledby="restore">
          <h2 id="restore">{t('backup.restoreOne')}</h2>
          <BackupChoice backups={[newest, ...others]} api={api} now={now} onRestored={() => void onMended()} />
        </section>
      )}
      {unusable.canRestore && newest === undefined && <p>{t('repair.none')}</p>}
      {!unusable.canRestore && <TryAgain unusable={unusable} api={api} onMended={onMended} />}
      <section aria-labelledby="meanwhile">
        <h2 id="meanwhile">{t('repair.meanwhile')}</h2>
        <ul className="backup-what">
          <li>{t('repair.replies')}</li>
          <li>
            {t('repair.file')} <span className="mono path">{unusable.file}</span>
          </li>
          <li>{t('repair.sent')}</li>
        </ul>
      </section>
    </main>
  )
}

/** What a person mends outside of this window: a disk, a right, a version. */
function TryAgain({ unusable, api, onMended }: Pick<RepairProps, 'unusable' | 'api' | 'onMended'>) {
  const { t } = useWords()
  const [problem, setProblem] = useState<Problem | null>(null)
  const again = async () => {
    const answer = await api.setMode({ mode: unusable.mode })
    setProblem(answer.ok ? null : answer.problem)
    await onMended()
  }
  return (
    <>
      {problem !== null && <ProblemText problem={problem} />}
      <p>
        <button type="button" className="btn big" onClick={() => void again()}>
          {t('repair.again')}
        </button>
      </p>
    </>
  )
}
