import { fork } from 'node:child_process'
import { ngrokEnvironment } from './ngrok-environment.ts'
import type { FromNgrok } from './ngrok-process.ts'
import type { StartNgrok } from './ngrok-session.ts'

/** @param script the process's entry as it was built; there is no usual one, since a bundle has it elsewhere than the source */
export function forkNgrok(script: URL): StartNgrok {
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
