import { fork } from 'node:child_process'
import { ngrokEnvironment } from './ngrok-environment.ts'
import type { FromNgrok } from './ngrok-process.ts'
import type { StartNgrok } from './ngrok-session.ts'

const fromSource = new URL('../tunnel-process.ts', import.meta.url)

/** @param script the process's entry as it was built; a test runs it as it is written */
export function forkNgrok(script: URL = fromSource): StartNgrok {
  return ({ onMessage, onEnd }) => {
    const child = fork(script, [], {
      env: ngrokEnvironment(process.env),
      execArgv: [], // The desk's own, such as --inspect, are not for it.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.on('message', (message) => onMessage(message as FromNgrok))
    child.once('exit', onEnd)
    // Of one that could not be started there is no exit.
    child.on('error', () => {
      if (child.pid === undefined) onEnd()
    })
    return {
      tell: (message) => void (child.connected && child.send(message)),
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
