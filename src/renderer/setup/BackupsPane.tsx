import { useCallback, useEffect, useRef, useState } from 'react'
import type { Backup } from '../../shared/backup.ts'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Problem } from '../../shared/result.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { BackupChoice } from './BackupChoice.tsx'

interface BackupsPaneProps {
  api: Pick<DeskApi, 'listBackups' | 'makeBackup' | 'restoreBackup'>
  now: number
}

/** When the newest backup was made, one more now, and the way back. */
export function BackupsPane({ api, now }: BackupsPaneProps) {
  const { t, locale } = useWords()
  const [backups, setBackups] = useState<readonly Backup[] | null>(null)
  const [made, setMade] = useState<'making' | 'made' | 'unchanged' | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useCallback(async () => {
    const answer = await api.listBackups({})
    if (answer.ok) setBackups(answer.value.backups)
    else setProblem(answer.problem)
  }, [api])
  useEffect(() => void list(), [list])
  const make = async () => {
    if (made === 'making') return
    setMade('making')
    setProblem(null)
    const answer = await api.makeBackup({})
    if (!answer.ok) setProblem(answer.problem)
    setMade(!answer.ok ? null : answer.value.backup === null ? 'unchanged' : 'made')
    await list()
  }
  const [newest, ...others] = backups ?? []
  return (
    <section className="side">
      <h2>{t('backup.title')}</h2>
      <p className="note">{t('backup.why')}</p>
      <p>
        {backups === null
          ? t('backup.looking')
          : newest === undefined
            ? t('backup.none')
            : `${t('backup.newest', { time: sinceClock(newest.madeAt, locale, now) })} ${t('backup.kept', { count: backups.length })}`}
      </p>
      {problem !== null && <ProblemText problem={problem} />}
      <p className="backup-acts">
        <button type="button" className="btn" aria-disabled={made === 'making'} onClick={() => void make()}>
          {t(made === 'making' ? 'backup.making' : 'backup.make')}
        </button>
        {newest !== undefined && (
          <button type="button" className="btn" onClick={() => dialog.current?.showModal()}>
            {t('backup.restore')}
          </button>
        )}
        <span className="note" role="status">
          {made === 'made' && t('backup.made')}
          {made === 'unchanged' && t(newest === undefined ? 'backup.none' : 'backup.unchanged')}
        </span>
      </p>
      <dialog ref={dialog} className="backup-dialog" aria-labelledby="backup-title">
        <div className="pane-head">
          <h2 id="backup-title" className="grow">
            {t('backup.restoreOne')}
          </h2>
          <button type="button" className="x" aria-label={t('backup.close')} onClick={() => dialog.current?.close()}>
            <Icon name="cross" />
          </button>
        </div>
        {newest !== undefined && (
          <BackupChoice
            backups={[newest, ...others]}
            api={api}
            now={now}
            onRestored={() => {
              dialog.current?.close()
              void list()
            }}
          />
        )}
      </dialog>
    </section>
  )
}
