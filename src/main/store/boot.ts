import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { dirname, join } from 'node:path'

const path = (file: string) => join(dirname(file), 'desk.boot')

/** Notes under which start of the computer a file is written. */
export function noteBoot(file: string): void {
  try {
    writeFileSync(path(file), bootOf(file), { mode: 0o600 })
  } catch {
    // Without it more is looked at than need be.
  }
}

/**
 * Whether this file was last written since the computer started. Then a desk that was killed left it whole: what a
 * process has written the system keeps, and only a power cut or a fall of the system itself takes some of it away. A
 * file that was put in its place since is another one.
 */
export function isOfThisBoot(file: string): boolean {
  try {
    return readFileSync(path(file), 'utf8') === bootOf(file)
  } catch {
    return false
  }
}

/** Where the system gives no name to its start, the minute of it: a clock that was set makes it another, to be safe. */
function bootOf(file: string): string {
  const start =
    process.platform === 'linux'
      ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      : Math.round((Date.now() - uptime() * 1000) / 60_000)
  return `${start} ${statSync(file).ino}\n`
}
