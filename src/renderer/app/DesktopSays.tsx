import { useState } from 'react'
import type { DeskApi } from '../../shared/desk-api.ts'
import type { Desktop } from '../../shared/desktop.ts'
import { useWords } from '../words/use-words.ts'
import { DesktopNotices } from './DesktopNotices.tsx'
import type { PreferenceStore } from './preferences.ts'
import { keepSeen, keyOf, readSeen } from './seen-notices.ts'
import { useObservable } from './use-observable.ts'
import { ZoomShown } from './ZoomShown.tsx'

interface DesktopSaysProps {
  desktop: Desktop
  desk: DeskApi
  preferences: PreferenceStore
}

/** What the desktop has to say across the window: how large it is drawn now, and what the system did not show; once, that it does not. */
export function DesktopSays({ desktop, desk, preferences }: DesktopSaysProps) {
  const { t } = useWords()
  const { toldOfNotifications } = useObservable(preferences)
  const [seen, setSeen] = useState(() => readSeen(sessionStorage))
  const notices = desktop.notices.filter((notice) => !seen.has(keyOf(notice)))
  const explains = desktop.notifications !== null && !toldOfNotifications
  return (
    <>
      <ZoomShown zoom={desktop.zoom} />
      {(explains || notices.length > 0) && (
        <section className="desktop-says" aria-label={t('desktop.notifications')}>
          {explains && desktop.notifications !== null && (
            <>
              <p role="status">{t(`desktop.trouble.${desktop.notifications}`)}</p>
              <button
                type="button"
                className="btn small"
                onClick={() => preferences.change({ toldOfNotifications: true })}
              >
                {t('desktop.read')}
              </button>
            </>
          )}
          <DesktopNotices
            notices={notices}
            desk={desk}
            onSeen={(notice) => setSeen(keepSeen(sessionStorage, new Set([...seen, keyOf(notice)]), desktop.notices))}
          />
        </section>
      )}
    </>
  )
}
