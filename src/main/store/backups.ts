import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** One copy of the database. */
export interface BackupFile {
  /** Its name without the ending. */
  id: string
  /** Counts up by one with each. The order; no clock is. */
  place: number
  /** Epoch ms, by the clock of that moment. */
  madeAt: number
  /** It was made before the layout changed. */
  beforeUpdate: boolean
}

const hourly = 24
const daily = 14
const beforeUpdates = 2
const pattern = /^(\d{7})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(-before-\d+)?$/

export const backupFolder = (folder: string) => join(folder, 'backups')
export const backupPath = (folder: string, id: string) => join(backupFolder(folder), `${id}.db`)
/** One that is being made. What is left of it after a kill goes with the next. */
export const buildingPath = (folder: string) => join(backupFolder(folder), 'building')

export function removeBuilding(folder: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${buildingPath(folder)}${suffix}`, { force: true })
}

/** Newest first. */
export function backupsIn(folder: string): BackupFile[] {
  return namesIn(backupFolder(folder))
    .flatMap((name) => (name.endsWith('.db') ? (readId(name.slice(0, -3)) ?? []) : []))
    .toSorted((one, other) => other.place - one.place)
}

/** A folder that cannot be read holds none: that it cannot be written either is told when the next is made. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

export function readId(id: string): BackupFile | null {
  const [, place, year, month, day, hour, minute, second, before] = pattern.exec(id) ?? []
  if (place === undefined) return null
  const madeAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(madeAt) ? null : { id, place: Number(place), madeAt, beforeUpdate: before !== undefined }
}

/** @param beforeVersion of the layout that is about to come; null for one that is made in the course of the day */
export function nextId(newest: BackupFile | undefined, now: number, beforeVersion: number | null): string {
  const place = String((newest?.place ?? 0) + 1).padStart(7, '0')
  const before = beforeVersion === null ? '' : `-before-${beforeVersion}`
  return `${place}-${stamp(now)}${before}`
}

/** 20261122T060000Z: for names of files. */
export const stamp = (now: number) => new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')

/**
 * What may go: all but the newest 24, the first of each of the last 14 days that have one, and the last two that were
 * made before an update.
 *
 * By count and by place, never by age: a clock that jumps a year ahead and back costs a day's backup at the most.
 */
export function superfluous(newestFirst: readonly BackupFile[]): BackupFile[] {
  const usual = newestFirst.filter(({ beforeUpdate }) => !beforeUpdate)
  const firstOfDay = new Map<string, BackupFile>()
  for (const backup of usual) {
    const day = stamp(backup.madeAt).slice(0, 8)
    if (firstOfDay.has(day) || firstOfDay.size < daily) firstOfDay.set(day, backup)
  }
  const kept = new Set([
    ...usual.slice(0, hourly),
    ...firstOfDay.values(),
    ...newestFirst.filter(({ beforeUpdate }) => beforeUpdate).slice(0, beforeUpdates),
  ])
  return newestFirst.filter((backup) => !kept.has(backup))
}
