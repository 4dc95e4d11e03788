import { useEffect, useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { DeskState } from '../../shared/desk-state.ts'
import { usePlace } from '../app/use-area.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { HandOverDialog } from './HandOverDialog.tsx'
import { HandoverFile } from './HandoverFile.tsx'
import { TakeOverDialog } from './TakeOverDialog.tsx'

export interface HandoverPaneProps {
  state: DeskState
  api: Pick<
    DeskApi,
    'listRuns' | 'listThreads' | 'makeHandover' | 'showHandover' | 'putHandover' | 'readHandover' | 'takeHandover'
  >
  now: number
}

/** All that is open, to another desk or from it. */
export function HandoverPane({ state, api, now }: HandoverPaneProps) {
  const { t, locale } = useWords()
  const [open, setOpen] = useState<'give' | 'take' | null>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const place = usePlace()
  useEffect(() => {
    if (place !== 'handover') return
    // As far as it has to: more would move the window itself.
    title.current?.closest('section')?.scrollIntoView({ block: 'nearest' })
    title.current?.focus({ preventScroll: true })
  }, [place])
  const { handedOver, takenOver } = state
  // A desk that is handed over has no button any more that the dialog was opened by.
  useEffect(() => {
    if (open === null && handedOver !== null && document.activeElement === document.body) title.current?.focus()
  }, [open, handedOver])
  const time = (iso: string) => sinceClock(iso, locale, now)
  return (
    <section className="side">
      <h2 ref={title} tabIndex={-1}>
        {t('handover.title')}
      </h2>
      {handedOver !== null ? (
        <>
          <p>{t('handover.since', { time: time(handedOver.since) })}</p>
          {handedOver.file === null ? (
            <p>{t('handover.unfinished')}</p>
          ) : (
            <HandoverFile file={handedOver.file} api={api} shell={state.shell} />
          )}
        </>
      ) : (
        <p className="note">{t('handover.why')}</p>
      )}
      {handedOver === null && takenOver !== null && (
        <>
          <p>{t('handover.taken', { time: time(takenOver.at), madeAt: time(takenOver.madeAt) })}</p>
          <p className="handover-summary">{takenOver.summary || t('handover.noSummary')}</p>
          {state.mode === 'live' &&
            (state.link?.state === 'linked' ? (
              <p>{t('handover.linked')}</p>
            ) : (
              <p>
                {t('handover.linkFirst')} <a href="#setup/link">{t('handover.link')}</a>
              </p>
            ))}
        </>
      )}
      <p className="backup-acts">
        {(handedOver === null || handedOver.file === null) && (
          <button type="button" className="btn" onClick={() => setOpen('give')}>
            {t('handover.give')}
          </button>
        )}
        <button type="button" className="btn" onClick={() => setOpen('take')}>
          {t('handover.take')}
        </button>
      </p>
      {open === 'give' && <HandOverDialog dialog={dialog} state={state} api={api} onClose={() => setOpen(null)} />}
      {open === 'take' && (
        <TakeOverDialog dialog={dialog} state={state} api={api} now={now} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}
