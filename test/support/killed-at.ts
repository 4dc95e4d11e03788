import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { freshFolder } from './store.ts'

/** A module of the store as it was built for this run (prepare.ts), for a process of its own. */
export function builtModule(name: 'restore' | 'make-handover' | 'take-handover' | 'understand'): string {
  const folder = process.env.TEST_STORE_BUILT
  if (folder === undefined) throw new Error('test/support/prepare.ts has not run')
  return JSON.stringify(pathToFileURL(join(folder, `${name}.mjs`)).href)
}

/**
 * Does the work in a process that dies in the place of its step-th call of these functions of `fs`.
 *
 * @param work the body of a module
 * @returns whether it came to its end
 */
export function killedAt(step: number, names: readonly string[], work: string): boolean {
  const script = `
    const fs = (await import('node:module')).createRequire(import.meta.url)('node:fs')
    let left = ${step}
    for (const name of ${JSON.stringify(names)}) {
      const real = fs[name]
      fs[name] = (...given) => { if (--left === 0) process.kill(process.pid, 'SIGKILL'); return real(...given) }
    }
    ;(await import('node:module')).syncBuiltinESMExports()
    ${work}`
  // A file, since threads of its own would be started with the same switches as it.
  const file = join(freshFolder('killed'), 'work.mjs')
  writeFileSync(file, script)
  const { signal, status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' })
  if (signal !== null) return false
  expect([status, stderr]).toEqual([0, expect.not.stringContaining('Error')])
  return true
}
