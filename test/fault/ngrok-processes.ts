import { readdirSync, readFileSync } from 'node:fs'

/** `pid (name) state parent …`; null when there is no such process, or only what nobody has asked after yet. */
function statusOf(pid: number): { parent: number } | null {
  try {
    const [state, parent] = (readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1) ?? '').split(' ')
    return state === 'Z' || state === 'X' ? null : { parent: Number(parent) }
  } catch {
    return null
  }
}

/** A file of /proc, with its zeros. */
const told = (pid: number, name: 'cmdline' | 'environ') => readFileSync(`/proc/${pid}/${name}`, 'utf8')
export const argumentsOf = (pid: number) => told(pid, 'cmdline')
export const environmentOf = (pid: number) => told(pid, 'environ')

export const isRunning = (pid: number) => statusOf(pid) !== null

/** The processes in which a desk's ngrok runs: one at a time, and none while it waits for the next try. Linux only. */
export const ngrokProcessesOf = (desk: number): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && statusOf(pid)?.parent === desk && argumentsOf(pid).includes('tunnel-process'))
