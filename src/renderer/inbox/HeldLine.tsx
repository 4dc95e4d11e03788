import { useEffect, useState } from 'react'
import { Icon } from '../app/icons.tsx'
import { Mark } from '../app/Mark.tsx'
import { useWords } from '../words/use-words.ts'

/**
 * Below a text that was sent a moment ago: when it leaves, and the way back.
 *
 * @param until epoch ms
 */
export function HeldLine({ until, busy, onTakeBack }: { until: number; busy: boolean; onTakeBack: () => void }) {
  const { t } = useWords()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="under us">
      {/* A figure that counts down is not spoken each time. */}
      <span aria-live="off">
        <Mark icon="clock">{t('thread.held', { seconds: Math.max(1, Math.ceil((until - now) / 1000)) })}</Mark>
      </span>
      <button type="button" className="btn small" aria-disabled={busy} onClick={onTakeBack}>
        <Icon name="back" />
        {t(busy ? 'thread.takingBack' : 'thread.takeBack')}
      </button>
    </div>
  )
}
