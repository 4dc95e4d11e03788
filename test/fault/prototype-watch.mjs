// Loaded into a desk with --import, in every thread of it: writes down what hangs on the prototypes that everything
// inherits from, and on SIGUSR2 says one JSON line a thread with what came or went since. SIGWINCH pollutes, for the
// control.
import { isMainThread, threadId } from 'node:worker_threads'

const watched = { Object, Array, Function, String, Number, Map, Promise, Buffer, Uint8Array, Error, RegExp }
const look = () =>
  Object.entries(watched).flatMap(([name, made]) =>
    Reflect.ownKeys(made.prototype).map((key) => `${name}.prototype.${String(key)}`),
  )
const first = new Set(look())
const changes = () => {
  const now = new Set(look())
  return [...now.symmetricDifference(first)]
}
const say = () => process.stderr.write(`${JSON.stringify({ watch: threadId, changes: changes() })}\n`)
const line = new BroadcastChannel('prototype-watch')
line.unref?.()
line.onmessage = () => say()
if (isMainThread) {
  process.on('SIGUSR2', () => {
    line.postMessage('look')
    say()
  })
  process.on('SIGWINCH', () => {
    Object.prototype.polluted = true
  })
}
