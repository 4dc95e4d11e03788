import { type FormEvent, useRef, useState } from 'react'
import type { Run } from '../../shared/run.ts'
import { Icon } from '../app/icons.tsx'
import { ProblemText } from '../app/ProblemText.tsx'
import { useCall } from '../setup/use-call.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { ClosedNote } from './ClosedNote.tsx'
import { RunDialog } from './RunDialog.tsx'
import type { RunStore } from './run-store.ts'
import { TimeField } from './TimeField.tsx'
import { askedTimes, leavesAt, localTime, wrongTime } from './when.ts'

interface TimeDialogProps {
  run: Run
  store: Pick<RunStore, 'reschedule'>
  now: number
  say: (sentence: string) => void
  onClose: () => void
}

/** Another time for a run that is planned, and until when it may leave. */
export function TimeDialog({ run, store, now, say, onClose }: TimeDialogProps) {
  const { t, locale } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const call = useCall()
  const [when, setWhen] = useState(() => ({
    isLater: true,
    startsAt: localTime(Date.parse(run.startsAt)),
    until: run.until === null ? '' : localTime(Date.parse(run.until)),
    chase: null,
  }))
  const [wrong, setWrong] = useState<ReturnType<typeof wrongTime>>(null)
  const change = (part: Partial<typeof when>) => {
    setWhen({ ...when, ...part })
    setWrong(null)
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wrongField = wrongTime(when, Date.now())
    setWrong(wrongField)
    if (wrongField !== null) return
    const { startsAt = run.startsAt, until = null } = askedTimes(when, null)
    const moved = await call.run(() => store.reschedule(run.id, { startsAt, until }))
    if (moved === null) return
    say(t('runTimes.moved', { time: sinceClock(moved.run.startsAt, locale, Date.now()) }))
    dialog.current?.close()
  }
  return (
    <RunDialog dialog={dialog} title={t('runTimes.title')} close={t('again.close')} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} noValidate>
        <TimeField
          name="startsAt"
          label={t('newRun.when.startsAt')}
          value={when.startsAt}
          min={localTime(now)}
          wrong={wrong === 'startsAt' ? t('newRun.when.missing') : null}
          onChange={(startsAt) => change({ startsAt })}
        />
        <TimeField
          name="until"
          label={t('newRun.when.until')}
          note={t('newRun.when.untilWhy')}
          value={when.until}
          min={when.startsAt}
          wrong={wrong === 'until' ? t('newRun.when.early') : null}
          onChange={(until) => change({ until })}
        />
        {wrong === null && <ClosedNote closing={run.closing} leavesAt={leavesAt(when)} now={now} />}
        {call.problem !== null && <ProblemText problem={call.problem} />}
        <div className="row">
          <button type="submit" className="btn primary" aria-disabled={call.busy}>
            <Icon name="clock" />
            {t('runTimes.save')}
          </button>
        </div>
      </form>
    </RunDialog>
  )
}
