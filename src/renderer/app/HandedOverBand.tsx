import { useRef, useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { HandedOver } from '../../shared/handover.ts'
import { useCall } from '../setup/use-call.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'
import { AskDialog } from './AskDialog.tsx'

interface HandedOverBandProps {
  handedOver: HandedOver
  api: Pick<DeskApi, 'takeBackDesk'>
  now: number
}

/** Over the whole width, and it cannot be closed: two desks must not work on one number. */
export function HandedOverBand({ handedOver, api, now }: HandedOverBandProps) {
  const { t, locale } = useWords()
  const call = useCall()
  const [asking, setAsking] = useState(false)
  const back = useRef<HTMLButtonElement>(null)
  const { since, file } = handedOver
  const close = () => {
    setAsking(false)
    back.current?.focus()
  }
  return (
    <section className="handed" aria-label={t('handover.band.label')}>
      <p>
        <b>{t('handover.band.what', { time: sinceClock(since, locale, now) })}</b>{' '}
        {file === null ? t('handover.band.unfinished') : t('handover.band.file', { name: file.fileName })}
      </p>
      <span className="handed-acts">
        <a className="btn" href="#setup/handover">
          {t('handover.band.takeOver')}
        </a>
        <button ref={back} type="button" className="btn" onClick={() => setAsking(true)}>
          {t('handover.band.back')}
        </button>
      </span>
      {asking && (
        <AskDialog
          title={t('handover.back.title')}
          text={t('handover.back.text')}
          leave={t('handover.back.leave')}
          press={t('handover.back.do')}
          problem={call.problem}
          busy={call.busy}
          onPress={() => void call.run(() => api.takeBackDesk({ anyway: true }))}
          onClose={close}
        />
      )}
    </section>
  )
}
