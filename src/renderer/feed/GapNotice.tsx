import { useLayoutEffect, useRef, useState } from 'react'
import type { Gap } from '../../shared/gap.ts'
import { Icon } from '../app/icons.tsx'
import { useSecondHalf } from '../app/use-second-half.ts'
import { sinceClock } from '../words/time.ts'
import { useWords } from '../words/use-words.ts'

interface GapNoticeProps {
  gap: Gap
  now: number
  onRead: (gapId: number) => Promise<void>
  /** The notice goes away while its button has the focus. */
  onGone: () => void
}

/** A stretch in which replies could not arrive, and what came of it: until somebody has read it. */
export function GapNotice({ gap, now, onRead, onGone }: GapNoticeProps) {
  const { t, locale, problem } = useWords()
  const [busy, setBusy] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const own = button.current
    return () => {
      if (own !== null && own === document.activeElement) onGone()
    }
  }, [onGone])
  // Another one may come into its place while somebody presses: that one they have not read.
  const shown = useRef(gap.id)
  const { pressed: replaced, isSecondHalf: isJustReplaced } = useSecondHalf()
  useLayoutEffect(() => {
    if (shown.current !== gap.id) replaced()
    shown.current = gap.id
  }, [gap.id, replaced])
  const from = sinceClock(gap.since, locale, now)
  const read = () => {
    if (busy || isJustReplaced()) return
    setBusy(true)
    void onRead(gap.id).finally(() => setBusy(false))
  }
  // What was recovered is good news and interrupts nobody; what may be missing does.
  const missing = gap.problem !== null
  return (
    <div className={missing ? 'notice bad' : 'notice told'} role={missing ? 'alert' : 'status'}>
      <Icon name={missing ? 'wavesLost' : 'waves'} />
      <p>
        {gap.until === null
          ? t(`feed.gapSince.${gap.why}`, { from })
          : t(`feed.gap.${gap.why}`, { from, to: sinceClock(gap.until, locale, now) })}{' '}
        {gap.recovered > 0 && <b>{t('feed.gapRecovered', { count: gap.recovered })} </b>}
        {gap.problem !== null && `${t('feed.gapMissing')} ${problem(gap.problem)} `}
        <button type="button" className="link" ref={button} aria-disabled={busy} onClick={read}>
          {t('feed.gapRead')}
        </button>
      </p>
    </div>
  )
}
