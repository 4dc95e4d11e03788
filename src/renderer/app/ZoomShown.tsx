import { useEffect, useState } from 'react'
import { useWords } from '../words/use-words.ts'

const shownMs = 1_500

/** How large the window is drawn now, for a moment after it was changed. @param zoom in percent */
export function ZoomShown({ zoom }: { zoom: number }) {
  const { t } = useWords()
  const [known, setKnown] = useState(zoom)
  const [isShown, show] = useState(false)
  if (zoom !== known) {
    setKnown(zoom)
    show(true)
  }
  useEffect(() => {
    if (!isShown) return
    // From the newest change on.
    const timer = setTimeout(() => show(false), shownMs, known)
    return () => clearTimeout(timer)
  }, [isShown, known])
  return (
    <p className="zoom-shown" role="status">
      {isShown && <span>{t('desktop.zoom', { percent: known })}</span>}
    </p>
  )
}
