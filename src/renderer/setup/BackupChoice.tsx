import { useId, useState } from 'react'
import type { Backup } from '../../shared/backup.ts'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import { ProblemText } from '../app/ProblemText.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

interface BackupChoiceProps {
  /** Newest first; at least one. */
  backups: readonly [Backup, ...Backup[]]
  api: Pick<DeskApi, 'restoreBackup'>
  now: number
  onRestored: () => void
}

/** Which backup, what restoring it does and does not, and the one button. */
export function BackupChoice({ backups, api, now, onRestored }: BackupChoiceProps) {
  const { t, locale } = useWords()
  const id = useId()
  const [chosen, choose] = useState(backups[0])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const said = ({ texts }: Backup) => ({ count: texts, texts: new Intl.NumberFormat(locale).format(texts) })
  const time = (iso: string) => sinceClock(iso, locale, now)
  const restore = async () => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    const answer = await api.restoreBackup({ backupId: chosen.id })
    setBusy(false)
    if (answer.ok) onRestored()
    else setProblem(answer.problem)
  }
  return (
    <div className="backup-choice">
      <fieldset>
        <legend>{t('backup.choose')}</legend>
        <div className="backup-list">
          {backups.map((backup) => (
            <label key={backup.id} className="check">
              <input type="radio" name={id} checked={backup.id === chosen.id} onChange={() => choose(backup)} />
              <b>{time(backup.madeAt)}</b>
              <span>{t('backup.texts', said(backup))}</span>
              <span className="note">
                {backup.newestAt !== null && t('backup.newestText', { time: time(backup.newestAt) })}
                {backup.beforeUpdate && ` · ${t('backup.beforeUpdate')}`}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <section aria-labelledby={`${id}w`}>
        <h3 id={`${id}w`}>{t('backup.what')}</h3>
        <ul className="backup-what">
          <li>{t('backup.puts')}</li>
          <li>{t('backup.waiting')}</li>
          <li>{t('backup.replies')}</li>
          <li>{t('backup.optOuts')}</li>
          <li>{t('backup.missing')}</li>
        </ul>
      </section>
      {problem !== null && <ProblemText problem={problem} />}
      <p>
        <button type="button" className="btn primary big" aria-disabled={busy} onClick={() => void restore()}>
          {busy ? t('backup.restoring') : t('backup.doIt', { ...said(chosen), time: time(chosen.madeAt) })}
        </button>
        <span className="sr" role="status">
          {busy && t('backup.restoring')}
        </span>
      </p>
    </div>
  )
}
