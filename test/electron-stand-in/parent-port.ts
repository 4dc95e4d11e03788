import { EventEmitter } from 'node:events'

/** Loaded first in a utility process: what it speaks to main through. */
const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => void (process.connected && process.send?.(message, undefined, {}, () => {})),
})
process.on('message', (data) => port.emit('message', { data, ports: [] }))
// Electron ends it with the app, at once and without asking.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
Object.defineProperty(process, 'parentPort', { value: port })
