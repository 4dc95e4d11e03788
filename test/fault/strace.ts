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
export const watchCalls = (pid: number, calls: readonly string[]): Promise<() => Promise<string[]>> =>
  attach(pid, ['-e', `trace=${calls.join()}`])

/** `fsync:error=EIO:when=3+`: which call, what becomes of it, and which of them, counted a thread. */
export type Fault = `${string}:${'error' | 'signal' | 'delay_enter'}=${string}`

/**
 * Makes system calls of a running process fail, as a failing disk would, until it is ended.
 *
 * @param watched calls that are to be seen besides
 * @returns ends it: the disk is well again; then the lines it saw
 */
export const injectFaults = (
  pid: number,
  faults: readonly Fault[],
  watched: readonly string[] = [],
): Promise<() => Promise<string[]>> =>
  attach(pid, [
    ...['-e', `trace=${[...faults.map((fault) => fault.split(':', 1)[0] ?? ''), ...watched].join()}`],
    ...faults.flatMap((fault) => ['-e', `inject=${fault}`]),
  ])

/**
 * The words before a command that put it under a fault from its start on; its process id stays its own. A delay is
 * taken from nothing but the call itself, so that what is left of the program runs at its own speed.
 */
export function underFault(fault: Fault): string[] {
  const alone = fault.includes(':delay_') ? ['--seccomp-bpf'] : []
  const calls = fault.split(':', 1)[0] ?? ''
  return ['strace', '-f', ...alone, '-D', '-qq', '-e', `trace=${calls}`, '-e', `inject=${fault}`, '-o', '/dev/null']
}

async function attach(pid: number, what: readonly string[]): Promise<() => Promise<string[]>> {
  const file = join(freshFolder('strace'), 'calls')
  const args = ['-f', '-y', '-s', '16', ...what, '-o', file, '-p', String(pid)]
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
