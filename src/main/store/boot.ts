import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'

const notePath = (folder: string) => join(folder, 'desk.boot')

/** Notes under which start of the computer the database is written, and that no disk failed it since. */
export function noteBoot(folder: string): void {
  try {
    writeFileSync(notePath(folder), bootOf(folder), { mode: 0o600 })
  } catch {
    // The next start after a kill looks through all of the file.
  }
}

/** Something failed, or speaks of damage: from now on the system's word for what it keeps is not enough. */
export function forgetBoot(folder: string): void {
  try {
    rmSync(notePath(folder), { force: true })
  } catch {
    // The disk takes no change now; it is forgotten when the database is opened there again.
  }
}

/**
 * Whether this file was last written since the computer started, on a disk that did not fail. Then a desk that was
 * killed left it whole: what a process has written the system keeps, and only a power cut or a crash of the system
 * itself takes some of it away.
 */
export function isOfThisBoot(folder: string): boolean {
  try {
    return readFileSync(notePath(folder), 'utf8') === bootOf(folder)
  } catch {
    return false
  }
}

/**
 * The start and the file. Where the system has no name for its start it is the second of it: a clock that was set makes
 * it another one, and only a computer that begins at the same second each time would be taken for one that went on.
 */
function bootOf(folder: string): string {
  const start =
    process.platform === 'linux'
      ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      : Math.round(Date.now() / 1000 - uptime())
  const { dev, ino, birthtimeNs } = statSync(join(folder, 'desk.db'), { bigint: true })
  return `${start} ${dev} ${ino} ${birthtimeNs}\n`
}
