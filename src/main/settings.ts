import Conf from 'conf'
import type { Settings } from '../shared/desk-api.ts'

export interface Kept extends Settings {
  mode: 'practice' | 'live' | null
}

const fresh: Kept = { country: null, language: null, theme: null, textsPerSecond: null, mode: null }

/** The settings file, `settings.json` in the data folder. No secrets are in it. */
export function openSettings(dataDir: string) {
  // A file that was damaged by hand must not keep the desk from starting: settings are quickly chosen again.
  const file = new Conf<Kept>({
    cwd: dataDir,
    configName: 'settings',
    defaults: fresh,
    clearInvalidConfig: true,
    configFileMode: 0o600,
  })
  return {
    mode: () => file.get('mode'),
    keepMode: (mode: 'practice' | 'live') => file.set('mode', mode),
    get: (): Settings => ({
      country: file.get('country'),
      language: file.get('language'),
      theme: file.get('theme'),
      textsPerSecond: file.get('textsPerSecond'),
    }),
    save: (changes: { [Name in keyof Settings]?: Settings[Name] | undefined }) => {
      for (const name of ['country', 'language', 'theme', 'textsPerSecond'] as const)
        if (changes[name] !== undefined) file.set(name, changes[name])
    },
  }
}
