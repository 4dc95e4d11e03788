import { type FromNgrok, holdNgrokSession, type ToNgrok } from './tunnel/ngrok-process.ts'

/** How Electron speaks with a utility process; a fork of Node's has `process.send` instead. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToNgrok }) => void): void
  postMessage(message: FromNgrok): void
}

/** Longer than ngrok takes on a line that works; a desk that was killed is followed within 5 s. */
const closeMs = 2_000

/**
 * Entry of the process that holds ngrok's client. It ends with its parent, whatever became of that: Electron sees to it
 * for a utility process, a fork sees its channel close.
 */
const port = (process as { parentPort?: ParentPort }).parentPort
const session = holdNgrokSession((message) => {
  if (port !== undefined) port.postMessage(message)
  else if (process.connected) process.send?.(message, undefined, undefined, () => {})
})

// An exit in order runs the client's own clean-up, which aborts now and then; this does not.
const end = () => process.kill(process.pid, 'SIGKILL')

if (port !== undefined) port.on('message', ({ data }) => session.hear(data))
else {
  process.on('message', session.hear)
  process.on('disconnect', () => {
    setTimeout(end, closeMs)
    void session.close().then(end)
  })
}
// Ctrl+C, a closed terminal and a stopped service tell all processes at once. The desk is the one to act on it: it has
// ngrok free the address first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
