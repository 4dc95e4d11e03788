import Conf from 'conf'
import type { Argument, Settings } from '../shared/desk-api.ts'
import type { LinkMemory } from './setup/link.ts'

export interface Kept extends Settings {
  mode: 'practice' | 'live' | null
  /** Where our number's replies went before we came. */
  link: LinkMemory | null
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
    defaults: { ...freshSettings, mode: null, link: null },
    clearInvalidConfig: true,
    configFileMode: 0o600,
  })
  // Conf reads the file at every question, and the state of the desk asks some ten questions five times a second. A
  // second desk on the same folder, in the other mode, learns of a change when it starts.
  let kept = file.store
  const keep = (changes: Partial<Kept>) => {
    file.set(changes)
    kept = file.store
  }
  const get = (): Settings => {
    // By name: a file of a later version may hold more.
    const { country, language, theme, textsPerSecond, providerAnswers, helpText, confirmStop } = kept
    return { country, language, theme, textsPerSecond, providerAnswers, helpText, confirmStop }
  }
  return {
    mode: () => kept.mode,
    keepMode: (mode: 'practice' | 'live') => keep({ mode }),
    link: { get: () => kept.link, keep: (link: LinkMemory | null) => keep({ link }) },
    get,
    /** As they would be after some changes. */
    changed: (changes: Argument<'saveSettings'>): Settings => ({ ...get(), ...named(changes) }),
    save: (changes: Argument<'saveSettings'>) => keep(named(changes)),
  }
}

/** Without what is named and left open. */
const named = (changes: Argument<'saveSettings'>): Partial<Settings> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
