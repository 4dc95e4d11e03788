import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from '../support/store.ts'

/** Why system calls cannot be watched here; null when they can. */
export const straceMissing: string | null =
  process.platform !== 'linux'
    ? 'strace is for Linux'
    : spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0
      ? null
      : 'there is no strace here that may watch a process'

/**
 * Watches a running process from outside, all its threads.
 *
 * @param calls as strace names them
 * @returns ends it; then the lines it saw, with the paths of files
 */
export async function watchCalls(pid: number, calls: readonly string[]): Promise<() => Promise<string[]>> {
  const file = join(freshFolder('strace'), 'calls')
  const args = ['-f', '-y', '-s', '16', '-e', `trace=${calls.join()}`, '-o', file, '-p', String(pid)]
  const child = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const exited = once(child, 'exit')
  await new Promise<void>((resolve, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      if (said.includes('attached')) resolve()
    })
    child.once('exit', () => reject(new Error(`strace ended: ${said}`)))
  })
  return async () => {
    child.kill('SIGINT')
    await exited
    return readFileSync(file, 'utf8').split('\n')
  }
}

/**
 * What happened in order: `sync`, the write-ahead log is on the disk, and `answer`, a 200 leaves. A call of one thread
 * that another's runs into is written as two lines, and counts where it ends.
 */
export function readCalls(lines: readonly string[]): ('sync' | 'answer')[] {
  const begun = new Set<string>()
  return lines.flatMap((line) => {
    const thread = line.split(' ', 1)[0] ?? ''
    const isLog = /\bfsync\(\d+<[^>]*-wal>/.test(line)
    if (isLog && line.endsWith('<unfinished ...>')) begun.add(thread)
    if (isLog && / = 0$/.test(line)) return ['sync']
    if (/<\.\.\. fsync resumed>.* = 0$/.test(line) && begun.delete(thread)) return ['sync']
    return line.includes('"HTTP/1.1 200') ? ['answer'] : []
  })
}
