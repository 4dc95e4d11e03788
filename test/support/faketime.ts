import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from './store.ts'

/** Debian's package `faketime`, on whatever processor. */
const library = (): string | null =>
  (process.platform === 'linux' && existsSync('/usr/lib') ? readdirSync('/usr/lib') : [])
    .map((folder) => join('/usr/lib', folder, 'faketime', 'libfaketimeMT.so.1'))
    .find((path) => existsSync(path)) ?? null

/** Why the clock of a process cannot be moved here; null when it can. */
export const faketimeMissing: string | null =
  library() === null ? 'there is no libfaketime here (Debian: apt-get install faketime)' : null

/**
 * A clock that can be put forward and back while a process runs by it. Only what people read off the wall moves: the
 * steady clock, which timers go by, is the real one, as when somebody sets the time of a computer.
 */
export function movableClock() {
  const file = join(freshFolder('clock'), 'offset')
  let aheadMs = 0
  const move = (ms: number) => {
    aheadMs = Math.round(ms / 1000) * 1000
    // In one step, or the process would read half of it.
    writeFileSync(`${file}.new`, `${aheadMs < 0 ? '-' : '+'}${Math.abs(aheadMs) / 1000}\n`)
    renameSync(`${file}.new`, file)
  }
  move(0)
  return {
    env: {
      LD_PRELOAD: library() ?? '',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    },
    move,
    /** Moves it to a moment, from where it goes on. */
    moveTo: (at: number) => move(at - Date.now()),
    now: () => Date.now() + aheadMs,
  }
}
