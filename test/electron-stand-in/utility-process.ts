import { fork as forkNode } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Gives the new process `process.parentPort`. */
const parentPort = fileURLToPath(new URL('./parent-port.ts', import.meta.url))

interface ForkOptions {
  env?: NodeJS.ProcessEnv
  execArgv?: string[]
  stdio?: string | string[]
  serviceName?: string
}

/** A process of Electron's own, in which a script of the app's runs beside main: Node's, with Electron's way to speak. */
class UtilityProcess extends EventEmitter {
  /** Known once it has come up, and no longer when it has ended. */
  pid: number | undefined
  readonly #child: ReturnType<typeof forkNode>

  constructor(path: string, args: string[], { env = process.env, execArgv = [], stdio = 'inherit' }: ForkOptions) {
    super()
    const output = stdio === 'ignore' ? 'ignore' : 'inherit'
    this.#child = forkNode(path, args, {
      env,
      execArgv: [...execArgv, '--disable-warning=ExperimentalWarning', '--import', parentPort],
      stdio: ['ignore', output, output, 'ipc'],
    })
    this.#child.once('spawn', () => {
      this.pid = this.#child.pid
      this.emit('spawn')
    })
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.once('exit', (code) => {
      this.pid = undefined
      this.emit('exit', code ?? 1)
    })
    // A message to one that has just ended is lost without a word.
    this.#child.on('error', () => {})
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object)
  }

  kill(): boolean {
    return this.pid !== undefined && this.#child.kill('SIGTERM')
  }
}

export const utilityProcess = {
  fork: (path: string, args: string[] = [], options: ForkOptions = {}) => new UtilityProcess(path, args, options),
}
