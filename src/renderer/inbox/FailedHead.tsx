import { useEffect, useId, useRef, useState } from 'react'
import type { Answer, DeskApi } from '../../shared/desk-api.ts'
import type { FailedGroup } from '../../shared/failed.ts'
import type { Thread } from '../../shared/thread.ts'
import { AskDialog } from '../app/AskDialog.tsx'
import { Icon } from '../app/icons.tsx'
import { useReadOnly } from '../app/read-only.ts'
import { useCall } from '../setup/use-call.ts'
import { useWords } from '../words/use-words.ts'
import { reasonOf } from './reason-of.ts'
import { TextAgainDialog } from './TextAgainDialog.tsx'
import { useFailed } from './use-failed.ts'

interface FailedHeadProps {
  desk: Pick<DeskApi, 'listFailed' | 'textAgain' | 'cancelWaiting'>
  rows: readonly Thread[]
  queued: number
  newId: () => string
  say: (sentence: string) => void
}

/** Above the list of who was not reached: how many for which reason, and what can be done about many at once. */
export function FailedHead({ desk, rows, queued, newId, say }: FailedHeadProps) {
  const words = useWords()
  const { t } = words
  const id = useId()
  const readOnly = useReadOnly()
  const failed = useFailed(desk, rows, queued)
  const [again, setAgain] = useState<FailedGroup | null>(null)
  // As it was when somebody pressed: no more is cancelled than the number they read.
  const [waiting, setWaiting] = useState<{ texts: number; upTo: number } | null>(null)
  const call = useCall()
  const cancel = async (upTo: number) => {
    const done = await call.run(() => desk.cancelWaiting({ upTo }))
    if (done === null) return
    setWaiting(null)
    say(t('failed.cancelled', { count: done.cancelled }))
  }
  // What was pressed may be gone with what it did: the keys go on from the tab.
  const inside = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: after whatever may take away what had the focus
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) document.getElementById('threads-failed')?.focus()
  }, [failed, again, waiting])
  const { groups, waiting: nowWaiting } = failed ?? nothing
  // A dialog that somebody reads stays, whatever becomes of the list behind it.
  if (groups.length === 0 && nowWaiting.texts === 0 && again === null && waiting === null) return null
  return (
    <section
      className="failed-head"
      aria-label={t('failed.title')}
      onFocus={() => {
        inside.current = true
      }}
      onBlur={(event) => {
        inside.current = event.currentTarget.contains(event.relatedTarget)
      }}
    >
      {groups.length > 0 && (
        <ul>
          {groups.map((group, index) => (
            <li key={`${group.unsure} ${group.problemCode}`}>
              <span className={group.unsure ? 'sign' : 'sign lost'}>
                <Icon name={group.unsure ? 'ask' : 'cross'} />
              </span>
              <span id={`${id}r${index}`}>
                <span className="mono">{group.texts}</span> · {reasonOf(group, words)}
              </span>
              {!readOnly && (
                <button
                  type="button"
                  className="btn small"
                  id={`${id}b${index}`}
                  aria-labelledby={`${id}b${index} ${id}r${index}`}
                  onClick={() => setAgain(group)}
                >
                  {t('failed.again')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {nowWaiting.texts > 0 && (
        <p className="row">
          <span className="sign">
            <Icon name="hourglass" />
          </span>
          <span className="grow">{t('failed.waiting', { count: nowWaiting.texts })}</span>
          {!readOnly && (
            <button type="button" className="btn small" onClick={() => setWaiting(nowWaiting)}>
              {t('failed.cancelAll')}
            </button>
          )}
        </p>
      )}
      {again !== null && (
        <TextAgainDialog group={again} desk={desk} newId={newId} say={say} onClose={() => setAgain(null)} />
      )}
      {waiting !== null && (
        <AskDialog
          title={t('failed.cancelTitle', { count: waiting.texts })}
          text={t('failed.cancelWhy')}
          leave={t('failed.leave')}
          press={t('failed.cancel', { count: waiting.texts })}
          problem={call.problem}
          busy={call.busy}
          onPress={() => void cancel(waiting.upTo)}
          onClose={() => {
            setWaiting(null)
            call.tell(null)
          }}
        />
      )}
    </section>
  )
}

const nothing: Answer<'listFailed'> = { groups: [], waiting: { texts: 0, upTo: 0 } }
