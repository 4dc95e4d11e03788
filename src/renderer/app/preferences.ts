import { makeObservable, type Observable } from './observable.ts'

/** How this window likes to be used; kept in the window's own storage, not in the desk. */
export interface Preferences {
  /** N, E, R, 1 to 3 and ? outside text boxes. Can be switched off (WCAG 2.1.4). */
  letterKeys: boolean
  guide: boolean
  /** Somebody has read that this system shows no notifications. */
  toldOfNotifications: boolean
  /** In the inbox Enter sends and Shift Enter breaks the line; else the other way round. */
  enterSends: boolean
  /** When one more customer needs somebody; `repeat` is once a minute while nobody looks. */
  sound: Sound
}

export const sounds = ['off', 'once', 'repeat'] as const
export type Sound = (typeof sounds)[number]

export interface PreferenceStore extends Observable<Preferences> {
  change(change: Partial<Preferences>): void
}

const key = 'preferences'

export function makePreferences(storage: Pick<Storage, 'getItem' | 'setItem'>): PreferenceStore {
  const kept = makeObservable<Preferences>({
    letterKeys: true,
    guide: true,
    toldOfNotifications: false,
    enterSends: true,
    sound: 'once',
    ...read(storage),
  })
  return {
    getSnapshot: kept.getSnapshot,
    subscribe: kept.subscribe,
    change: (change) => {
      const next = { ...kept.getSnapshot(), ...change }
      kept.set(next)
      try {
        storage.setItem(key, JSON.stringify(next))
      } catch {
        // Without storage a preference lasts as long as the window.
      }
    },
  }
}

function read(storage: Pick<Storage, 'getItem'>): Partial<Preferences> {
  try {
    const found = JSON.parse(storage.getItem(key) ?? '{}') as Record<string, unknown>
    return {
      ...(typeof found.letterKeys === 'boolean' ? { letterKeys: found.letterKeys } : {}),
      ...(typeof found.guide === 'boolean' ? { guide: found.guide } : {}),
      ...(found.toldOfNotifications === true ? { toldOfNotifications: true } : {}),
      ...(typeof found.enterSends === 'boolean' ? { enterSends: found.enterSends } : {}),
      ...(isSound(found.sound) ? { sound: found.sound } : {}),
    }
  } catch {
    return {}
  }
}

const isSound = (value: unknown): value is Sound => sounds.some((sound) => sound === value)
