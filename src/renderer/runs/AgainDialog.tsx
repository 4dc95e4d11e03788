import { useRef, useState } from 'react'
import type { Run, RunRow } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { Visible } from '../feed/Untrusted.tsx'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { ClosedNote } from './ClosedNote.tsx'
import { type LostGroup, lostGroups } from './lost.ts'
import { RunDialog } from './RunDialog.tsx'
import { whoOf } from './row-words.ts'
import type { RunStore } from './run-store.ts'

interface AgainDialogProps {
  run: Run
  rows: readonly RunRow[]
  now: number
  store: Pick<RunStore, 'retry'>
  say: (sentence: string) => void
  onClose: () => void
}

/** Who could not be reached, by reason, and a button that texts those again that are chosen. */
export function AgainDialog({ run, rows, now, store, say, onClose }: AgainDialogProps) {
  const words = useWords()
  const { t, figure } = words
  // As they were when it opened: nothing moves under a hand, and the desk looks at each once more.
  const [groups] = useState(() => lostGroups(rows, words))
  const [chosen, setChosen] = useState<readonly LostGroup[]>(() => groups.filter(({ kind }) => kind === 'again'))
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useCall()
  // Pressed again after a lost answer it is the same request; with other customers it is another.
  const submission = useRef<string | null>(null)
  const places = chosen.flatMap((group) => group.rows.map(({ place }) => place)).sort((one, other) => one - other)

  const choose = (group: LostGroup, wanted: boolean) => {
    submission.current = null
    call.tell(null)
    setChosen(wanted ? [...chosen, group] : chosen.filter((each) => each !== group))
  }
  const send = async () => {
    if (places.length === 0) return call.tell({ code: '', text: t('again.none') })
    submission.current ??= crypto.randomUUID()
    const submissionId = submission.current
    const alsoUnsure = chosen.some(({ kind }) => kind === 'unsure')
    const sent = await call.run(() => store.retry(run.id, { submissionId, places, alsoUnsure }))
    if (sent === null) return
    say(t('again.spoken', { count: sent.marked }))
    dialog.current?.close()
  }
  return (
    <RunDialog dialog={dialog} title={t('again.title')} close={t('again.close')} onClose={onClose}>
      <p className="note">{t('again.why')}</p>
      <ul className="reasons">
        {groups.map((group) => (
          <li key={`${group.kind}${group.code}`}>
            <label className="check">
              <input
                type="checkbox"
                checked={chosen.includes(group)}
                onChange={(event) => choose(group, event.target.checked)}
              />
              <span className="grow">{group.reason}</span>
              <span className="mono">{figure(group.rows.length)}</span>
            </label>
            {group.kind !== 'again' && (
              <p className={group.kind === 'unsure' ? 'note amber' : 'note'}>{t(`again.${group.kind}`)}</p>
            )}
            <details className="note">
              <summary>{t('again.who')}</summary>
              <ul>
                {group.rows.map((row) => (
                  <li key={row.place} dir="auto">
                    <Visible text={whoOf(row)} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      <ClosedNote closing={run.closing} leavesAt={now} now={now} />
      {(run.state === 'paused' || run.state === 'stopped') && <p className="note">{t('again.waits')}</p>}
      {call.problem !== null && <ProblemText problem={call.problem} />}
      <div className="row">
        <button type="button" className="btn primary" aria-disabled={call.busy} onClick={() => void send()}>
          <Icon name="again" />
          {t('again.send', { count: places.length })}
        </button>
      </div>
    </RunDialog>
  )
}
