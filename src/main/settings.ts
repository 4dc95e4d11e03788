import Conf from 'conf'
import type { Argument, Settings } from '../shared/desk-api.ts'

export interface Kept extends Settings {
  mode: 'practice' | 'live' | null
}

/** What nobody has chosen yet. */
export const freshSettings: Settings = {
  country: null,
  language: null,
  theme: null,
  textsPerSecond: null,
  providerAnswers: false,
  helpText: null,
  confirmStop: false,
}

/** The settings file, `settings.json` in the data folder. No secrets are in it. */
export function openSettings(dataDir: string) {
  // A file that was damaged by hand must not keep the desk from starting: settings are quickly chosen again.
  const file = new Conf<Kept>({
    cwd: dataDir,
    configName: 'settings',
    defaults: { ...freshSettings, mode: null },
    clearInvalidConfig: true,
    configFileMode: 0o600,
  })
  const get = (): Settings => ({
    country: file.get('country'),
    language: file.get('language'),
    theme: file.get('theme'),
    textsPerSecond: file.get('textsPerSecond'),
    providerAnswers: file.get('providerAnswers'),
    helpText: file.get('helpText'),
    confirmStop: file.get('confirmStop'),
  })
  return {
    mode: () => file.get('mode'),
    keepMode: (mode: 'practice' | 'live') => file.set('mode', mode),
    get,
    /** As they would be after some changes. */
    changed: (changes: Argument<'saveSettings'>): Settings => ({ ...get(), ...named(changes) }),
    save: (changes: Argument<'saveSettings'>) => file.set(named(changes)),
  }
}

/** Without what is named and left open. */
const named = (changes: Argument<'saveSettings'>): Partial<Settings> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
