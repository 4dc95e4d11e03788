import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface SecondStart {
  argv: string[]
  workingDirectory: string
}

/**
 * One instance for each folder. The owner's process number stands in a file; a second start leaves a note there that
 * the owner picks up.
 *
 * @param onSecond told of each later start
 * @returns whether this process is the first; undo when it is, else null
 */
export function claimInstance(userData: string, onSecond: (second: SecondStart) => void): (() => void) | null {
  const folder = join(userData, 'stand-in-instance')
  const owner = join(folder, 'owner')
  mkdirSync(folder, { recursive: true })
  // Written whole and then linked into place: nobody ever reads half a number.
  const mine = join(folder, `claim-${process.pid}`)
  writeFileSync(mine, String(process.pid))
  let owned = tryLink(mine, owner)
  if (!owned && !isAlive(Number(readFileSync(owner, 'utf8')))) {
    rmSync(owner, { force: true })
    owned = tryLink(mine, owner)
  }
  rmSync(mine)
  if (!owned) {
    const note: SecondStart = { argv: process.argv, workingDirectory: process.cwd() }
    writeFileSync(join(folder, `second-${process.pid}`), JSON.stringify(note))
    return null
  }
  const watcher = watch(folder, () => {
    for (const name of readdirSync(folder).filter((each) => each.startsWith('second-'))) {
      const note = readNote(join(folder, name))
      if (note === null) continue
      rmSync(join(folder, name), { force: true })
      onSecond(note)
    }
  })
  watcher.unref()
  const release = () => {
    watcher.close()
    rmSync(owner, { force: true })
  }
  process.once('exit', release)
  return release
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Null while it is still being written, or once it was read. */
function readNote(path: string): SecondStart | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SecondStart
  } catch {
    return null
  }
}
