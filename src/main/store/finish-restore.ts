import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { syncToDisk } from './disk.ts'
import { lowerMark } from './high-water.ts'

/**
 * Carries out a restore that was ready. The file that was there first, and its log before anything can take its place:
 * a log beside another file than its own would be replayed into it. Begun and killed, it goes on where it was.
 *
 * @returns what the file that was there is called now; null when there was none, or nothing to carry out
 */
export function finishRestore(folder: string): string | null {
  const file = join(folder, 'desk.db')
  const prefix = 'desk.db.restore-'
  const ready = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith(prefix)) : undefined
  if (ready === undefined) return null
  const aside = join(folder, `desk.db.${ready.slice(prefix.length)}`)
  lowerMark(folder)
  moveIfThere(file, aside)
  for (const suffix of ['-wal', '-journal']) moveIfThere(`${file}${suffix}`, `${aside}${suffix}`)
  rmSync(`${file}-shm`, { force: true })
  syncToDisk(folder)
  renameSync(join(folder, ready), file)
  syncToDisk(folder)
  return existsSync(aside) ? aside : null
}

function moveIfThere(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to)
}

/** What a kill left of a copy that was to take the database's place. */
export function removeRestoring(folder: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm'])
    rmSync(join(folder, `desk.db.restoring${suffix}`), { force: true })
}
