import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileSync } from 'atomically'
import { z } from 'zod'
import { readArgument } from '../shared/desk-api.ts'
import type { Settings } from '../shared/desk-state.ts'
import { type ListColumns, listsMost } from '../shared/list-columns.ts'
import type { LinkMemory } from './setup/link.ts'

/** What the file holds: no secret of ours; an address of before may hold somebody's, so the file is for its owner alone. */
export interface Kept extends Settings {
  mode: 'practice' | 'live' | null
  /** Of each number of ours, by its hash: where its replies went before we came. */
  links: LinkMemory[]
  /** What somebody said the columns of lists are, the newest first. */
  lists: ListColumns[]
  /** As what a damaged file was set aside, until somebody has saved settings since. */
  setAside: string | null
}

/** What nobody has chosen yet. */
export const freshSettings: Settings = {
  country: null,
  language: null,
  theme: null,
  textsPerSecond: null,
  usLongTextsPerSecond: null,
  providerAnswers: false,
  helpText: null,
  confirmStop: false,
  quietHours: null,
  closeToTray: null,
  ngrokPlan: 'free',
  // A screen that is locked, or that others see, shows no customer's words before somebody has said so.
  notifications: 'no-texts',
  startAtLogin: false,
  stopKeyEverywhere: false,
}
export const freshKept: Kept = { ...freshSettings, mode: null, links: [], lists: [], setAside: null }

export type SettingsRecord = Record<string, unknown>

/** `migrations[n]` makes of a file of version n one of version n + 1. */
const migrations: readonly ((file: SettingsRecord) => SettingsRecord)[] = [
  (file) => file, // Written before files had a version; nothing else differs.
  bothRates,
]
export const settingsVersion = migrations.length

const call = readArgument.saveSettings.shape
const readers: { [Key in keyof Kept]: z.ZodType<Kept[Key]> } = {
  country: call.country.unwrap(),
  language: call.language.unwrap(),
  theme: call.theme.unwrap(),
  textsPerSecond: call.textsPerSecond.unwrap(),
  usLongTextsPerSecond: call.usLongTextsPerSecond.unwrap(),
  providerAnswers: call.providerAnswers.unwrap(),
  helpText: call.helpText.unwrap(),
  confirmStop: call.confirmStop.unwrap(),
  quietHours: call.quietHours.unwrap(),
  closeToTray: call.closeToTray.unwrap(),
  ngrokPlan: call.ngrokPlan.unwrap(),
  notifications: call.notifications.unwrap(),
  startAtLogin: call.startAtLogin.unwrap(),
  stopKeyEverywhere: call.stopKeyEverywhere.unwrap(),
  mode: z.enum(['practice', 'live']).nullable(),
  links: z.array(
    z.object({
      number: z.string(),
      computer: z.string(),
      ours: z.array(z.string()),
      linkedAt: z.string().nullable(),
      before: z.string().nullable(),
      othersLost: z.boolean(),
    }),
  ),
  lists: z.array(readArgument.keepListColumns).max(listsMost),
  setAside: z.string().max(100).nullable(),
}

/** One value was of the account and of a US long number. Taken for the account's alone, it would slow the number down unsaid. */
function bothRates(file: SettingsRecord): SettingsRecord {
  const rate = readers.textsPerSecond.safeParse(file.textsPerSecond)
  if (Object.hasOwn(file, 'usLongTextsPerSecond') || !rate.success || rate.data === null) return file
  return { ...file, usLongTextsPerSecond: rate.data }
}

export type FoundSettings =
  | { kind: 'read'; record: SettingsRecord; kept: Kept; lost: (keyof Kept)[] }
  | { kind: 'none' }
  | { kind: 'damaged' }
  /** It may be whole: only it cannot be looked at now. */
  | { kind: 'unreadable'; error: unknown }

/**
 * Of each value by itself: a bad one does not cost the others.
 *
 * @returns `record` is of this version, or as it was where it is of a later one: what only that one knows stays in it.
 *   `lost` are the values that cannot be meant. A later version may mean them, so there are none in its files.
 */
export function readSettings(found: SettingsRecord) {
  const from = z.int().min(0).catch(0).parse(found.version)
  const isLater = from > settingsVersion
  const migrated = migrations.slice(from).reduce((record, migrate) => migrate(record), found)
  const record = isLater ? found : { ...migrated, version: settingsVersion }
  const kept = { ...freshKept }
  const lost: (keyof Kept)[] = []
  const take = <Key extends keyof Kept>(key: Key) => {
    if (!Object.hasOwn(record, key)) return
    const value = readers[key].safeParse(record[key])
    if (value.success) kept[key] = value.data
    else if (!isLater) lost.push(key)
  }
  for (const key of Object.keys(readers) as (keyof Kept)[]) take(key)
  return { record, kept, lost }
}

/** `settings.json` in the data folder. */
export function settingsFile(dataDir: string) {
  const path = join(dataDir, 'settings.json')
  return {
    find(): FoundSettings {
      try {
        const record = parse(readFileSync(path, 'utf8'))
        return record === null ? { kind: 'damaged' } : { kind: 'read', ...readSettings(record) }
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT') return { kind: 'none' }
        return code === 'EISDIR' ? { kind: 'damaged' } : { kind: 'unreadable', error }
      }
    },
    /** @returns the name under which it is kept, beside where it was */
    setAside(now: number): string {
      const name = `settings.damaged-${new Date(now).toISOString().replace(/[-:.]/g, '')}.json`
      renameSync(path, join(dataDir, name))
      return name
    },
    /** All or nothing. With the writer that Conf has: what reads and checks beside it takes longer to load than all of this. */
    write(record: SettingsRecord): void {
      writeFileSync(path, `${JSON.stringify(record, null, '\t')}\n`, { mode: 0o600 })
    },
  }
}

/** Null where it is no JSON object. Windows' editor begins a file with a mark of its own. */
function parse(text: string): SettingsRecord | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
