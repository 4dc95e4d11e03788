import type { Desktop } from '../../shared/desktop.ts'
import { useWords } from '../words/use-words.ts'
import type { PreferenceStore } from './preferences.ts'
import { useObservable } from './use-observable.ts'
import { ZoomShown } from './ZoomShown.tsx'

/** What the desktop has to say across the window: how large it is drawn now, and once that it shows no notifications. */
export function DesktopSays({ desktop, preferences }: { desktop: Desktop; preferences: PreferenceStore }) {
  const { t } = useWords()
  const { toldOfNotifications } = useObservable(preferences)
  return (
    <>
      <ZoomShown zoom={desktop.zoom} />
      {desktop.notifications !== null && !toldOfNotifications && (
        <section className="desktop-says" aria-label={t('desktop.notifications')}>
          <p role="status">{t(`desktop.trouble.${desktop.notifications}`)}</p>
          <button type="button" className="btn small" onClick={() => preferences.change({ toldOfNotifications: true })}>
            {t('desktop.read')}
          </button>
        </section>
      )}
    </>
  )
}
