import type { Argument } from '../../shared/desk-api.ts'
import type { Settings } from '../../shared/desk-state.ts'
import { type Desktop, type NotificationChoice, notificationChoices } from '../../shared/desktop.ts'
import { command } from '../app/window-keys.ts'
import { useWords } from '../words/use-words.ts'
import { SelectField } from './SelectField.tsx'

interface DesktopSettingsProps {
  settings: Settings
  desktop: Desktop
  save: (change: Argument<'saveSettings'>) => Promise<void>
}

/** What the desktop does beside the window: goes on in the tray, tells who needs somebody, starts by itself. */
export function DesktopSettings({ settings, desktop, save }: DesktopSettingsProps) {
  const { t } = useWords()
  const { closeToTray, notifications, startAtLogin, stopKeyEverywhere } = settings
  const keys = `${command()}+Shift+.`
  return (
    <>
      <div>
        <SelectField
          label={t('desktop.notifications')}
          value={notifications}
          onChange={(value) => void save({ notifications: value as NotificationChoice })}
        >
          {notificationChoices.map((choice) => (
            <option key={choice} value={choice}>
              {t(`desktop.notify.${choice}`)}
            </option>
          ))}
        </SelectField>
        <p className="note">{t('desktop.notificationsWhy')}</p>
        {desktop.notifications !== null && notifications !== 'off' && (
          <p className="note" role="status">
            {t(`desktop.trouble.${desktop.notifications}`)}
          </p>
        )}
      </div>
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={closeToTray === true}
            ref={(box) => {
              if (box !== null) box.indeterminate = closeToTray === null
            }}
            onChange={(event) => void save({ closeToTray: event.target.checked })}
          />
          {t('setup.closeToTray')}
        </label>
        <p className="note">{t('setup.closeToTrayWhy')}</p>
        {closeToTray === null && <p className="note">{t('setup.closeToTrayAsks')}</p>}
      </div>
      {desktop.startsAtLogin && (
        <div>
          <label className="check">
            <input
              type="checkbox"
              checked={startAtLogin}
              onChange={(event) => void save({ startAtLogin: event.target.checked })}
            />
            {t('desktop.startAtLogin')}
          </label>
          <p className="note">{t('desktop.startAtLoginWhy')}</p>
        </div>
      )}
      <div>
        <label className="check">
          <input
            type="checkbox"
            checked={stopKeyEverywhere}
            onChange={(event) => void save({ stopKeyEverywhere: event.target.checked })}
          />
          {t('desktop.stopKey')}
        </label>
        <p className="note">{t('desktop.stopKeyWhy', { keys })}</p>
        {desktop.stopKey === 'taken' && (
          <p className="note" role="status">
            {t('desktop.stopKeyTaken', { keys })}
          </p>
        )}
      </div>
    </>
  )
}
