import type { utilityProcess } from 'electron'
import { ngrokEnvironment } from '../tunnel/ngrok-environment.ts'
import type { FromNgrok } from '../tunnel/ngrok-process.ts'
import type { StartNgrok } from '../tunnel/ngrok-session.ts'

/**
 * Ngrok's process as one of Electron's own: `fork` would need Electron to run as Node, which a package forbids by fuse.
 * Electron ends it with the app.
 *
 * @param script a path; may lie in the app's archive
 */
export function ngrokInUtility(electron: Pick<typeof utilityProcess, 'fork'>, script: string): StartNgrok {
  return ({ onMessage, onEnd }) => {
    const child = electron.fork(script, [], {
      env: ngrokEnvironment(process.env),
      execArgv: [],
      stdio: 'ignore',
      serviceName: 'Dispatch Desk tunnel',
    })
    child.on('message', (message: FromNgrok) => onMessage(message))
    child.once('exit', onEnd)
    // Told before the exit, and thrown where nobody listens.
    child.on('error', () => {})
    // Electron's own `kill` asks with a SIGTERM, which the process leaves to the desk.
    const kill = () => {
      try {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
      } catch {
        // It has ended meanwhile.
      }
    }
    return {
      tell: (message) => child.postMessage(message),
      kill: () => {
        if (child.pid === undefined) child.once('spawn', kill)
        else kill()
      },
    }
  }
}
