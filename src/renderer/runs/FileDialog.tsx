import { useEffect, useId, useRef, useState } from 'react'
import type { Run, RunExport } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { saveFile } from '../app/save-file.ts'
import { useCall } from '../setup/use-call.ts'
import { localIso, sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { RunDialog } from './RunDialog.tsx'
import { changeSummary, runCells, runFile } from './run-file.ts'
import type { RunStore } from './run-store.ts'

interface FileDialogProps {
  run: Run
  store: Pick<RunStore, 'makeFile' | 'takeFile'>
  now: number
  say: (sentence: string) => void
  /** Its table on paper. */
  onPrint: () => void
  onClose: () => void
}

type Since = Parameters<RunStore['makeFile']>[1]

/** Takes the run away as a file: all of it, or what has changed since the last one. */
export function FileDialog({ run, store, now, say, onPrint, onClose }: FileDialogProps) {
  const words = useWords()
  const { t, locale } = words
  const id = useId()
  const [since, setSince] = useState<Since>('start')
  const [unchanged, setUnchanged] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useCall()
  const time = run.exportedAt === null ? '' : sinceClock(run.exportedAt, locale, now)

  const [fresh, setFresh] = useState<Pick<RunExport, 'changed' | 'rows'> | null>(null)
  useEffect(() => {
    if (run.exportedAt === null) return
    let isOpen = true
    // What cannot be told now is told when the file is saved.
    void store.makeFile(run.id, 'last-export').then((made) => isOpen && made.ok && setFresh(made.value))
    return () => {
      isOpen = false
    }
  }, [store, run.id, run.exportedAt])

  const take = async (how: 'saved' | 'copied') => {
    setUnchanged(false)
    const made = await call.run(() => store.makeFile(run.id, since))
    if (made === null) return
    if (made.rows.length === 0) return setUnchanged(true)
    const minute = localIso(new Date().toISOString()).slice(0, 16).replace('T', ' ').replace(':', '')
    if (how === 'saved') saveFile(`${run.name} ${minute}.csv`, runFile(made, words))
    else if (!(await copied(runCells(made, words)))) return call.tell({ code: '', text: t('file.notCopied') })
    // Not before: what was not handed over must come again as a change.
    if ((await call.run(() => store.takeFile(run.id, made.id))) === null) return
    say(t(`file.${how}`, { count: made.rows.length }))
    dialog.current?.close()
  }
  const choice = (value: Since, label: string) => (
    <label className="check">
      <input
        type="radio"
        name={id}
        checked={since === value}
        onChange={() => {
          setSince(value)
          setUnchanged(false)
        }}
      />
      {label}
    </label>
  )
  return (
    <RunDialog dialog={dialog} title={t('file.title')} close={t('again.close')} onClose={onClose}>
      <p className="note">{t('file.why')}</p>
      <fieldset>
        <legend>{t('file.what')}</legend>
        {choice('start', t('file.all', { count: run.rows }))}
        {run.exportedAt !== null && choice('last-export', t('file.changed', { time }))}
        {fresh !== null && (
          <p className="note changes">
            {fresh.changed === 0
              ? t('changes.none')
              : t('changes.some', { count: fresh.changed, what: changeSummary(fresh.rows, words) })}
          </p>
        )}
      </fieldset>
      {run.exportedAt === null && <p className="note">{t('file.never')}</p>}
      <p className="note" role="status">
        {unchanged && t('file.nothing', { time })}
      </p>
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <div className="row">
        <button type="button" className="btn primary" aria-disabled={call.busy} onClick={() => void take('saved')}>
          <Icon name="save" />
          {t('file.save')}
        </button>
        <button type="button" className="btn" aria-disabled={call.busy} onClick={() => void take('copied')}>
          <Icon name="copy" />
          {t('file.copy')}
        </button>
        <button type="button" className="btn" onClick={onPrint}>
          {t('file.print')}
        </button>
      </div>
    </RunDialog>
  )
}

/** Whether it is on the clipboard: a browser may not let a page write there. */
const copied = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
