import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshFolder } from '../support/store.ts'
import type { Inside } from './inside.ts'

/** What makes a program tell of itself from inside: arguments for Node, the environment, and how its lines are read. */
export function watchInside() {
  const file = join(freshFolder('inside'), 'lines')
  return {
    args: ['--import', fileURLToPath(new URL('inside.ts', import.meta.url))],
    env: { INSIDE: file },
    lines: (): Inside[] =>
      readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Inside),
  }
}

/** A process from outside, as the kernel sees it. Linux only. */
export function lookAt(pid: number) {
  const proportional = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
  const files = readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return !readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:')
    } catch {
      return false // closed meanwhile
    }
  })
  return { memoryBytes: Number(proportional) * 1024, openFiles: files.length }
}

export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0
